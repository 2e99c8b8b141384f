"""Every refusal, with its exit code and what the user can do about it (contract §1)."""

from collections.abc import Sequence

from gendan.text import Text

DONE = 0
NEGATIVE = 1
USAGE = 2
REFUSED = 3
UNUSABLE = 4
BUG = 70
INTERRUPTED = 130


class GendanError(Exception):
    """
    A request that cannot be served; nothing was written.

    Args:
        text: What is wrong, without a full stop.
        hint: What the user can do.
        faults: All single faults, where there are several (a file's rows).
    """

    exit_code = REFUSED

    def __init__(self, text: Text, hint: Text, faults: Sequence[Text] = ()) -> None:
        super().__init__(text.en)
        self.text = text
        self.hint = hint
        self.faults = faults


class Refused(GendanError):
    """Unknown, duplicate, unreadable or invalid input."""


class BadCommandLine(GendanError):
    """The words of the command line cannot be understood."""

    exit_code = USAGE


class BookError(GendanError):
    """The database cannot be used."""

    exit_code = UNUSABLE


class DamagedBook(BookError):
    """The database cannot be read as a whole, or is none of ours: a copy must take its place."""


class UnreadableDate(BadCommandLine):
    """A date that the grammar of dates.py does not know, or that does not exist."""

    def __init__(self, words: str, why: Text | None = None) -> None:
        super().__init__(
            why or Text(f"cannot read the date {words!r}", f"看不懂日期 {words!r}"),
            Text(
                "write 2026-12-01, 12-01, today, tomorrow, +3d, +2w, +1m, fri, 下周一, 3天后, 12月1日",
                "可写 2026-12-01、12-01、今天、明天、后天、周五、下周一、3天后、12月1日、+3d、+2w、+1m",
            ),
        )


class UnknownCustomer(Refused):
    """No customer answers to these words; near names are offered, never taken."""

    def __init__(self, words: str, near: Sequence[str]) -> None:
        super().__init__(
            Text(f"no customer {words!r}", f"没有客户 {words!r}"),
            Text(f"did you mean {', '.join(near)}?", f"是否指 {'、'.join(near)}？")
            if near
            else Text("`gendan customer list` shows all", "用 `gendan customer list` 查看全部客户"),
        )


class AmbiguousCustomer(Refused):
    """Several customers answer to these words; both are named, none is taken."""

    def __init__(self, words: str, candidates: Sequence[str]) -> None:
        super().__init__(
            Text(
                f"{words!r} fits several customers: {', '.join(candidates)}",
                f"{words!r} 对应多个客户：{'、'.join(candidates)}",
            ),
            Text("write the code, or more of the name", "请写客户编号，或多写几个字"),
        )


class Unknown(Refused):
    """A thing that is not in the book, by its kind and the words that were typed."""

    def __init__(self, kind: Text, words: str, hint: Text) -> None:
        super().__init__(
            Text(f"no {kind.en} {words!r}", f"没有{kind.zh} {words!r}"),
            hint,
        )


class Duplicate(Refused):
    """A code or number that is already taken."""

    def __init__(self, kind: Text, words: str, hint: Text) -> None:
        super().__init__(
            Text(f"{kind.en} {words!r} exists already", f"{kind.zh} {words!r} 已存在"),
            hint,
        )
