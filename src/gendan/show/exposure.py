"""Open orders by currency, and what a move of the rates costs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.exposure import MOVES, Exposure, Position
from gendan.show.sheet import Column, Json, Sheet
from gendan.show.words import amount, counted, number
from gendan.text import Text, listed


def _says(value: Decimal | None) -> str:
    return "–" if value is None else amount(value)


def _least(position: Position, value: Decimal | None) -> str:
    """An amount for people; it is the least that it can be where a price is missing."""
    return f"≥ {_says(value)}" if position.unpriced and value is not None else _says(value)


def _signed(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:+,.2f}"


def _moves(position: Position) -> dict[str, Json] | None:
    """By percent, for scripts; None where no rate is known."""
    if position.now is None:
        return None
    return {str(move): number(position.move(move)) for move in MOVES}


def sheet(found: Exposure) -> Sheet[Position]:
    """The positions, with what is missing named below."""
    base = found.base
    columns: Sequence[Column[Position]] = (
        Column("currency", Text("Currency", "币种"), lambda p: p.currency),
        Column("n", Text("Orders", "订单数"), lambda p: len(p.orders), right=True),
        Column("orders", None, lambda p: list(p.orders)),
        Column("amount", Text("Amount", "金额"), lambda p: number(p.amount),
               says=lambda p: _least(p, p.amount), right=True),
        Column("rate", Text("Rate", "今日汇率"), lambda p: number(p.rate), right=True),
        Column("quoted", Text(f"{base} quoted", f"报价时 {base}"), lambda p: number(p.quoted),
               says=lambda p: _least(p, p.quoted), right=True),
        Column("now", Text(f"{base} today", f"今日 {base}"), lambda p: number(p.now),
               says=lambda p: _least(p, p.now), right=True),
        Column("gain_loss", Text("Gain/loss", "汇兑损益"), lambda p: number(p.gain),
               says=lambda p: _signed(p.gain), right=True,
               style=lambda p: "red" if p.gain is not None and p.gain < 0 else ""),
        Column("moves", None, _moves),
        Column("unpriced", None, lambda p: list(p.unpriced)),
        Column("unrated", None, lambda p: [number for number, _ in p.unrated]),
    )  # fmt: skip
    return Sheet(
        title=Text(f"Open orders in other currencies, in {base}", f"未出运外币订单敞口（折 {base}）"),
        columns=columns,
        rows=found.positions,
        empty=Text(
            f"No open order in another currency; {_home(found).en}",
            f"没有外币未出运订单；{_home(found).zh}",
        ),
        foot=foot(found),
    )  # fmt: skip


def moves(found: Exposure) -> Sheet[int]:
    """What it costs if a currency falls by 1 to 10 percent, currency by currency and in all."""
    rated = [position for position in found.positions if position.now is not None]

    def column(position: Position) -> Column[int]:
        """One currency."""
        return Column(
            position.currency,
            Text(position.currency, position.currency),
            lambda move: number(position.move(move)),
            says=lambda move: _says(position.move(move)),
            right=True,
        )

    total = Column[int](
        "total",
        Text("All together", "合计"),
        lambda move: number(found.total(move)),
        says=lambda move: amount(found.total(move)),
        right=True,
    )
    head = Column[int](
        "percent",
        Text("Move", "波动"),
        lambda move: move,
        says=lambda move: f"±{move} %",
        right=True,
    )
    return Sheet(
        title=Text(
            f"What a fall of the currency costs, a rise brings, in {found.base}",
            f"外币每贬值一档的损失（升值则为收益），单位 {found.base}",
        ),
        columns=[head, *map(column, rated), total],
        rows=list(MOVES) if rated else [],
        empty=Text("No rate is known: nothing to reckon.", "没有可用汇率，无法测算。"),
    )


def foot(found: Exposure) -> list[Text]:
    """What is not known, by name, and what is no exposure."""
    said = [text for position in found.positions for text in _unknown(position)]
    return [
        *said,
        _home(found),
        Text(
            "money still owed for shipped orders is not in it: the book keeps no payments",
            "已出运未收款的订单不在其中：账本不记收款",
        ),
    ]


def _unknown(position: Position) -> Iterator[Text]:
    """What is missing for the figures of one currency, and how to add it."""
    currency = position.currency
    if position.rate is None and position.orders:
        names = listed(list(position.orders))
        yield Text(
            f"no rate for {currency} up to today: {names.en} (`gendan fx set {currency} RATE`)",
            f"截至今日没有 {currency} 汇率：{names.zh}（用 `gendan fx set {currency} 汇率` 设置）",
        )
    elif position.unrated:
        names = listed([number for number, _ in position.unrated])
        first = min(day for _, day in position.unrated)
        yield Text(
            f"no {currency} rate on or before the order date, so no gain or loss: {names.en} "
            f"(`gendan fx set {currency} RATE --on {first}`)",
            f"下单日之前没有 {currency} 汇率，无法计算汇兑损益：{names.zh}"
            f"（用 `gendan fx set {currency} 汇率 --on {first}` 设置）",
        )
    if position.unpriced:
        names = listed(list(position.unpriced))
        yield Text(
            f"{currency}: at least (≥), a price is missing in {names.en}",
            f"{currency} 为最低值（≥）：{names.zh} 缺少价格",
        )


def _home(found: Exposure) -> Text:
    many = found.at_home
    orders, are = counted(many, "open order"), "is" if many == 1 else "are"
    return Text(
        f"{orders} in {found.base} {are} no exposure",
        f"{many} 个 {found.base}（本位币）未出运订单无汇率敞口",
    )
