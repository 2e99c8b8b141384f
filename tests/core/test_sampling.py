"""AQL single sampling against the printed tables: Table 1, 2-A, 2-B and the vectors of order-check.md §2."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.sampling import Level, Limit, aql_named, code_letter, level_named, limit, plan
from gendan.core.sampling_tables import AQLS, LETTERS, TIGHTENED_AQLS
from gendan.errors import Refused

CODES = """
2 8 A A A A A A B
9 15 A A A A A B C
16 25 A A B B B C D
26 50 A B B C C D E
51 90 B B C C C E F
91 150 B B C D D F G
151 280 B C D E E G H
281 500 B C D E F H J
501 1200 C C E F G J K
1201 3200 C D E G H K L
3201 10000 C D F G J L M
10001 35000 C D F H K M N
35001 150000 D E G J L N P
150001 500000 D E G J M P Q
500001 9000000 D E H K N Q R
"""
"""Table 1: first and last lot, then the letters of S-1, S-2, S-3, S-4, I, II, III."""

PRINTED = """
A 2 ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ 0/1
B 3 ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ 0/1 ↑
C 5 ↓ ↓ ↓ ↓ ↓ ↓ ↓ ↓ 0/1 ↑ ↓
D 8 ↓ ↓ ↓ ↓ ↓ ↓ ↓ 0/1 ↑ ↓ 1/2
E 13 ↓ ↓ ↓ ↓ ↓ ↓ 0/1 ↑ ↓ 1/2 2/3
F 20 ↓ ↓ ↓ ↓ ↓ 0/1 ↑ ↓ 1/2 2/3 3/4
G 32 ↓ ↓ ↓ ↓ 0/1 ↑ ↓ 1/2 2/3 3/4 5/6
H 50 ↓ ↓ ↓ 0/1 ↑ ↓ 1/2 2/3 3/4 5/6 7/8
J 80 ↓ ↓ 0/1 ↑ ↓ 1/2 2/3 3/4 5/6 7/8 10/11
K 125 ↓ 0/1 ↑ ↓ 1/2 2/3 3/4 5/6 7/8 10/11 14/15
L 200 0/1 ↑ ↓ 1/2 2/3 3/4 5/6 7/8 10/11 14/15 21/22
M 315 ↑ ↓ 1/2 2/3 3/4 5/6 7/8 10/11 14/15 21/22 ↑
N 500 ↓ 1/2 2/3 3/4 5/6 7/8 10/11 14/15 21/22 ↑ ↑
P 800 1/2 2/3 3/4 5/6 7/8 10/11 14/15 21/22 ↑ ↑ ↑
Q 1250 2/3 3/4 5/6 7/8 10/11 14/15 21/22 ↑ ↑ ↑ ↑
R 2000 3/4 5/6 7/8 10/11 14/15 21/22 ↑ ↑ ↑ ↑ ↑
"""
"""Table 2-A, AQL 0.065 to 6.5, as it is printed."""

RESOLVED = """
A n20:0/1 n13:0/1 n8:0/1 n5:0/1 n3:0/1 0/1
B n20:0/1 n13:0/1 n8:0/1 n5:0/1 0/1 n2:0/1
C n20:0/1 n13:0/1 n8:0/1 0/1 n3:0/1 n8:1/2
D n20:0/1 n13:0/1 0/1 n5:0/1 n13:1/2 1/2
E n20:0/1 0/1 n8:0/1 n20:1/2 1/2 2/3
F 0/1 n13:0/1 n32:1/2 1/2 2/3 3/4
G n20:0/1 n50:1/2 1/2 2/3 3/4 5/6
H n80:1/2 1/2 2/3 3/4 5/6 7/8
J 1/2 2/3 3/4 5/6 7/8 10/11
K 2/3 3/4 5/6 7/8 10/11 14/15
L 3/4 5/6 7/8 10/11 14/15 21/22
M 5/6 7/8 10/11 14/15 21/22 n200:21/22
N 7/8 10/11 14/15 21/22 n315:21/22 n200:21/22
P 10/11 14/15 21/22 n500:21/22 n315:21/22 n200:21/22
Q 14/15 21/22 n800:21/22 n500:21/22 n315:21/22 n200:21/22
R 21/22 n1250:21/22 n800:21/22 n500:21/22 n315:21/22 n200:21/22
"""
"""The same, AQL 0.65 to 6.5, arrows followed; n where it is not the letter's own."""

