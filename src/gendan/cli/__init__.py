"""LISTENS: one module per command; the only room that knows Typer, the clock and the environment."""
