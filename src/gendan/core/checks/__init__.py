"""The checks before shipment, one module a family; importing this registers them all."""

from gendan.core.checks import (
    goods as goods,
)  # fmt: skip
from gendan.core.checks import (
    inspected as inspected,
)
from gendan.core.checks import (
    items as items,
)
from gendan.core.checks import (
    measures as measures,
)
from gendan.core.checks import (
    packing as packing,
)
from gendan.core.checks import (
    papers as papers,
)
from gendan.core.checks import (
    prices as prices,
)
from gendan.core.checks import (
    requirements as requirements,
)
from gendan.core.checks import (
    schedule as schedule,
)
from gendan.core.checks import (
    terms as terms,
)
from gendan.core.checks import (
    transport as transport,
)
from gendan.core.checks.registry import CHECKS as CHECKS  # fmt: skip
from gendan.core.checks.registry import run as run
