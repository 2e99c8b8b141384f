"""The fields of an inspection on the command line: one option a field."""

from pathlib import Path
from typing import Annotated, Any

import typer

from gendan.cli.params import LARGEST
from gendan.core.inspections import Stage

MOST = 999_999_999
"""Units; a lot of more would be a slip."""


def _option(*names: str, metavar: str | None, help: str, **more: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=help, **more)


Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")]
Which = Annotated[
    int,
    typer.Argument(metavar="N", help="Which inspection: 1, 2 … · 第几次检验", min=1, max=LARGEST),
]
StageName = Annotated[
    Stage,
    typer.Option(
        "--stage", help="When it took place · 阶段：来料、中期、尾期", case_sensitive=False
    ),
]
MaybeStage = Annotated[
    Stage | None,
    typer.Option("--stage", help="Only this stage · 仅此阶段", case_sensitive=False),
]
Line = Annotated[
    str | None,
    _option("--line", metavar="N", help="Line of the order, default all · 明细行号，默认整单"),
]
Lot = Annotated[
    int,
    _option(
        "--lot",
        metavar="N",
        help="Base units in the lot: pieces, not cartons · 批量，按件计，不按箱",
        min=1,
        max=MOST,
    ),
]
MaybeLot = Annotated[
    int | None,
    _option(
        "--lot",
        metavar="N",
        help="Base units in the lot: pieces, not cartons · 批量，按件计，不按箱",
        min=1,
        max=MOST,
    ),
]
Level = Annotated[
    str | None,
    _option("--level", metavar="T", help="I, II, III, S-1 to S-4, default II · 检验水平，默认 II"),
]
AqlMajor = Annotated[
    str | None, _option("--aql-major", metavar="T", help="Default 2.5 · 主要缺陷 AQL，默认 2.5")
]
AqlMinor = Annotated[
    str | None, _option("--aql-minor", metavar="T", help="Default 4.0 · 次要缺陷 AQL，默认 4.0")
]
Tightened = Annotated[bool, typer.Option("--tightened", help="By the tightened table · 加严检验")]
MaybeTightened = Annotated[
    bool | None,
    typer.Option("--tightened/--normal", help="Which table · 加严或正常检验"),
]
Critical = Annotated[
    int | None,
    _option("--critical", metavar="N", help="Units, 0 for none · 致命缺陷件数", min=0, max=MOST),
]
Major = Annotated[
    int | None,
    _option("--major", metavar="N", help="Units, 0 for none · 主要缺陷件数", min=0, max=MOST),
]
Minor = Annotated[
    int | None,
    _option("--minor", metavar="N", help="Units, 0 for none · 次要缺陷件数", min=0, max=MOST),
]
Defects = Annotated[
    list[str] | None,
    _option(
        "--defect",
        metavar="TEXT:CLASS:N",
        help="Fault, class, units, may repeat · 缺陷:类别:件数，可重复",
    ),
]
Files = Annotated[
    list[Path] | None,
    _option("--file", metavar="F", help="Photo or report, may repeat · 照片或报告，可重复"),
]
On = Annotated[
    str | None, _option("--on", metavar="DATE", help="When, default today · 检验日期，默认今天")
]
MaybeOn = Annotated[str | None, _option("--on", metavar="DATE", help="When · 检验日期")]
Inspector = Annotated[str | None, _option("--inspector", metavar="NAME", help="Who · 验货员")]
Supplier = Annotated[
    str | None,
    _option("--supplier", metavar="NAME", help="Default: the line's · 供应商，默认明细的"),
]
Accept = Annotated[
    int | None,
    _option(
        "--accept",
        metavar="N",
        help="Take only so many of the lot, with --why · 部分接收件数，须加 --why",
        min=0,
        max=MOST,
    ),
]
Note = Annotated[str | None, _option("--note", metavar="T", help="Note · 备注")]
