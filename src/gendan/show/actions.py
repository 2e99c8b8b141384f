"""The table of corrective actions, and what a command says of one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from gendan.core.actions import STAND_WORDS, Action, Stand
from gendan.core.attached import Attached
from gendan.core.complaints import TYPE_WORDS
from gendan.dates import iso, spoken
from gendan.show.sheet import Column, Json, Sheet
from gendan.show.words import NOTHING, said
from gendan.text import Text, joined, listed

FIELD_WORDS: Mapping[str, Text] = {
    "text": Text("Measure", "措施"),
    "type": Text("Problem type", "问题类型"),
    "impact": Text("Impact", "影响"),
    "department": Text("Department", "责任部门"),
    "owner": Text("Owner", "负责人"),
    "by": Text("By", "期限"),
}


NO_FILES: Mapping[int, Sequence[Attached]] = MappingProxyType({})


def _effect(action: Action) -> Text:
    if action.cancelled is not None:
        told = f"{action.cancelled}, {action.cancelled_by}: {action.cancel_why}"
        return Text(f"cancelled {told}", f"已取消（{told}）")
    if action.effective is None:
        return Text("to be verified", "待验证") if action.done else NOTHING
    return STAND_WORDS[action.stand]


def _who_when(action: Action) -> Text:
    return Text(f"{action.owner}, by {action.by}", f"{action.owner}，{action.by} 前")


def _proof(action: Action) -> Text:
    if action.done is None:
        return NOTHING
    return Text(f"{action.done}: {action.evidence}", f"{action.done}：{action.evidence}")


def _over(action: Action, today: date, verify: timedelta | None) -> int | None:
    due = action.due(verify)
    return None if due is None else (today - due).days


def _tries(action: Action) -> Json:
    return [one._asdict() for one in action.tries]


def columns(
    today: date, verify: timedelta | None, files: Mapping[int, Sequence[Attached]]
) -> Sequence[Column[Action]]:
    """Problem type, impact, measure, department, time and owner, evidence, verified, effective."""

    def _names(action: Action) -> list[str]:
        return [file.name for file in files.get(action.n, ())]

    def _proof_files(action: Action) -> Text:
        parts = [_proof(action)] + ([listed(_names(action))] if _names(action) else [])
        return joined(parts, "; ", "；")

    return (
        Column("id", Text("No.", "编号"), lambda a: a.n, right=True),
        Column("complaint", Text("Compl.", "投诉"), lambda a: a.complaint, right=True, wide=True),
        Column("customer", None, lambda a: a.customer),
        Column("type", Text("Problem", "问题类型"), lambda a: a.type, says=lambda a: TYPE_WORDS[a.type]),
        Column("impact", Text("Impact", "影响"), lambda a: a.impact, brief=2),
        Column("text", Text("Measure", "措施"), lambda a: a.text, brief=2),
        Column("department", Text("Dept.", "部门"), lambda a: a.department),
        Column("owner", None, lambda a: a.owner),
        Column("by", None, lambda a: iso(a.by)),
        Column("who_when", Text("Owner, by", "负责人与期限"), lambda a: None, says=_who_when, table_only=True,
               style=lambda a: "red" if (_over(a, today, verify) or 0) > 0 else ""),
        Column("state", None, lambda a: a.stand),
        Column("days_over", None, lambda a: _over(a, today, verify)),
        Column("done", None, lambda a: iso(a.done)),
        Column("done_by", None, lambda a: a.done_by),
        Column("evidence", Text("Evidence", "完成凭证"), lambda a: a.evidence, says=_proof_files, brief=2, wide=True),
        Column("files", None, _names),
        Column("verified", None, lambda a: iso(a.verified)),
        Column("verified_by", Text("Verified by", "验证人"), lambda a: a.verified_by, wide=True),
        Column("effective", Text("Effective", "效果"), lambda a: a.effective, says=_effect),
        Column("verify_note", None, lambda a: a.note),
        Column("cancelled", None, lambda a: iso(a.cancelled)),
        Column("cancelled_by", None, lambda a: a.cancelled_by),
        Column("cancel_why", None, lambda a: a.cancel_why),
        Column("tries", None, _tries),
    )  # fmt: skip


def sheet(
    rows: Sequence[Action],
    today: date,
    verify: timedelta | None,
    files: Mapping[int, Sequence[Attached]] = NO_FILES,
) -> Sheet[Action]:
    """
    Corrective actions, one a row.

    Args:
        rows: The actions.
        today: From which day they are looked at.
        verify: How long after one was done its effect must be verified; None: never due.
        files: What proves them, by their numbers.
    """
    return Sheet(
        title=Text(f"Corrective actions: {len(rows)}", f"纠正措施：{len(rows)}"),
        columns=columns(today, verify, files),
        rows=rows,
        empty=Text("No corrective actions.", "没有纠正措施。"),
    )


def added(action: Action) -> Text:
    """That somebody has something to do."""
    day = spoken(action.by)
    return Text(
        f"action {action.n} of complaint {action.complaint}: {action.text}; {action.owner} by {day.en}",
        f"投诉 {action.complaint} 的措施 {action.n}：{action.text}；{action.owner}，{day.zh} 前",
    )


def edited(before: Action, after: Action) -> Text:
    """What changed of an action, old and new."""
    changes = [
        Text(f"{words.en} {_value(before, field).en} → {_value(after, field).en}",
             f"{words.zh} {_value(before, field).zh} → {_value(after, field).zh}")
        for field, words in FIELD_WORDS.items()
        if getattr(before, field) != getattr(after, field)
    ]  # fmt: skip
    told = joined(changes) if changes else Text("nothing changed", "没有变化")
    return Text(f"action {after.n}: {told.en}", f"措施 {after.n}：{told.zh}")


def _value(action: Action, field: str) -> Text:
    if field == "type":
        return TYPE_WORDS[action.type]
    value = said(getattr(action, field))
    return Text(value, value)


def done(action: Action, verify: date | None) -> list[Text]:
    """That an action is done, and by when somebody else verifies it."""
    told = [
        Text(
            f"action {action.n} done on {action.done} by {action.done_by}: {action.evidence}",
            f"措施 {action.n} 已于 {action.done} 由 {action.done_by} 完成：{action.evidence}",
        )
    ]
    if verify is not None:
        day = spoken(verify)
        told.append(
            Text(
                f"by {day.en} somebody else verifies it: `gendan action verify {action.n} --effective`",
                f"{day.zh} 前由他人验证：`gendan action verify {action.n} --effective`",
            )
        )
    return told


def cancelled(action: Action) -> Text:
    """That an action is not carried out."""
    return Text(
        f"action {action.n} cancelled: {action.cancel_why}; it stays in the table",
        f"措施 {action.n} 已取消：{action.cancel_why}；记录保留在表中",
    )


def verified(action: Action) -> Text:
    """Whether an action was effective, and what follows if not."""
    if action.stand is Stand.EFFECTIVE:
        return Text(
            f"action {action.n} is effective, verified by {action.verified_by}",
            f"措施 {action.n} 有效，验证人 {action.verified_by}",
        )
    return Text(
        f"action {action.n} is not effective: {action.owner} has to do it again, "
        f"and complaint {action.complaint} stays open",
        f"措施 {action.n} 无效：{action.owner} 须重做，投诉 {action.complaint} 不能结案",
    )
