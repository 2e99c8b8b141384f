"""The schema's diary: append only, one function a step (CONTRIBUTING.md tells how to add one)."""

from typing import Final

from sqlite_utils import Migrations

from gendan.store.migrations.book import m001_book
from gendan.store.migrations.chain import m005_chain
from gendan.store.migrations.check_order import m002_check_order
from gendan.store.migrations.procedures import m003_procedures
from gendan.store.migrations.quality import m004_quality

STEPS: Final = (m001_book, m002_check_order, m003_procedures, m004_quality, m005_chain)
"""The nth step makes version n of the schema."""

ALL: Final = Migrations("gendan")
for step in STEPS:
    ALL()(step)
