"""What every command starts from: the book (opened on first use), who, when, which language."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

import typer

from gendan import dates
from gendan.core.words import clean
from gendan.errors import BadCommandLine, BookError
from gendan.show import out
from gendan.store import folders
from gendan.store.db import Book, Opening, open_book
from gendan.text import Lang, Text

if TYPE_CHECKING:
    from gendan.store.write import Writing


class Session:
    """
    One run of the program.

    Args:
        env: The environment.
        clock: The only clock.
        argv: The words of the command, for the journal.
    """

    def __init__(
        self, env: Mapping[str, str], clock: Callable[[], datetime], argv: list[str]
    ) -> None:
        self._env = env
        self._clock = clock
        self._argv = argv
        self.db_option: str | None = None
        self.as_option: str | None = None
        self.lang_option: str | None = None
        self._opening = False

    @property
    def path(self) -> Path:
        """
        Where the book lies: `--db`, else GENDAN_DB, else the user's data directory.

        Raises:
            BookError: It begins with the home of somebody whom this machine does not know.
        """
        named = self.db_option or self._env.get("GENDAN_DB")
        try:
            return Path(named).expanduser() if named else self.home("gendan.db")
        except RuntimeError:
            raise BookError(
                Text(f"no home directory for {named or '~'}", f"找不到 {named or '~'} 的主目录"),
                Text("name the whole path with --db", "请用 --db 写出完整路径"),
            ) from None

    @property
    def path_is_named(self) -> bool:
        """Whether the user said where the book lies."""
        return bool(self.db_option or self._env.get("GENDAN_DB"))

    def home(self, name: str) -> Path:
        """A file in the user's data directory."""
        # Costs a twentieth of a daily command: only where no path was named.
        from platformdirs import user_data_path

        return user_data_path("gendan", appauthor=False) / name

    @cached_property
    def book(self) -> Book:
        """The book, opened and checked on first use."""
        return self.opened()

    def opened(self) -> Book:
        """The book, opened now; what threatens it where it lies is told, once for each place."""
        self._opening = True
        found = open_book(self.path, self.waiting)
        if found.kept is not None:
            said = f"{found.kept.parent.name}/{found.kept.name}"
            out.tell(
                Text(
                    f"the book was brought to this version; as it was before: {said}",
                    f"账本已升级到当前版本；升级前的副本：{said}",
                ),
                self.lang,
            )
        danger = folders.first_concern(found)
        if danger is not None:
            out.tell(Text(f"warning: {danger.en}", f"警告：{danger.zh}"), self.lang)
        return found

    def waiting(self) -> None:
        """Say that this command waits for another one."""
        out.tell(Text("waiting for another command …", "正在等待其他命令…"), self.lang)

    def damage(self) -> BookError | None:
        """What is wrong with the book that this command asked for; None if it is sound."""
        if not self._opening:
            return None
        # Only where a command has failed as none should.
        from gendan.store.damage import damage

        return damage(self.path)

    def close(self) -> None:
        """Close the book if this command has opened it."""
        if "book" in self.__dict__:
            self.book.close()

    @property
    def who(self) -> str:
        """Who gives the command: `--as`, else GENDAN_USER, else the login name."""
        named = self.as_option or self._env.get("GENDAN_USER")
        if not named:
            from getpass import getuser

            try:
                named = getuser()
            except (OSError, KeyError, ImportError):
                named = "unknown"
        return clean(named, Text("the name of the user", "用户名"))

    @cached_property
    def lang(self) -> Lang:
        """Language for people: `--lang`, else GENDAN_LANG, else the locale."""
        named = self.lang_option or self._typed("--lang") or self._env.get("GENDAN_LANG")
        if named is not None:
            try:
                return Lang(named.strip().lower())
            except ValueError:
                return _locale_lang(self._env)
        return _locale_lang(self._env)

    @cached_property
    def now(self) -> datetime:
        """The present moment in the book's time zone, whole seconds; GENDAN_NOW replaces it."""
        return self.moment().astimezone(self.book.zone)

    @property
    def today(self) -> date:
        """The present day in the book's time zone."""
        return self.now.date()

    def opening(self, zone: str) -> Opening:
        """What a new book in a time zone begins with: when, by whom, by which command."""
        return Opening(self.moment(ZoneInfo(zone)), self.who, self._command())

    def moment(self, zone: tzinfo | None = None) -> datetime:
        """The present moment; a GENDAN_NOW without offset is in this zone, else in the book's."""
        replaced = self._env.get("GENDAN_NOW")
        if not replaced:
            return self._clock().replace(microsecond=0)
        try:
            moment = datetime.fromisoformat(replaced)
        except ValueError:
            raise BadCommandLine(
                Text(f"cannot read GENDAN_NOW={replaced!r}", f"看不懂 GENDAN_NOW={replaced!r}"),
                Text("write 2026-11-21T09:00:00+08:00", "请写 2026-11-21T09:00:00+08:00"),
            ) from None
        if not 1970 <= moment.year <= 2199:
            raise BadCommandLine(
                Text(
                    f"GENDAN_NOW={replaced!r} is out of range", f"GENDAN_NOW={replaced!r} 超出范围"
                ),
                Text("name a year from 1970 to 2199", "年份须在 1970 至 2199 之间"),
            )
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone or self.book.zone)
        return moment.replace(microsecond=0)

    def day(self, words: str | None) -> date | None:
        """A day to come that was typed; None where nothing was."""
        return None if words is None else dates.read_day(words, self.today)

    @contextmanager
    def write(self) -> Iterator["Writing"]:
        """The one transaction of this command, with its journal entry."""
        # Only those who write need the rules that make the agenda anew.
        from gendan.store import transaction

        with transaction.writing(self.book, self.now, self.who, self._command()) as work:
            yield work

    def _typed(self, option: str) -> str | None:
        """The value of an option as it was typed, even if the line could not be read to its end."""
        for place, word in enumerate(self._argv):
            if word.startswith(f"{option}="):
                return word.partition("=")[2]
            if word == option and place + 1 < len(self._argv):
                return self._argv[place + 1]
        return None

    def _command(self) -> str:
        words = " ".join(w if w and " " not in w else f'"{w}"' for w in self._argv)
        return words if len(words) <= 300 else words[:299] + "…"


def current(ctx: typer.Context) -> Session:
    """The session of a command."""
    return cast(Session, ctx.find_root().obj)


def _locale_lang(env: Mapping[str, str]) -> Lang:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return Lang.ZH if env[name].lower().startswith("zh") else Lang.EN
    if sys.platform == "win32":
        import locale

        return Lang.ZH if (locale.getlocale()[0] or "").startswith(("zh", "Chinese")) else Lang.EN
    return Lang.EN


def machine_zone() -> str:
    """The name of the machine's time zone, UTC where it has none."""
    # Only where a book is made.
    from tzlocal import get_localzone_name

    try:
        return get_localzone_name() or "UTC"
    except (OSError, LookupError, ValueError):
        return "UTC"
