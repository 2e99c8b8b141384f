"""What a signature covers, part by part: so that people see which part changed since (contract §6)."""

from collections.abc import Sequence

from gendan.core.checks.registry import Finding
from gendan.core.desks import Desk
from gendan.core.digest import hashed, hashed_records
from gendan.core.inspections import Inspection
from gendan.core.orders import Amendment


def signed_parts(desk: Desk, findings: Sequence[Finding]) -> dict[str, str]:
    """
    The hash of each part of what is signed; see signoffs.PART_WORDS.

    Content alone: the same order, entered again, has the same digest whatever its keys are; and
    that it was shipped is what the signatures were for.
    """
    wishes = [wish._replace(id="", entry=0) for wish in desk.requirements]
    items = [{**item._asdict(), "ref": ""} for item in desk.checklist]
    for item in items:
        del item["check"]  # its text has it; signatures of before there were lessons stay valid
    found = {
        "order": hashed(desk.order._replace(id="", shipped_date=None, lines=())),
        "lines": hashed_records(desk.order.lines),
        "amendments": hashed([one for one in desk.amendments if not _only_shipped(one)]),
        "requirements": hashed(wishes),
        "checklist": hashed(sorted(items, key=lambda item: str(item["item"]))),
        "waivers": hashed(
            sorted((f.key, desk.waivers[f.key]) for f in findings if f.key in desk.waivers)
        ),
        "findings": hashed(sorted((f.key, f.severity) for f in findings if f.waived is None)),
    }
    if desk.inspections:
        found["inspections"] = hashed([_inspected(one) for one in desk.inspections])
    return found | {str(evidence.kind): evidence.sha256 for evidence in desk.evidence}


def _only_shipped(amendment: Amendment) -> bool:
    return all(change.field == "shipped_date" for change in amendment.changes)


def _inspected(one: Inspection) -> tuple[Inspection, list[str]]:
    """An inspection by its content: what was found, and the hashes of its files."""
    return one._replace(id="", who="", files=()), [file.sha256 for file in one.files]
