"""A file that was kept with an inspection, a complaint or a corrective action."""

from datetime import datetime
from typing import NamedTuple


class Attached(NamedTuple):
    """A photo or report: its own name, SHA-256 in hex, size in bytes, who gave it when."""

    name: str
    sha256: str
    size: int
    at: datetime
    who: str
