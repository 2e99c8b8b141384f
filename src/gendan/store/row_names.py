"""What people call a row of the book, for the journal."""

from collections.abc import Callable, Mapping
from typing import Any

from gendan.store.db import Book
from gendan.store.write import KEYS

NAMES = {
    "customers": "code",
    "orders": "number",
    "people": "name",
    "settings": "key",
    "rates": "currency",
    "signers": "name",
    "sops": "name",
    "sop_uses": "sop",
    "draft_templates": "kind",
    "partners": "code",
    "risks": "n",
    "complaints": "n",
    "actions": "n",
    "lessons": "n",
}
"""The column that names a row for people."""


OF_ORDERS = (
    "amendments",
    "order_requirements",
    "evidence",
    "ticks",
    "waivers",
    "signoffs",
    "shipments",
    "steps",
    "gate_waivers",
    "ship_days_told",
    "check_runs",
    "inspections",
)
"""Tables whose rows are named by the order that they belong to."""


PARENTS = {
    "risk_reviews": {"risk": "risks"},
    "complaint_moves": {"complaint": "complaints"},
    "attachments": {"complaint": "complaints", "action": "actions", "inspection": "inspections"},
}
"""Tables whose rows are named by the number of what they belong to: by column, its table."""


def name(
    book: Book, table: str, row: str, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> str:
    """What people call a row: its code or number, or whom it belongs to."""
    whole = {**(old or {}), **(new or {})}
    column = NAMES.get(table)
    if column is not None and column in whole:
        return str(whole[column])
    if column is not None:
        key = KEYS.get(table, "id")
        found = book.conn.execute(
            f"SELECT {column} AS name FROM {table} WHERE {key} = ?", (row,)
        ).fetchone()
        if found is not None:
            return str(found["name"])
    if "customer" in whole:
        found = book.conn.execute(
            "SELECT code FROM customers WHERE id = ?", (whole["customer"],)
        ).fetchone()
        if found is not None:
            return str(found["code"])
    by = OWN.get(table)
    return by(book, table, row, whole) if by is not None else row


def _customer_code(book: Book, table: str, row: str, _whole: dict[str, Any]) -> str:
    """A row by the code of its customer, also where only other fields of it changed."""
    found = book.conn.execute(
        f"SELECT c.code FROM {table} AS t JOIN customers AS c ON c.id = t.customer WHERE t.id = ?",
        (row,),
    ).fetchone()
    return str(found["code"]) if found is not None else row


def _line_name(book: Book, _table: str, row: str, whole: dict[str, Any]) -> str:
    """A line by its item, also where only other fields of it changed."""
    found = book.conn.execute("SELECT sku FROM order_lines WHERE id = ?", (row,)).fetchone()
    return str(whole["sku"] if "sku" in whole else found["sku"] if found is not None else row)


def _step_name(book: Book, _table: str, row: str, whole: dict[str, Any]) -> str:
    """A new day of a step by its order and node."""
    found = book.conn.execute(
        """
        SELECT o.number, t.key FROM steps AS t JOIN orders AS o ON o.id = t.order_id
        WHERE t.id = coalesce(:step, (SELECT step FROM slips WHERE id = :row))
        """,
        {"step": whole.get("step"), "row": row},
    ).fetchone()
    return f"{found['number']} {found['key']}" if found is not None else row


def _parent_number(book: Book, table: str, row: str, whole: dict[str, Any]) -> str:
    """A row by the number of the thing that it belongs to."""
    for column, parent in PARENTS[table].items():
        found = book.conn.execute(
            f"""
            SELECT n FROM {parent}
            WHERE id = coalesce(:id, (SELECT {column} FROM {table} WHERE id = :row))
            """,
            {"id": whole.get(column), "row": row},
        ).fetchone()
        if found is not None:
            return str(found["n"])
    return row


def _order_number(book: Book, table: str, row: str, whole: dict[str, Any]) -> str:
    found = book.conn.execute(
        f"""
        SELECT number FROM orders
        WHERE id = coalesce(:order_id, (SELECT order_id FROM {table} WHERE id = :row))
        """,
        {"order_id": whole.get("order_id"), "row": row},
    ).fetchone()
    return str(found["number"]) if found is not None else row


OWN: Mapping[str, Callable[[Book, str, str, dict[str, Any]], str]] = {
    "complaint_targets": _customer_code,
    "order_lines": _line_name,
    "slips": _step_name,
    **dict.fromkeys(PARENTS, _parent_number),
    **dict.fromkeys(OF_ORDERS, _order_number),
}
"""How the rows of a table are named that have neither a name nor, at hand, a customer."""
