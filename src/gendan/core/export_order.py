"""The export order that gendan brings: 32 nodes from the inquiry to the closed file (contract §7)."""

from gendan.core.export_after import AFTER
from gendan.core.export_before import BEFORE
from gendan.core.export_making import MAKING
from gendan.core.sop import Sop
from gendan.text import Text

EXPORT_ORDER = Sop(
    name="export-order",
    title=Text("Export order by sea", "海运出口订单"),
    ships="on-board",
    nodes=(*BEFORE, *MAKING, *AFTER),
)
"""
Offsets for an order of about 60 days (order-check.md §3.2); four gates: the deposit before the
production order, final inspection and check-order before loading, the balance before the B/L goes.
"""
