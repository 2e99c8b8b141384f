"""Any file that proves something: a photograph, a certificate, a message."""

from pathlib import Path

from gendan.errors import Refused
from gendan.text import Text

LARGEST = 25_000_000
"""Bytes; a scan has a few millions, and the book is one file that people copy."""


def load(path: Path) -> bytes:
    """
    The bytes of a file, as they are.

    Raises:
        Refused: Not there, no ordinary file, empty or too large.
    """
    try:
        if not path.is_file():  # a device or a pipe would be read for ever
            raise Refused(
                Text(f"there is no file {path}", f"找不到文件 {path}"),
                Text("check the path", "请检查路径"),
            )
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(
            Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
            Text("check the path and its rights", "请检查路径及权限"),
        ) from error
    if not content or len(content) > LARGEST:
        size = Text("is empty", "是空文件") if not content else Text("is too large", "过大")
        raise Refused(
            Text(f"{path} {size.en}", f"{path} {size.zh}"),
            Text("evidence has 1 byte to 25 MB", "凭证文件须为 1 字节至 25 MB"),
        )
    return content
