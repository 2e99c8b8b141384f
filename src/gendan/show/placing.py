"""What is said of a partner that an order names."""

from gendan.core.partners import Standing
from gendan.core.placing import Concern
from gendan.show.partners import KIND_WORDS, STANDING_WORDS
from gendan.show.scores import grounds
from gendan.text import Text

HINT = Text(
    "take another partner, or say why this one all the same: --allow-partner WHY",
    "请换用其他合作方；确需使用请注明原因：--allow-partner 原因",
)


def blocked(concern: Concern) -> Text:
    """That a partner gets no more work, and why."""
    name, word, why = _name(concern), _word(concern), _why(concern)
    return Text(f"{name.en} is {word.en}: {why.en}", f"{name.zh} 已{word.zh}：{why.zh}")


def doubtful(concern: Concern) -> Text:
    """That a partner should be thought of again, and why."""
    name, word, why = _name(concern), _word(concern), _why(concern)
    return Text(f"note: {name.en}: {word.en}, {why.en}", f"注意：{name.zh}：{word.zh}，{why.zh}")


def _word(concern: Concern) -> Text:
    if concern.retired:
        return Text("retired", "停用")
    return STANDING_WORDS[concern.card.standing or Standing.WATCH]


def _name(concern: Concern) -> Text:
    kind = KIND_WORDS[concern.named.kind]
    return Text(f"{kind.en} {concern.named.words}", f"{kind.zh} {concern.named.words}")


def _why(concern: Concern) -> Text:
    """Who decided it and why, else on what the score rests."""
    partner = concern.card.who.partner
    if partner is not None and partner.retired is not None:
        why, day = partner.retired_why, partner.retired
        return Text(f"{why} ({day})", f"{why}（{day}）")
    if partner is not None and partner.decision is not None:
        decision = partner.decision
        who, on = decision.who, f"{decision.at:%Y-%m-%d}"
        return Text(f"{decision.why} ({who}, {on})", f"{decision.why}（{who}，{on}）")
    return grounds(concern.card.ground)
