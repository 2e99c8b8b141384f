"""What is said of a partner that an order names."""

from gendan.core.partners import Standing
from gendan.core.placing import Concern
from gendan.show.partners import KIND_WORDS, STANDING_WORDS
from gendan.text import Text

HINT = Text(
    "take another partner, or say why this one all the same: --allow-partner WHY",
    "请换用其他合作方；确需使用请注明原因：--allow-partner 原因",
)


def blocked(concern: Concern) -> Text:
    """That a partner gets no more work, and why."""
    name, why = _name(concern), _why(concern)
    return Text(f"{name.en} is blocked: {why.en}", f"{name.zh} 已停单：{why.zh}")


def doubtful(concern: Concern) -> Text:
    """That a partner should be thought of again, and why."""
    name, partner, standing = _name(concern), concern.card.who.partner, concern.card.standing
    if standing in (Standing.WATCH, Standing.BLOCKED):
        word, why = STANDING_WORDS[standing], _why(concern)
        return Text(
            f"note: {name.en}: {word.en}, {why.en}", f"注意：{name.zh}：{word.zh}，{why.zh}"
        )
    since = "" if partner is None else f"{partner.retired}: {partner.retired_why}"
    return Text(f"note: {name.en} is retired since {since}", f"注意：{name.zh} 已停用，{since}")


def _name(concern: Concern) -> Text:
    kind = KIND_WORDS[concern.named.kind]
    return Text(f"{kind.en} {concern.named.words}", f"{kind.zh} {concern.named.words}")


def _why(concern: Concern) -> Text:
    """Who decided it and why, else the score."""
    card = concern.card
    decision = card.who.partner.decision if card.who.partner is not None else None
    if decision is not None:
        who, day = decision.who, f"{decision.at:%Y-%m-%d}"
        return Text(f"{decision.why} ({who}, {day})", f"{decision.why}（{who}，{day}）")
    score = "–" if card.score is None else f"{card.score:.1f}"
    return Text(
        f"score {score}, {card.late} of {card.n} shipments late",
        f"得分 {score}，{card.n} 批中 {card.late} 批迟出",
    )
