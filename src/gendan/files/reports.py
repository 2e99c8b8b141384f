"""A report on disk: the whole page, or what stood there before."""

import os
from collections.abc import Sequence
from pathlib import Path

from gendan.errors import Refused
from gendan.text import Text

ENDINGS = (".html", ".htm")
MARKDOWN = (".md", ".markdown")


def save(path: Path, page: str, endings: Sequence[str] = ENDINGS) -> None:
    """
    Write a page in one step; an older report of that name is replaced.

    Raises:
        Refused: Not named as what it is, a directory or a device, or it cannot be written.
    """
    if path.suffix.lower() not in endings:
        raise Refused(
            Text(f"a report is no {path.suffix or 'file without an ending'}: {path}",
                 f"报告不能存为 {path.suffix or '无扩展名的文件'}：{path}"),
            Text(f"end its name in {endings[0]}, so that a slip never overwrites a packing list",
                 f"文件名须以 {endings[0]} 结尾，以免误覆盖装箱单等文件"),
        )  # fmt: skip
    draft = path.with_name(f".gendan-{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "it is no ordinary file")
        draft.write_text(page, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(
            Text(f"cannot write {path}: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Text(
                "name a file in a folder that exists and that you may write to",
                "请指定一个已存在且有写入权限的文件夹中的文件",
            ),
        ) from error
