"""DECIDES: pure functions on frozen records. No SQL, no clock, no printing, no language."""
