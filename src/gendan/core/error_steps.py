"""Which step of the export procedure keeps an error out: what to train and to revise (§8)."""

from collections.abc import Mapping

from gendan.core.forms import folded
from gendan.core.inspections import Stage

STEP_OF_CHECK: Mapping[str, str] = {
    **dict.fromkeys(("L01", "L02", "L04", "L05", "L06", "O05"), "packed"),
    **dict.fromkeys(("L03", "O20"), "po-review"),
    **dict.fromkeys(("L07", "L08", "L09", "O21", "D02", "D09"), "documents"),
    **dict.fromkeys(("L10", "L12"), "customs"),
    **dict.fromkeys(("L11", "O09"), "artwork"),
    "L13": "final",
    **dict.fromkeys(("O01", "O02"), "pi"),
    "O03": "deposit",
    **dict.fromkeys(("O04", "O06", "O07", "O15", "O18", "O19", "D04"), "booking"),
    "O08": "draft-bl",
    **dict.fromkeys(("O10", "O11", "O12", "O13", "O14", "D03"), "carton-data"),
    **dict.fromkeys(("O16", "O17"), "loading"),
    "O22": "shipment-sample",
}
"""The step at which what a check finds should have been seen; other checks belong to `sign-off`."""

STEP_OF_COMPLAINT: Mapping[str, str] = {
    **dict.fromkeys(("item", "color", "quantity"), "packed"),
    "packing": "artwork",
    "quality": "final",
    "damage": "loading",
    "late": "production-order",
    **dict.fromkeys(("document", "certificate"), "documents"),
    "price": "pi",
    "service": "after-sales",
}
"""The same for the types of complaints."""

STEP_OF_STAGE: Mapping[str, str] = {
    Stage.INCOMING: "materials",
    Stage.INLINE: "pp-meeting",
    Stage.FINAL: "in-line",
}
"""The step at which what an inspection refused could have been seen before it."""

FACTORY_ROLES = frozenset({"factory", "supplier", "工厂", "供应商"})
"""Roles in procedures that are the supplier's."""
OTHER_ROLES = frozenset(
    {"customer", "buyer", "forwarder", "carrier", "broker", "inspector", "bank"}
    | {"客户", "买家", "货代", "船公司", "承运人", "报关行", "验货公司", "银行"}
)
"""Roles of others; all further ones are our own people's."""

LAST_STEP = "sign-off"
"""Where everything is looked at once more."""


def step_of_check(code: str) -> str:
    """The step that keeps what a check finds out."""
    return STEP_OF_CHECK.get(code, LAST_STEP)


def step_of_complaint(kind: str | None) -> str:
    """The step that keeps complaints of a type out."""
    return STEP_OF_COMPLAINT.get(kind or "", LAST_STEP)


def suppliers_do(role: str) -> bool:
    """Whether a step with this role is the supplier's."""
    return folded(role) in FACTORY_ROLES


def we_do(role: str) -> bool:
    """Whether a step with this role is our own people's."""
    return folded(role) not in FACTORY_ROLES | OTHER_ROLES