TIGHTENED = """
A 2 ↓ ↓ ↓ ↓ ↓ ↓
B 3 ↓ ↓ ↓ ↓ ↓ 0/1
C 5 ↓ ↓ ↓ ↓ 0/1 ↓
D 8 ↓ ↓ ↓ 0/1 ↓ ↓
E 13 ↓ ↓ 0/1 ↓ ↓ 1/2
F 20 ↓ 0/1 ↓ ↓ 1/2 2/3
G 32 0/1 ↓ ↓ 1/2 2/3 3/4
H 50 ↓ ↓ 1/2 2/3 3/4 5/6
J 80 ↓ 1/2 2/3 3/4 5/6 8/9
K 125 1/2 2/3 3/4 5/6 8/9 12/13
L 200 2/3 3/4 5/6 8/9 12/13 18/19
M 315 3/4 5/6 8/9 12/13 18/19 ↑
N 500 5/6 8/9 12/13 18/19 ↑ ↑
P 800 8/9 12/13 18/19 ↑ ↑ ↑
Q 1250 12/13 18/19 ↑ ↑ ↑ ↑
R 2000 18/19 ↑ ↑ ↑ ↑ ↑
"""
"""Table 2-B, AQL 0.65 to 6.5 (order-check.md §2.3)."""

ENDLESS = 10**9
"""A lot that no sample exhausts."""

FROM_0065 = AQLS.index("0.065")
FROM_065 = AQLS.index("0.65")


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.split("\n") if line]


def printed(table: str, first: int) -> dict[tuple[str, str], Limit]:
    """Every cell of a printed table with its arrows followed on the paper, as people do it."""
    lines = rows(table)
    found = {}
    for place, line in enumerate(lines):
        for column in range(2, len(line)):
            row = place
            while lines[row][column] in "↓↑":
                row += 1 if lines[row][column] == "↓" else -1
            accept, reject = map(int, lines[row][column].split("/"))
            found[line[0], AQLS[first + column - 2]] = Limit(int(lines[row][1]), accept, reject)
    return found


