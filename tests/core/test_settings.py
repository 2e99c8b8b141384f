"""Settings of a book: what holds until the boss changes it (contract §1, §3, §4)."""

import pytest

from gendan.core.cadence import read_rule
from gendan.core.customers import Tier
from gendan.core.settings import SETTINGS, cadence_rules, with_defaults
from gendan.core.tiers import Basis, tier_policy


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("home_country", "CN", id="home is China"),
        pytest.param("base_currency", "USD", id="reckoned in dollars"),
        pytest.param("tier_basis", "amount", id="tiers by amount"),
        pytest.param("tier_months", "12", id="a year of purchases"),
        pytest.param("tier_cuts", "80,95", id="cuts"),
        pytest.param("cadence_A", "1/week", id="A once a week"),
        pytest.param("cadence_B", "2/month", id="B twice a month"),
        pytest.param("cadence_C", "1/month", id="C once a month"),
    ],
)
def test_defaults(key: str, expected: str) -> None:
    assert with_defaults({})[key] == expected


def test_what_was_set_wins_and_unknown_rows_are_left_out() -> None:
    found = with_defaults({"home_country": "VN", "cadence_B": "3/month", "old": "1"})
    assert (found["home_country"], found["cadence_B"], found["cadence_A"]) == (
        "VN",
        "3/month",
        "1/week",
    )
    assert found.keys() == SETTINGS.keys()


def test_every_tier_has_a_rule_that_can_be_read() -> None:
    rules = cadence_rules(with_defaults({}))
    assert rules == {"A": "1/week", "B": "2/month", "C": "1/month"}
    assert rules.keys() == set(Tier)
    assert [read_rule(rule).text for rule in rules.values()] == list(rules.values())


def test_the_default_policy_is_that_of_the_contract() -> None:
    policy = tier_policy(with_defaults({}))
    assert (policy.basis, policy.months, [str(cut) for cut in policy.cuts]) == (
        Basis.AMOUNT,
        12,
        ["80", "95"],
    )


def test_every_setting_says_what_it_means_in_both_languages() -> None:
    assert [key for key, s in SETTINGS.items() if not (s.meaning.en and s.meaning.zh)] == []
    assert [key for key, s in SETTINGS.items() if s.key != key] == []
