"""What is wrong with a command line, in the words of gendan and in both languages."""

from typing import Any

from gendan.errors import BadCommandLine
from gendan.text import Text


def explained(error: Any) -> BadCommandLine:
    """A usage error of Typer as a refusal with a hint."""
    return BadCommandLine(_what(error), _hint(error))


def _hint(error: Any) -> Text:
    path = error.ctx.command_path if error.ctx is not None else "gendan"
    return Text(f"`{path} --help` shows how", f"用 `{path} --help` 查看用法")


def _what(error: Any) -> Text:
    # By name: the classes live in a private module of Typer's.
    kind = type(error).__name__
    message = error.format_message().rstrip(".")
    if kind == "NoSuchOption":
        near = f" ({', '.join(error.possibilities)}?)" if error.possibilities else ""
        return Text(f"no option {error.option_name}{near}", f"没有选项 {error.option_name}{near}")
    if kind == "MissingParameter" and error.param is not None:
        name = _named(error.param)
        return Text(f"{name} is missing", f"缺少 {name}")
    if kind == "NoArgsIsHelpError":
        words = error.ctx.command_path
        return Text(f"{words}: a command is missing", f"{words}：缺少子命令")
    if kind == "BadOptionUsage":
        return Text(f"{error.option_name} needs a value", f"{error.option_name} 需要一个值")
    choices = (
        getattr(getattr(error.param, "type", None), "choices", None)
        if hasattr(error, "param")
        else None
    )
    if choices:
        named = [str(getattr(c, "value", c)) for c in choices]
        name = _named(error.param)
        return Text(
            f"{name} must be one of {', '.join(named)}", f"{name} 只能是 {'、'.join(named)}"
        )
    if (
        kind == "BadParameter"
        and "int" in type(getattr(error.param, "type", None)).__name__.lower()
    ):
        name = _named(error.param)
        return Text(f"{name} must be a whole number in its range", f"{name} 须为有效范围内的整数")
    return Text(message[:1].lower() + message[1:], f"命令行有误：{message}")


def _named(param: Any) -> str:
    long = [name for name in getattr(param, "opts", []) if name.startswith("--")]
    return str(long[0] if long else param.human_readable_name).strip("[]…")