@pytest.mark.parametrize("row", rows(CODES), ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_letters_of_table_1_at_every_border(row: list[str]) -> None:
    first, last, *letters = row
    levels = [Level.S1, Level.S2, Level.S3, Level.S4, Level.I, Level.II, Level.III]
    for level, letter in zip(levels, letters, strict=True):
        assert code_letter(int(first), level) == letter
        assert code_letter(int(last), level) == letter


def test_the_whole_of_table_2_a() -> None:
    cells = printed(PRINTED, FROM_0065)
    assert len(cells) == 16 * 11
    for (letter, aql), wanted in cells.items():
        assert limit(ENDLESS, letter, aql) == wanted, (letter, aql)


def test_table_2_a_with_its_arrows_followed() -> None:
    own = {row[0]: int(row[1]) for row in rows(PRINTED)}
    for letter, *cells in rows(RESOLVED):
        for place, cell in enumerate(cells):
            n, _, pair = cell.rpartition(":")
            accept, reject = map(int, pair.split("/"))
            wanted = Limit(int(n[1:]) if n else own[letter], accept, reject)
            assert limit(ENDLESS, letter, AQLS[FROM_065 + place]) == wanted, (letter, place)


def test_the_whole_of_table_2_b() -> None:
    for (letter, aql), wanted in printed(TIGHTENED, FROM_065).items():
        assert limit(ENDLESS, letter, aql, tightened=True) == wanted, (letter, aql)


@pytest.mark.parametrize(
    ("letter", "aql", "wanted"),
    [
        pytest.param("A", "10", Limit(5, 1, 2), id="no row above: down"),
        pytest.param("R", "0.015", Limit(800, 0, 1), id="no row below: up"),
        pytest.param("E", "150", Limit(13, 30, 31), id="30 for small letters"),
        pytest.param("E", "250", Limit(13, 44, 45), id="44 for small letters"),
        pytest.param("F", "150", Limit(13, 30, 31), id="up to 30"),
        pytest.param("A", "1000", Limit(2, 30, 31), id="the last corner"),
        pytest.param("G", "100", Limit(13, 21, 22), id="up two rows to 21"),
        pytest.param("R", "0.010", Limit(1250, 0, 1), id="the other corner"),
    ],
)
def test_the_edges_of_the_table(letter: str, aql: str, wanted: Limit) -> None:
    assert limit(ENDLESS, letter, aql) == wanted


@pytest.mark.parametrize(
    ("lot", "aql", "letter", "n", "ac"),
    [
        (20, "2.5", "C", 5, 0),
        (20, "4.0", "C", 3, 0),
        (20, "6.5", "C", 8, 1),
        (60, "2.5", "E", 20, 1),
        (10, "1.0", "B", 10, 0),
        (2400, "2.5", "K", 125, 7),
        (4000, "4.0", "L", 200, 14),
        (20_000, "4.0", "M", 315, 21),
        (200_000, "4.0", "P", 315, 21),
        (4000, "2.5", "L", 200, 10),
        (10_000, "1.5", "L", 200, 7),
    ],
)
def test_the_vectors_of_the_field(lot: int, aql: str, letter: str, n: int, ac: int) -> None:
    found = plan(lot, aql_major=aql)
    assert found.letter == letter
    assert found.major == Limit(n, ac, ac + 1)


@pytest.mark.parametrize(
    ("lot", "n"), [(1, 1), (2, 2), (3, 3), (5, 5), (8, 5)], ids=lambda value: str(value)
)
def test_a_small_lot_is_looked_at_whole(lot: int, n: int) -> None:
    found = plan(lot)
    assert found.major.n == n
    assert found.critical.n == max(found.major.n, found.minor.n)
    assert (found.letter is None) == (lot == 1)


def test_critical_faults_are_looked_for_in_the_largest_sample() -> None:
    found = plan(60)
    assert (found.major.n, found.minor.n) == (20, 13)
    assert found.critical == Limit(20, 0, 1)


@given(
    st.integers(1, 10**7),
    st.sampled_from(list(Level)),
    st.sampled_from(AQLS),
    st.sampled_from(AQLS),
)
def test_every_lot_has_a_plan(lot: int, level: Level, one: str, other: str) -> None:
    found = plan(lot, level, one, other)
    for part in (found.critical, found.major, found.minor):
        assert 1 <= part.n <= lot
        assert part.re == part.ac + 1
    assert found.critical.ac == 0
    assert found.edition.startswith("ISO 2859-1:1999 Table 2-A")


def stricter(one: Limit, other: Limit) -> bool:
    """Whether one plan accepts no larger share of its sample; of two that accept nothing: more units."""
    if one.ac == other.ac == 0:
        return one.n >= other.n
    return one.ac * other.n <= other.ac * one.n


@pytest.mark.parametrize("aql", TIGHTENED_AQLS[3:])
def test_tightened_is_stricter(aql: str) -> None:
    for letter in LETTERS:
        assert stricter(limit(ENDLESS, letter, aql, tightened=True), limit(ENDLESS, letter, aql))


@pytest.mark.parametrize("letter", LETTERS)
def test_a_lower_aql_is_stricter(letter: str) -> None:
    for strict, loose in pairwise(AQLS):
        assert stricter(limit(ENDLESS, letter, strict), limit(ENDLESS, letter, loose)), strict


@pytest.mark.parametrize(
    ("words", "level"),
    [("ii", Level.II), ("S1", Level.S1), ("s-4", Level.S4), (" III ", Level.III), ("Ⅱ", Level.II)],
)
def test_levels_as_people_type_them(words: str, level: Level) -> None:
    assert level_named(words) is level


@pytest.mark.parametrize(
    ("words", "aql"),
    [
        ("4", "4.0"),
        ("2.50", "2.5"),
        (".65", "0.65"),
        ("０.１", "0.10"),
        ("10", "10"),
        ("1%", "1.0"),
    ],
)
def test_aqls_as_people_type_them(words: str, aql: str) -> None:
    assert aql_named(words) == aql


@pytest.mark.parametrize("words", ["", "IV", "S-5", "normal"])
def test_other_levels_are_refused_with_all_named(words: str) -> None:
    with pytest.raises(Refused) as caught:
        level_named(words)
    assert "I, II, III, S-1, S-2, S-3, S-4" in caught.value.hint.en
    assert "检验水平" in caught.value.hint.zh


@pytest.mark.parametrize("words", ["", "0", "3", "-1", "nan", "2,5", "1001"])
def test_other_aqls_are_refused_with_all_named(words: str) -> None:
    with pytest.raises(Refused) as caught:
        aql_named(words)
    assert "0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10" in caught.value.hint.en


@pytest.mark.parametrize(
    ("letter", "aql", "there"),
    [
        ("K", "10", "0.010, 0.015, 0.025, 0.040"),
        ("A", "1000", "0.010, 0.015, 0.025, 0.040"),
        ("Q", "0.025", "0.010, 0.015, 0.040"),
        ("R", "0.015", "0.010, 0.040"),
    ],
)
def test_what_the_tightened_table_lacks_is_refused(letter: str, aql: str, there: str) -> None:
    with pytest.raises(Refused) as caught:
        limit(ENDLESS, letter, aql, tightened=True)
    assert f"letter {letter} and AQL {aql}" in caught.value.text.en
    assert f"tightened, letter {letter}: AQL {there}" in caught.value.hint.en
    named = caught.value.hint.zh.split("：")[1].split("；")[0].split("、")
    for one in named:
        assert limit(ENDLESS, letter, one, tightened=True).n
