"""The messages that are shipped (TOML beside the program), and the text file of an own one."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from gendan.core.drafts import ENGLISH, LANGUAGES, Speech
from gendan.errors import Refused
from gendan.files import attachments
from gendan.text import Text


@cache
def speech(language: str) -> Speech:
    """
    The messages and words of a language; of one that is not shipped, no messages and English words.

    Days and numbers are written in its own way all the same.
    """
    if language not in LANGUAGES:
        return speech(ENGLISH)._replace(language=language, messages={})
    place = files("gendan") / "data" / "drafts" / f"{language}.toml"
    found = tomllib.loads(place.read_text(encoding="utf-8"))
    return Speech(
        language=language,
        messages=found["messages"],
        steps=found.get("steps", {}),
        papers=found["papers"],
        units=found["units"],
        actions=found["actions"],
        days=found["days"],
        more=found["more"],
        comma=found["and"],
    )


def load(path: Path) -> str:
    """
    The text of a file.

    Raises:
        Refused: Not there, or no text in UTF-8 or GB18030.
    """
    content = attachments.load(path)
    for code in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Refused(
        Text(f"{path} is no plain text", f"{path} 不是纯文本"),
        Text("save it as .txt in UTF-8", "请另存为 UTF-8 编码的 .txt"),
    )
