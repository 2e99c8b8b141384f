"""Options that commands share, spelled once."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from gendan.cli.session import current
from gendan.errors import BadCommandLine
from gendan.show.out import Form
from gendan.text import Lang, Text

Json = Annotated[bool, typer.Option("--json", help="JSON on stdout · 输出 JSON")]
Csv = Annotated[bool, typer.Option("--csv", help="CSV on stdout · 输出 CSV")]
Customer = Annotated[
    str,
    typer.Argument(metavar="CUSTOMER", help="Code, name or its beginning · 客户编号、名称或其开头"),
]
SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet · 仅此工作表")
]
LARGEST = 999_999_999
"""The largest number that a command takes for an entry, a shipment, a risk …; SQLite ends at 2 ** 63."""

Why = Annotated[str, typer.Option("--why", help="The reason · 原因")]
MaybeWhy = Annotated[str | None, typer.Option("--why", help="The reason · 原因")]


def form(json: bool, csv: bool) -> Form:
    """The medium that was asked for; only one can be."""
    if json and csv:
        raise BadCommandLine(
            Text("--json and --csv exclude each other", "--json 与 --csv 不能同时使用"),
            Text("choose one", "请选择其一"),
        )
    return Form.JSON if json else Form.CSV if csv else Form.TABLE


def group(help: str) -> typer.Typer:
    """A group of commands under one word; without a command it shows its help."""
    return typer.Typer(help=help, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def single() -> typer.Typer:
    """A command of one word."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def with_common(command: Any) -> Any:
    """The command with `--db`, `--as` and `--lang`, which every command takes in any place."""
    if isinstance(command, TyperGroup):
        for member in command.commands.values():
            with_common(member)
    if isinstance(command, TyperGroup | TyperCommand):
        command.params.extend(common())
    return command


def common() -> list[TyperOption]:
    """`--db`, `--as`, `--lang`: they go to the session, not to the command."""
    return [
        _to_session("--db", "db_option", "PATH", "The book · 账本文件 [GENDAN_DB]"),
        _to_session("--as", "as_option", "NAME", "Who you are · 操作人 [GENDAN_USER]"),
        _to_session("--lang", "lang_option", "en|zh", "Language · 语言 [GENDAN_LANG]"),
    ]


def _to_session(name: str, attribute: str, metavar: str, help: str) -> TyperOption:
    def _put(ctx: typer.Context, _param: object, value: str | None) -> None:
        if value is None or ctx.resilient_parsing:
            return
        if attribute == "lang_option" and value.strip().lower() not in set(Lang):
            raise BadCommandLine(
                Text(f"there is no language {value!r}", f"没有语言 {value!r}"),
                Text("write --lang en or --lang zh", "请写 --lang en 或 --lang zh"),
            )
        setattr(current(ctx), attribute, value)

    return TyperOption(
        param_decls=[name, attribute],
        metavar=metavar,
        help=help,
        expose_value=False,
        is_eager=True,
        callback=_put,
    )
