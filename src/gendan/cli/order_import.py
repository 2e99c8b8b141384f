"""Orders out of a file into the book: new ones added, known ones amended with `--update`."""

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from gendan.cli import exchange
from gendan.cli.partner_guard import Guard
from gendan.cli.session import Session
from gendan.core.amendments import check_change, check_days, differences, updated
from gendan.core.faults import Fault, Place
from gendan.core.orders import Difference, Order
from gendan.errors import Refused
from gendan.files.orders import OrderFile, OrderRow
from gendan.files.records import told
from gendan.show import exchange as show
from gendan.show import milestones, out
from gendan.show.exchange import Import, Outcome
from gendan.store import amendments, backup, customers, lookup, orders
from gendan.store import steps as plans
from gendan.store.db import Book
from gendan.store.write import Writing
from gendan.text import Text

ORDERS = Text("order", "订单")


class How(NamedTuple):
    """
    How to import: check only, leave faulty orders out, amend known ones, all of one customer.

    `allow`: the reason for which blocked partners are taken all the same.
    """

    dry: bool = False
    skip: bool = False
    update: bool = False
    customer: str | None = None
    allow: str | None = None


class Step(NamedTuple):
    """What becomes of one order of a file; `before` is None for a new one, `owner` an id."""

    place: Place
    owner: str
    before: Order | None
    order: Order
    changes: Sequence[Difference] = ()

    @property
    def outcome(self) -> str:
        """`added`, `amended` or `unchanged`."""
        if self.before is None:
            return "added"
        return "amended" if self.changes else "unchanged"


def import_orders(here: Session, path: Path, file: OrderFile, how: How) -> Import:
    """
    Add or amend the orders of a file, all or (with `skip`) those without a fault.

    Raises:
        Refused: With every fault, each with its place.
    """
    guard = Guard(here, how.allow)
    with nullcontext() if how.dry else here.write() as work:
        steps, faults = _planned(here.book, file, how)
        steps = _placed(steps, guard, faults)
        exchange.refuse(path.name, faults, skip=how.skip, some_good=bool(steps))
        if work is not None and any(step.outcome != "unchanged" for step in steps):
            backup.keep(here.path, "import")
            for step in out.track(steps, ORDERS, here.lang):
                _take(work, step)
            _tell_of_plans(here, steps)
    guard.tell()
    return Import(
        file=path.name,
        what=ORDERS,
        kind="orders",
        batch=work.entry if work is not None and work.changed else None,
        outcomes=[*(_outcome(step, how.dry) for step in steps), *show.left_out(faults)],
        unknown=file.unknown,
        dry=how.dry,
    )


def _planned(book: Book, file: OrderFile, how: How) -> tuple[list[Step], list[Fault]]:
    single = customers.find(book, how.customer).id if how.customer is not None else None
    owners = customers.codes(book)
    codes = {
        customer.id: customer for customer in customers.by_ids(book, sorted(set(owners.values())))
    }
    known = {
        order.number.lower(): order
        for order in orders.by_numbers(book, [row.number for row in file.rows])
    }
    faults, steps = list(file.faults), list[Step]()
    for row in file.rows:
        owner = single or _owner(row, owners, faults)
        before = known.get(row.number.lower())
        refusal = _refusal(row, before, how)
        if refusal is not None:
            faults.append(_fault(row, "order", refusal))
        elif owner is None or not row.good:
            continue
        elif before is None:
            _addition(row, owner, codes[owner].currency, steps, faults)
        elif before.customer != codes[owner].code:
            wrong = Text(
                f"order {before.number} belongs to {before.customer}, not to {codes[owner].code}",
                f"订单 {before.number} 属于 {before.customer}，不是 {codes[owner].code}",
            )
            faults.append(_fault(row, "customer", wrong))
        else:
            _amendment(row, owner, before, steps, faults)
    return steps, sorted(faults, key=lambda fault: fault.place.row)


