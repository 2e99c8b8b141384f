"""SPEAKS: facts become sentences and tables, in English or Chinese."""
