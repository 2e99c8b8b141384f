"""The checks before shipment, one module a family; importing this registers them all."""

from gendan.core.checks import (  # noqa: F401 - each registers its checks
    amounts,
    barcodes,
    carton_numbers,
    documents,
    goods,
    inspected,
    items,
    measures,
    packing,
    papers,
    prices,
    quantities,
    requirements,
    routes,
    schedule,
    terms,
    transport,
)
from gendan.core.checks.registry import CHECKS as CHECKS
from gendan.core.checks.registry import run as run
