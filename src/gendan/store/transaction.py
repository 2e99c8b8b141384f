"""One command, one transaction, one journal entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from gendan.store import agenda
from gendan.store.db import Book
from gendan.store.write import Writing, head


@contextmanager
def writing(book: Book, now: datetime, who: str, command: str) -> Iterator[Writing]:
    """
    One transaction with its journal entry; at its end the agenda of all it touched is made anew.

    A command that changed nothing leaves no entry.

    Args:
        book: The open book.
        now: The moment of the command.
        who: Who gave it.
        command: Its words, for the journal.
    """
    with book.locked():
        last, before = head(book.conn)
        work = Writing(book, now, who, last + 1, before)
        yield work
        if not work.changed:
            return
        work.close(command)
        if work.everybody:
            book.read_settings()
        today = now.astimezone(book.zone).date()
        agenda.refresh(book, today, None if work.everybody else work.touched)
        if work.everybody or work.orders:
            # Only where an order was touched: a contact is logged without the rules of plans.
            from gendan.store import order_agenda

            order_agenda.refresh(book, today, None if work.everybody else work.orders)
        if work.everybody or work.cares:
            from gendan.store import care_agenda

            care_agenda.refresh(book, today)
