"""Which orders will leave late, where they hang, and whether the customer knows."""

from collections.abc import Sequence

from gendan.core.delays import Delay
from gendan.core.plans import Party
from gendan.show.sheet import Column, Says, Sheet
from gendan.text import Text

PARTY_WORDS = {
    Party.CUSTOMER: Text("customer", "客户"),
    Party.SUPPLIER: Text("supplier", "供应商"),
    Party.FORWARDER: Text("forwarder", "货代"),
    Party.US: Text("us", "我方"),
    Party.OTHER: Text("other", "其他"),
}


def _node(delay: Delay) -> Says:
    return delay.cause.name if delay.cause is not None else Text("no plan", "无计划")


COLUMNS: Sequence[Column[Delay]] = (
    Column("order", Text("Order", "订单号"), lambda d: d.order),
    Column("customer", Text("Customer", "客户"), lambda d: d.customer),
    Column("ship_by", Text("Ship by", "交期"), lambda d: d.ship_by.isoformat()),
    Column("forecast_ship", Text("Will ship", "预计出运"), lambda d: d.forecast_ship.isoformat()),
    Column("days_late", Text("Late", "晚(天)"), lambda d: d.days_late, right=True, style=lambda d: "red"),
    Column("node", Text("Hangs at", "卡在"), lambda d: d.cause.key if d.cause else None, says=_node),
    Column("reason", Text("Reason", "原因"), lambda d: d.reason, brief=True),
    Column(
        "party",
        Text("On", "责任方"),
        lambda d: d.party,
        says=lambda d: PARTY_WORDS[d.party] if d.party else "–",
    ),
    Column(
        "told",
        Text("Told", "已告知"),
        lambda d: d.told,
        says=lambda d: Text("yes", "是") if d.told else Text("no", "否"),
        style=lambda d: "" if d.told else "bold red",
    ),
)  # fmt: skip


def sheet(rows: Sequence[Delay]) -> Sheet[Delay]:
    """The delays, the longest first."""
    unplanned = sum(row.cause is None for row in rows)
    foot = [
        Text(
            f"{unplanned} of them have no plan: `gendan plan --all-open` makes it",
            f"其中 {unplanned} 个没有计划：用 `gendan plan --all-open` 制定",
        )
    ]
    return Sheet(
        title=Text(f"Delays: {len(rows)}", f"延误订单：{len(rows)}"),
        columns=COLUMNS,
        rows=rows,
        empty=Text("No order will leave late.", "没有订单会延误。"),
        foot=foot if unplanned else (),
    )
