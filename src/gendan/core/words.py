"""What people type as text: its length, and characters that no honest text has."""

from gendan.errors import Refused
from gendan.text import Text

CODE_LIMIT = 40
NAME_LIMIT = 200
NOTE_LIMIT = 10_000
BLANKS = "\u3000\u00a0"
"""Blanks of Chinese and French: `str.isprintable` denies them, a terminal does not mind them."""
HARMLESS = f"{BLANKS}\u200c\u200d"
"""What may be typed beside: the joiners that emoji and Persian are written with."""


def clean(words: str, what: Text, limit: int = NAME_LIMIT, *, lines: bool = False) -> str:
    """
    A text without blanks around it, checked.

    Args:
        words: What was typed.
        what: What it is, for the refusal.
        limit: Most characters.
        lines: Whether it may have several lines.

    Raises:
        Refused: Empty, too long, or with characters that could play tricks on a terminal
            (controls, bidi overrides, zero-width characters; reliability.md §5).
    """
    text = words.replace("\r\n", "\n").strip()
    if not text:
        raise Refused(
            Text(f"{what.en} is empty", f"{what.zh}为空"), Text("write something", "请填写内容")
        )
    if len(text) > limit:
        raise Refused(
            Text(
                f"{what.en} has {len(text):,} characters; {limit:,} is the most",
                f"{what.zh}有 {len(text):,} 个字符，最多 {limit:,} 个",
            ),
            Text("shorten it; long texts belong into a file", "请缩短，长文请另存为文件"),
        )
    for char in text:
        if not (char.isprintable() or char in HARMLESS or (lines and char in "\n\t")):
            code = f"U+{ord(char):04X}"
            raise Refused(
                Text(
                    f"{what.en} has a control character ({code})",
                    f"{what.zh}含有控制字符（{code}）",
                ),
                Text("type it again without it", "请去掉后重新输入"),
            )
    return text


def reason(words: str) -> str:
    """A reason that somebody gave with `--why`, checked."""
    return clean(words, Text("the reason", "原因"), NOTE_LIMIT, lines=True)
