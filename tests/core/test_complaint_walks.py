"""Whatever way a complaint takes, what is closed has all that closing means (order-check.md §6.1)."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

from gendan.core.actions import Action, Stand
from gendan.core.complaint_fields import confirmed, merged
from gendan.core.complaint_moves import MOVES, movable, moved
from gendan.core.complaint_needs import Around, held, unmade
from gendan.core.complaints import ANEW, Complaint, Move, State
from gendan.core.lessons import Lesson
from gendan.errors import Refused

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TYPED = {
    "containment": "stopped",
    "occurrence": "old code",
    "escape": "no sample",
    "remedy_given": "new ones",
    "no_lesson": "once only",
}
STEPS = (*["move"] * 6, *["fill"] * 12, *["type"] * 3, *["confirm"] * 3, "clear", "clear type", "act",
         "verify", "verify", "cancel", "learn", "retire")  # fmt: skip


class Walk:
    """One complaint on its way, by the rules of core alone."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.one = Complaint(1, "ACME", "grey", State.RECEIVED, NOON, "wang")
        self.actions: list[Action] = []
        self.lessons: list[Lesson] = []

    def step(self) -> None:
        """One thing that somebody tries; the rules may refuse it."""
        kind = self.chance.choice(STEPS)
        if kind == "move":
            self.move()
        elif kind in ("fill", "confirm", "clear", "type", "clear type"):
            if self.one.open:
                self.edit(kind)
        else:
            self.around(kind)

    def move(self) -> None:
        ahead = MOVES[self.one.state]
        to = ahead[0] if self.chance.random() < 0.7 else self.chance.choice(ahead)
        at = self.one.moves[-1].at if self.one.moves else NOON
        at += timedelta(hours=self.chance.choice((0, 5)))
        movable(self.one, to, at, "said so", Around(self.actions, self.lessons))
        after = moved(self.one, to, at)
        self.one = after._replace(moves=[*after.moves, Move(to, at, "wang")])

    def edit(self, kind: str) -> None:
        one, field = self.one, self.chance.choice((*TYPED, "decision", "decision"))
        if kind in ("type", "clear type"):
            after = one._replace(type="color" if kind == "type" else None)
        elif kind == "clear":
            after = one._replace(cells=merged(one.cells, {}, [field]))
        elif kind == "confirm":
            after = one._replace(cells=merged(one.cells, confirmed(one, [field]), []))
        else:
            words = TYPED.get(field) or self.chance.choice(("replace", "credit", "reject"))
            after = one._replace(cells=merged(one.cells, {field: words}, []))
        unmade(one, after)
        self.one = after

    def around(self, kind: str) -> None:
        day, n = date(2026, 3, 9), len(self.actions) + 1
        if kind == "act" and n < 3:
            self.actions.append(Action(n, 1, "ACME", "x", "color", "x", "QC", "zhao", day, round=self.one.round))  # fmt: skip
        elif kind == "learn" and len(self.lessons) < 3:
            self.lessons.append(Lesson(1, "look", NOON, "wang", complaint=1, round=self.one.round))
        elif kind == "retire":
            self.lessons = [lesson._replace(ended=9) for lesson in self.lessons]
        elif self.one.open and kind in ("verify", "cancel"):
            new = {"verify": {"done": day, "verified": day, "effective": True, "round": self.one.round},
                   "cancel": {"cancelled": day}}[kind]  # fmt: skip
            for place, action in enumerate(self.actions):
                if action.stand is Stand.OPEN or kind == "verify":
                    self.actions[place] = action._replace(**new)


def check(walk: Walk) -> str:
    """That a complaint that was just closed has it all, of this round; how it came there."""
    one, cells = walk.one, walk.one.cells
    assert State.ACKNOWLEDGED in [move.state for move in one.lately]
    assert one.type is not None
    live = [lesson for lesson in walk.lessons if lesson.ended is None]
    assert "no_lesson" in cells or any(lesson.round == one.round for lesson in live)
    assert all(a.stand in (Stand.EFFECTIVE, Stand.CANCELLED) for a in walk.actions)
    if State.REJECTED in held(one):
        assert cells["decision"] == "reject"
        return "rejected"
    assert {"containment", "occurrence", "escape", "remedy_given"} <= cells.keys()
    assert cells["decision"] in ("replace", "credit")
    if one.round > 1:
        assert any(a.round == one.round and a.stand is Stand.EFFECTIVE for a in walk.actions)
    escalated = any(move.state is State.ESCALATED for move in one.lately[:2])
    return f"round {min(one.round, 2)}{' escalated' if escalated else ''}"


def test_what_is_closed_has_it_all_whatever_way_it_came() -> None:
    seen: Counter[str] = Counter()
    for seed in range(600):
        walk = Walk(Random(seed))
        for _ in range(160):
            before = walk.one
            try:
                walk.step()
            except Refused:
                assert walk.one is before
                continue
            if walk.one.state is State.CLOSED and before.state is not State.CLOSED:
                seen[check(walk)] += 1
            elif walk.one.state is State.REOPENED and before.state is not State.REOPENED:
                assert not {*ANEW} & walk.one.cells.keys()
                seen["reopened"] += 1
            for state, need in ((State.CONTAINED, "containment"), (State.DECIDED, "occurrence"), (State.REMEDIED, "remedy_given")):  # fmt: skip
                assert state not in held(walk.one) or need in walk.one.cells
    ways = {"round 1", "round 2", "round 1 escalated", "round 2 escalated", "rejected", "reopened"}
    assert {way for way in ways if seen[way] > 20} == ways
