"""Files into the book: what `gendan import` and `gendan order import` share."""

import json
from collections.abc import Sequence
from pathlib import Path

from gendan import places
from gendan.cli.session import Session
from gendan.core.faults import Fault, Place
from gendan.errors import Refused
from gendan.files import customers as customer_files
from gendan.files.sheets import Grid
from gendan.show import exchange as show
from gendan.show import out
from gendan.show.exchange import Import, Outcome
from gendan.store import backup, customers, people
from gendan.store.write import Writing
from gendan.text import Text

CUSTOMERS = Text("customer", "客户")


def import_customers(
    here: Session, path: Path, grids: Sequence[Grid], dry: bool, skip: bool
) -> Import:
    """Add the customers of a file, all or (with `skip`) the good ones."""
    file = customer_files.read(grids)
    known = customers.taken(here.book, [row.code for row in file.rows])
    faults = list(file.faults)
    for row in file.rows:
        if row.code in known:
            told = Text(f"customer {row.code!r} exists already", f"客户 {row.code!r} 已存在")
            faults.append(
                Fault(
                    place=row.record.place,
                    column=row.record.headings["code"],
                    key=row.code,
                    what=told,
                )
            )
    bad = {fault.place.row for fault in faults}
    good = [row for row in file.rows if row.record.place.row not in bad]
    refuse(path.name, faults, skip=skip, some_good=bool(good))
    batch = None
    if not dry:
        with here.write() as work:
            backup.keep(here.path, "import")
            for row in out.track(good, CUSTOMERS, here.lang):
                _add_customer(work, row)
        batch = work.entry
    outcomes = _outcomes([(row.record.place, row.code) for row in good], batch)
    return Import(
        file=path.name, what=CUSTOMERS, kind="customers", batch=batch,
        outcomes=[*outcomes, *show.left_out(faults)], unknown=file.unknown, dry=dry,
    )  # fmt: skip


def report(here: Session, done: Import, form: out.Form) -> None:
    """Say what an import did."""
    if form is out.Form.TABLE:
        out.emit_lines(show.lines(done), here.lang)
    else:
        out.emit_page(show.page(done), form, here.lang)


def refuse(file: str, faults: Sequence[Fault], *, skip: bool, some_good: bool) -> None:
    """
    Refuse a file with faults, unless they may be skipped and something is left.

    Raises:
        Refused: With every fault and its place.
    """
    if not faults or (skip and some_good):
        return
    count = len(faults)
    raise Refused(
        Text(
            f"{file}: {count} {'fault' if count == 1 else 'faults'}; nothing was written",
            f"{file}：{count} 处错误，未写入任何内容",
        ),
        Text(
            "mend the file and try again, or leave the faulty rows out with --skip-bad",
            "请修改文件后再试，或用 --skip-bad 跳过有误的行",
        ),
        [fault.told() for fault in faults],
    )


def _outcomes(rows: Sequence[tuple[Place, str]], batch: int | None) -> list[Outcome]:
    outcome = "would add" if batch is None else "added"
    return [
        Outcome(place=place, key=key, outcome=outcome, what=show.WORDS[outcome])
        for place, key in rows
    ]


def _add_customer(work: Writing, row: customer_files.CustomerRow) -> None:
    fields = dict(row.fields)
    if zone := fields.get("timezone") or places.capital_zone(fields.get("country")):
        fields["timezone"] = zone
    fields.setdefault("since", work.now.date().isoformat())
    fields["extra"] = json.dumps(dict(row.extra), ensure_ascii=False)
    ident = customers.add(work, row.code, row.name, fields)
    if row.person:
        person = {key: value for key, value in row.person.items() if key != "person"}
        people.add(work, ident, row.person["person"], {**person, "main": 1})
