"""The app, the list of commands, and the two doors: `main() -> int` and `entry()`."""

# ruff: noqa: E402 - see the next lines
import gc

gc.disable()  # nothing is garbage while modules load; looking for it costs a tenth of the start

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from gendan import errors
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.errors import GendanError
from gendan.show import out
from gendan.store.guard import SqliteError, unusable
from gendan.text import Text, same

COMMANDS: Mapping[str, str] = {
    "due": "due",
    "log": "log",
    "snooze": "snooze",
    "skip": "skip",
    "pause": "pause",
    "resume": "resume",
    "customer": "customer",
    "contact": "contact",
    "order": "order",
    "check-order": "check_order",
    "inspect": "inspect",
    "tick": "tick",
    "waive": "waive",
    "sign": "sign",
    "signer": "signer",
    "policy": "policy",
    "sop": "sop",
    "plan": "plan",
    "done": "done",
    "slip": "slip",
    "told": "told",
    "delays": "delays",
    "shipment": "shipment",
    "draft": "draft",
    "complaint": "complaint",
    "action": "action",
    "lesson": "lesson",
    "tier": "tier",
    "cadence": "cadence",
    "fx": "fx",
    "partner": "partner",
    "risk": "risk",
    "report": "report",
    "import": "import_",
    "journal": "journal",
    "undo": "undo",
    "backup": "backup",
    "restore": "restore",
    "doctor": "doctor",
    "config": "config",
    "init": "init",
    "demo": "demo",
}
"""
Every word that can follow `gendan`, and the module in `cli` whose `app` answers it.

A module is imported when its word is typed: all of them together would cost a daily command more
than Typer itself (docs/decisions.md). A test asserts that every word has its module.
"""

UsageError: Any = typer.BadParameter.__base__
"""What Typer raises for a command line that it cannot read."""


class Door(TyperGroup):
    """The group of all commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """The words, in the order in which the help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """The command of a word, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"gendan.cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return params.with_common(command)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a line; for an unknown word the near ones are named."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(COMMANDS))
            raise errors.BadCommandLine(
                Text(f"no command {args[0]!r}", f"没有命令 {args[0]!r}"),
                Text(f"did you mean {', '.join(near)}?", f"是否指 {'、'.join(near)}？")
                if near
                else Text("`gendan --help` shows all", "用 `gendan --help` 查看全部命令"),
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Door,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who is due for follow-up today, and does the shipment match the order. · "
    "今天该跟进谁，出货与订单是否一致。",
)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Version · 版本")
) -> None:
    """Who is due for follow-up today, and does the shipment match the order. · 今天该跟进谁，出货与订单是否一致。"""
    if version:
        from importlib.metadata import version as installed

        out.say(
            Text(f"gendan {installed('gendan')}", f"gendan {installed('gendan')}"),
            current(ctx).lang,
        )
        raise typer.Exit()
    if ctx.invoked_subcommand is None:
        from gendan.cli import due

        due.greet(current(ctx))


gc.enable()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of contract §1 and raises nothing."""
    words = list(sys.argv[1:] if argv is None else argv)
    session = Session(os.environ, lambda: datetime.now(UTC), words)
    try:
        _check_text(words)
        return _run(session, words)
    except GendanError as error:
        out.complain(error, session.lang)
        return error.exit_code
    except SqliteError as error:
        return _failed(session, unusable(session.path, error))
    except KeyboardInterrupt:
        return errors.INTERRUPTED
    except BrokenPipeError:
        return errors.NEGATIVE
    except OSError as error:
        return _unwritten(session, error)
    except Exception:  # noqa: BLE001 - the last door: whatever comes here should not happen
        return _failed(session, None)
    finally:
        session.close()


def _check_text(words: Sequence[str]) -> None:
    for word in words:
        if any("\ud800" <= char <= "\udfff" for char in word):
            raise errors.Refused(
                Text(f"{word!r} is no text (UTF-8)", f"{word!r} 不是文本（UTF-8）"),
                Text("type it again", "请重新输入"),
            )


def _run(session: Session, words: list[str]) -> int:
    door = typer.main.get_command(app)
    door.params.extend(params.common())
    try:
        code = door.main(args=words, prog_name="gendan", standalone_mode=False, obj=session)
    except UsageError as error:
        from gendan.cli.usage import explained

        raise explained(error) from error
    except SystemExit as stop:  # how Typer ends when nobody reads the output any more
        code = stop.code
    return int(code) if code is not None else errors.DONE


def _unwritten(session: Session, error: OSError) -> int:
    """What was to be said could not be written: that must never look like success."""
    refusal = GendanError(
        Text(f"the output cannot be written: {error.strerror}", f"无法输出：{error.strerror}"),
        Text("free some space, or write elsewhere", "请清理磁盘，或输出到别处"),
    )
    out.complain(refusal, session.lang)
    return errors.NEGATIVE


def _failed(session: Session, refusal: errors.BookError | None) -> int:
    """What SQLite says of the book; else what is damaged in it; else it is a bug of ours, exit 70."""
    told = refusal or session.damage()
    if told is None:
        import traceback

        for line in traceback.format_exc().splitlines():
            out.tell(same(line), session.lang)  # it may quote what was stored
        return errors.BUG
    out.complain(told, session.lang)
    return told.exit_code


def entry() -> None:
    """The `gendan` of the shell."""
    gc.disable()  # a daily command is over before garbage matters
    heard = out.prepare()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the disk is full, or nobody reads
        heard = False
    if not heard:  # what did not arrive must not look like success
        code = code or errors.NEGATIVE
    os._exit(code)