def _placed(steps: Sequence[Step], guard: Guard, faults: list[Fault]) -> list[Step]:
    """The orders whose partners get work; a blocked one is a fault of its order, in its row."""
    good = []
    for step in steps:
        refusals = guard.refusals(step.before, step.order)
        faults += [
            Fault(
                place=step.place,
                column=None,
                key=step.order.number,
                what=Text(
                    f"order {step.order.number}: {text.en}; "
                    "--allow-partner WHY takes it all the same",
                    f"订单 {step.order.number}：{text.zh}；确需导入请加 --allow-partner 原因",
                ),
            )
            for text in refusals
        ]
        if not refusals:
            good.append(step)
    faults.sort(key=lambda fault: fault.place.row)
    return good


def _addition(
    row: OrderRow, owner: str, currency: str | None, steps: list[Step], faults: list[Fault]
) -> None:
    """The order that a row adds: a step, or the fault that it left before it came."""
    order = row.order()
    try:
        check_days(order)
    except Refused as refusal:
        faults.append(_fault(row, "shipped_date", told(refusal)))
    else:
        full = order._replace(currency=order.currency or currency)
        steps.append(Step(row.record.place, owner, None, full))


def _amendment(
    row: OrderRow, owner: str, before: Order, steps: list[Step], faults: list[Fault]
) -> None:
    """What a row changes of the order that is known: a step, or why it cannot change so."""
    after = updated(before, row.header, row.lines, whole=row.whole)
    changes = differences(before, after)
    try:
        check_change(before, after, changes)
    except Refused as refusal:
        faults.append(_fault(row, "order", told(refusal)))
    else:
        steps.append(Step(row.record.place, owner, before, after, changes))


def _owner(row: OrderRow, owners: dict[str, str], faults: list[Fault]) -> str | None:
    """The one customer (id) that the file names; a fault where it is nobody or several."""
    found = {ident for name in row.names if (ident := owners.get(lookup.folded(name)))}
    if len(found) == 1:
        return found.pop()
    if row.names:
        names = ", ".join(repr(name) for name in row.names)
        nobody = Text(f"no customer {names}", f"没有客户 {names}")
        several = Text(f"{names} are several customers", f"{names} 对应多个客户")
        faults.append(_fault(row, "customer", several if found else nobody))
    return None


def _refusal(row: OrderRow, before: Order | None, how: How) -> Text | None:
    if before is not None and not how.update:
        number = before.number
        return Text(
            f"order {number!r} exists already; --update amends it and lists what changed, "
            f"`gendan order amend {number}` changes single fields",
            f"订单 {number!r} 已存在；用 --update 按文件修改并列出变化，"
            f"或用 `gendan order amend {number}` 修改个别字段",
        )
    if before is None and not row.whole:
        return Text(
            f"there is no order {row.number!r} that this could change",
            f"没有可变更的订单 {row.number!r}",
        )
    return None


def _take(work: Writing, step: Step) -> None:
    if step.before is None:
        orders.add(work, step.owner, step.order)
    else:
        amendments.amend(work, step.before, step.order, why=None)


def _tell_of_plans(here: Session, steps: Sequence[Step]) -> None:
    """The orders whose ship-by date changed and whose plan still follows the former one."""
    moved = {
        step.before.id: step.before.number
        for step in steps
        if step.before is not None and step.before.ship_by != step.order.ship_by
    }
    planned = plans.plans(here.book, list(moved)) if moved else {}
    if planned:
        out.tell(milestones.plan_again([moved[ident] for ident in planned]), here.lang)


def _outcome(step: Step, dry: bool) -> Outcome:
    outcome = show.DRY.get(step.outcome, step.outcome) if dry else step.outcome
    what = show.became(outcome, step.changes)
    return Outcome(step.place, step.order.number, outcome, what, step.changes)


def _fault(row: OrderRow, field: str, what: Text) -> Fault:
    column = row.record.headings.get(field)
    return Fault(place=row.record.place, column=column, key=row.number, what=what)
