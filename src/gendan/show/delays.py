"""Which orders are late or will be, where they hang, and whether the customer knows."""

from collections import Counter
from collections.abc import Sequence

from gendan.core.lateness import Late, Standing
from gendan.core.plans import Party
from gendan.show.sheet import Column, Says, Sheet
from gendan.show.words import NOTHING
from gendan.text import Text, joined

PARTY_WORDS = {
    Party.CUSTOMER: Text("customer", "客户"),
    Party.SUPPLIER: Text("supplier", "供应商"),
    Party.FORWARDER: Text("forwarder", "货代"),
    Party.US: Text("us", "我方"),
    Party.OTHER: Text("other", "其他"),
}
STANDING_WORDS = {
    Standing.OVERDUE: Text("overdue", "已逾期"),
    Standing.FORECAST: Text("forecast", "预计延误"),
    Standing.SHIPPED: Text("shipped", "已出运"),
}
STANDING_STYLES = {
    Standing.OVERDUE: "bold red",
    Standing.FORECAST: "yellow",
    Standing.SHIPPED: "dim",
}


def _node(late: Late) -> Says:
    if late.delay.cause is not None:
        return late.delay.cause.name
    return NOTHING if late.standing is Standing.SHIPPED else Text("no plan", "无计划")


def _told(late: Late) -> Says:
    if late.delay.told:
        return Text("yes", "是")
    # Nobody keeps of an order without a plan what they were told after it had left.
    unknown = late.standing is Standing.SHIPPED and late.delay.cause is None
    return NOTHING if unknown else Text("no", "否")


def _party(late: Late) -> Says:
    return PARTY_WORDS[late.delay.party] if late.delay.party else NOTHING


COLUMNS: Sequence[Column[Late]] = (
    Column("order", Text("Order", "订单号"), lambda one: one.delay.order),
    Column("customer", Text("Customer", "客户"), lambda one: one.delay.customer),
    Column("standing", Text("State", "状态"), lambda one: one.standing,
           says=lambda one: STANDING_WORDS[one.standing],
           style=lambda one: STANDING_STYLES[one.standing], table_only=True),
    Column("ship_by", Text("Ship by", "交期"), lambda one: one.delay.ship_by.isoformat()),
    Column("forecast_ship", Text("Leaves", "出运日期"), lambda one: one.delay.forecast_ship.isoformat()),
    Column("days_late", Text("Late", "晚(天)"), lambda one: one.delay.days_late, right=True,
           style=lambda one: STANDING_STYLES[one.standing]),
    Column("node", Text("Hangs at", "卡在"), lambda one: one.delay.cause.key if one.delay.cause else None,
           says=_node),
    Column("reason", Text("Reason", "原因"), lambda one: one.delay.reason, brief=2, wide=True),
    Column("party", Text("Party", "责任方"), lambda one: one.delay.party, says=_party, wide=True),
    Column("told", Text("Told", "已告知"), lambda one: one.delay.told, says=_told,
           style=lambda one: "" if one.delay.told else "bold red"),
)  # fmt: skip


def sheet(rows: Sequence[Late], *, shipped: bool) -> Sheet[Late]:
    """
    The late orders, overdue ones first.

    Args:
        rows: What to show.
        shipped: Whether those that left late were asked for too.
    """
    return Sheet(
        title=_title(rows),
        columns=COLUMNS,
        rows=rows,
        empty=Text("No order left late or will.", "没有延误出运或将延误的订单。")
        if shipped
        else Text("No order will leave late.", "没有订单会延误。"),
        foot=_unplanned(rows),
    )


def _title(rows: Sequence[Late]) -> Text:
    many = Counter(one.standing for one in rows)
    parts = joined(
        Text(f"{many[one]} {words.en}", f"{words.zh} {many[one]}")
        for one, words in STANDING_WORDS.items()
        if many[one]
    )
    return Text(f"Delays: {len(rows)} ({parts.en})", f"延误订单：{len(rows)}（{parts.zh}）")


def _unplanned(rows: Sequence[Late]) -> Sequence[Text]:
    many = sum(one.delay.cause is None and one.standing is not Standing.SHIPPED for one in rows)
    if not many:
        return ()
    return [
        Text(
            f"without a plan: {many} (`gendan plan --all-open` makes them)",
            f"无计划：{many} 个（用 `gendan plan --all-open` 制定）",
        )
    ]
