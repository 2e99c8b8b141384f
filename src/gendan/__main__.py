"""`python -m gendan`."""

from gendan.cli.app import entry

entry()
