"""Why a row is on the morning list."""

from enum import StrEnum


class Kind(StrEnum):
    """Why a row is on the morning list."""

    CONTACT = "contact"
    PROMISE = "promise"
    REPLY = "reply"
    WAITING = "waiting"
    NODE = "node"
    FEEDBACK = "feedback"
    SIGNOFF = "signoff"
    COMPLAINT = "complaint"
    ACTION = "action"
    RISK = "risk"
    INSPECTION = "inspection"


CONTACT_KINDS = (Kind.CONTACT, Kind.PROMISE, Kind.REPLY, Kind.WAITING)
CLOCK_KINDS = (Kind.CONTACT, Kind.PROMISE)
