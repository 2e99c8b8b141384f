"""What was learnt of an error, beside a finding of the check that saw it again."""

from gendan.core.checks.registry import Finding
from gendan.core.verdict import Verdict
from gendan.show.verdict import reading
from gendan.text import Text, joined, same


def taught(verdict: Verdict, finding: Finding) -> list[Text]:
    """What was learnt of a check's errors, beside a finding of it; the error may be back."""
    return [
        joined([same(item.item), item.text, *reading(item)], ": ", "：")
        for item in verdict.checklist
        if item.check == finding.code
    ]
