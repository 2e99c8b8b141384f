"""gendan demo: an invented exporter's book to try things on."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import typer

from gendan import places
from gendan.cli import due, params
from gendan.cli.demo_data import BUYERS, GOODS, MESSAGES, NOTES, PROMISES, WAITS, Buyer
from gendan.cli.session import Session, current
from gendan.core import tiers as decide
from gendan.core.customers import Channel
from gendan.core.interactions import InteractionKind, MarkKind
from gendan.core.orders import Line, Order
from gendan.errors import BookError, Refused
from gendan.show import out
from gendan.show import settings as show
from gendan.store import customers, interactions, journal, orders, people, tiers
from gendan.store.db import create_book, open_book
from gendan.store.write import Writing
from gendan.text import Text

SETTINGS = {
    "home_country": "CN",
    "timezone": "Asia/Shanghai",
    "base_currency": "USD",
    "demo": "yes",
}
A_YEAR = 365
OWN_ENTRIES = 3
"""Journal entries of a demo book that nobody has worked in."""
GAPS = {"A": 7, "B": 15, "C": 30}

app = params.single()


@app.command()
def demo(ctx: typer.Context) -> None:
    """Make an invented book and show its list · 新建示例账本"""
    here = current(ctx)
    path = here.path if here.path_is_named else here.home("demo.db")
    _clear(path)
    here.db_option = str(path)
    create_book(path, SETTINGS, here.opening(SETTINGS["timezone"]))
    fill(here)
    due.greet(here)
    out.tell(show.demo_book(path), here.lang)


def fill(here: Session) -> None:
    """Forty invented customers with a year of orders and contacts, the same on every machine."""
    chance = Random(20260101)
    with here.write() as work:
        ids = {buyer.code: _customer(work, buyer, here.today) for buyer in BUYERS}
        for buyer in BUYERS:
            for order in _orders(buyer, here.today, chance):
                orders.add(work, ids[buyer.code], order)
    with here.write() as work:
        policy = decide.tier_policy(here.book.settings)
        bought = tiers.purchases(here.book, policy.basis, date.min)
        found = decide.review(tiers.members(here.book, here.today), bought, policy, here.today)
        for proposal in found:
            customer = customers.by_ids(here.book, [ids[proposal.code]])[0]
            tiers.accept(work, customer, proposal, "first review")
    level = {proposal.code: proposal.proposed for proposal in found}
    with here.write() as work:
        for place, buyer in enumerate(BUYERS):
            _contacts(work, ids[buyer.code], buyer, GAPS[level[buyer.code]], place, chance)


def _clear(path: Path) -> None:
    """Make way for a new demo book; a book of the user's own is never touched."""
    if not path.exists():
        return
    try:
        book = open_book(path)
        last = journal.entries(book, last=1)
        is_demo = book.is_demo and all(entry.seq <= OWN_ENTRIES for entry in last)
        book.close()
    except BookError:
        is_demo = False
    if not is_demo:
        raise Refused(
            Text(
                f"{path} is a book that somebody worked in; it was left untouched",
                f"{path} 已有人使用，未作改动",
            ),
            Text("name another place with --db", "请用 --db 指定其他路径"),
        )
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _customer(work: Writing, buyer: Buyer, today: date) -> str:
    ident = customers.add(
        work,
        buyer.code,
        buyer.name,
        {
            "country": buyer.country,
            "timezone": places.capital_zone(buyer.country),
            "owner": buyer.owner,
            "channel": buyer.channel,
            "since": (today - timedelta(days=A_YEAR + 30)).isoformat(),
            "aliases": json.dumps([]),
        },
    )
    people.add(work, ident, buyer.person, {"role": buyer.role, "main": 1})
    return ident


def _orders(buyer: Buyer, today: date, chance: Random) -> Iterator[Order]:
    """Orders of a year that add up to about the buyer's size, the last ones still open."""
    count = min(12, 1 + buyer.size // 25) if buyer.size else 0
    for number in range(count):
        age = round(A_YEAR * (number + chance.uniform(0.1, 0.9)) / count)
        day = today - timedelta(days=age)
        lines = [_line(place, buyer.size * 1000 / count / 3, chance) for place in range(1, 4)]
        yield Order(
            number=f"{buyer.code}-{count - number:02d}",
            customer=buyer.code,
            order_date=day,
            ship_by=day + timedelta(days=60),
            shipped_date=day + timedelta(days=chance.randint(48, 63)) if age > 65 else None,
            currency="USD",
            owner=buyer.owner,
            lines=lines,
        )


def _line(place: int, worth: float, chance: Random) -> Line:
    goods = chance.choice(GOODS)
    dozens = max(1, round(worth / float(goods.price) / 12 * chance.uniform(0.8, 1.2)))
    return Line(
        line=str(place),
        sku=goods.sku,
        quantity=Decimal(dozens * 12),
        unit="PCS",
        unit_price=Decimal(goods.price),
        cells={"description": goods.description, "spec": goods.spec},
    )


def _contacts(
    work: Writing, ident: str, buyer: Buyer, gap: int, place: int, chance: Random
) -> None:
    """A year of contacts about every `gap` days; a few customers wait, wrote or were promised."""
    if buyer.size == 0:
        return
    late = (0.25, 0.5, 0.75, 1.05, 0.4, 1.5)[place % 6]
    moment = _office(work.now - timedelta(days=round(gap * late)), chance)
    first = True
    while moment > work.now - timedelta(days=A_YEAR):
        promise = (
            (work.now + timedelta(days=place % 3)).date() if first and place % 9 == 4 else None
        )
        wait = work.now.date() if first and place % 11 == 7 else None
        note = PROMISES if promise else WAITS if wait else NOTES
        interactions.add(
            work, ident, InteractionKind.CONTACT, moment,
            Channel.EMAIL if wait else Channel(buyer.channel),
            note=chance.choice(note), promised=promise, wait_until=wait, recorded_at=moment,
        )  # fmt: skip
        first = False
        moment = _office(moment - timedelta(days=round(gap * chance.uniform(0.7, 1.3))), chance)
    if place % 8 == 2:
        wrote = _office(work.now - timedelta(days=1), chance)
        interactions.add(
            work, ident, InteractionKind.IN, wrote, Channel.EMAIL,
            note=chance.choice(MESSAGES), recorded_at=wrote,
        )  # fmt: skip
    if place % 13 == 5:
        interactions.add(
            work, ident, InteractionKind.NO_ANSWER,
            _office(work.now - timedelta(days=3), chance), Channel.PHONE,
        )  # fmt: skip
    if place == 9:
        interactions.mark(
            work,
            ident,
            MarkKind.PAUSE,
            until=work.now.date() + timedelta(days=20),
            why="stocktaking",
        )


def _office(moment: datetime, chance: Random) -> datetime:
    """The same day at some minute of our office hours."""
    at = time(chance.randint(9, 17), chance.choice((0, 10, 20, 30, 40, 50)))
    return moment.replace(hour=at.hour, minute=at.minute, second=0)
