"""A list of customers from a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gendan.core.faults import Fault
from gendan.core.words import CODE_LIMIT
from gendan.errors import Refused
from gendan.files import records
from gendan.files.fields import CUSTOMER, short
from gendan.files.headings import CUSTOMERS
from gendan.files.records import Record
from gendan.files.sheets import Grid
from gendan.text import Text, same

REQUIRED = ("code", "name")
PERSON = ("role", "email", "phone", "wechat", "whatsapp")


class CustomerRow(NamedTuple):
    """One customer of a file: checked fields as they are stored, and the person to contact."""

    record: Record
    code: str
    name: str
    fields: Mapping[str, str]
    person: Mapping[str, str]
    extra: Mapping[str, str]


class CustomerFile(NamedTuple):
    """A whole file: good rows, all faults, and the headings that were kept but not understood."""

    rows: Sequence[CustomerRow]
    faults: Sequence[Fault]
    unknown: Sequence[str]


def read(grids: Sequence[Grid]) -> CustomerFile:
    """
    The customers of a spreadsheet.

    Raises:
        Refused: No sheet has the headings of a code and a name.
    """
    found = records.find(grids, CUSTOMERS, REQUIRED)
    rows, faults, seen = [], [], dict[str, int]()
    all_records = records.records(found)
    if not all_records:
        raise Refused(
            Text(
                f"{found.grid.file}: headings, but no rows",
                f"{found.grid.file}：只有表头，没有数据",
            ),
            Text("fill in the rows below the headings", "请在表头下填写数据"),
        )
    for record in all_records:
        row = _row(record)
        before = seen.setdefault(row.code.casefold(), record.place.row) if row.code else None
        if before not in (None, record.place.row):
            record.fault(
                "code",
                row.code,
                Text(f"code {row.code!r} stands already in row {before}", f"编号 {row.code!r} 与第 {before} 行重复"),
            )  # fmt: skip
        faults += record.faults
        if not record.faults:
            rows.append(row)
    return CustomerFile(rows=rows, faults=faults, unknown=found.unknown)


def _row(record: Record) -> CustomerRow:
    key = record.cells.get("code", "")
    what = {"code": Text("the code", "编号"), "name": Text("the name", "名称")}
    for field in REQUIRED:
        if not record.cells.get(field):
            record.fault(field, key, Text(f"{what[field].en} is missing", f"缺少{what[field].zh}"))
    code = record.read("code", short(what["code"], CODE_LIMIT), key)
    name = record.read("name", short(what["name"]), key)
    fields = {field: record.read(field, check, key) for field, check in CUSTOMER.items()}
    person = {field: record.read(field, short(same(field)), key) for field in ("person", *PERSON)}
    extra = dict(record.extra)
    if not person["person"]:
        # Nobody to give them to: kept under the file's own headings, as all that has no field.
        extra |= {record.headings[f]: v for f, v in person.items() if v}
        person = {}
    return CustomerRow(
        record=record,
        code=code or "",
        name=name or "",
        fields={field: value for field, value in fields.items() if value is not None},
        person={field: value for field, value in person.items() if value},
        extra=extra,
    )
