"""REMEMBERS: the only room that knows SQL and the database file."""
