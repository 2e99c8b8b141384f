"""Procedures as TOML: what is written reads back, what is wrong is named all at once."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.sop import Anchor, Node, Sop
from gendan.core.sop_faults import faults
from gendan.errors import Refused
from gendan.files import sops
from gendan.text import Text, same

SHIP = '\n[[node]]\nkey = "ship"\nname = "Ship"\noffset = 0\n'
HEAD = 'name = "mine"\nships = "ship"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def test_the_shipped_procedure_reads_back(file: Path) -> None:
    sops.save(file, EXPORT_ORDER)
    assert sops.read(file) == EXPORT_ORDER
    assert file.read_bytes().startswith(b"# A procedure of gendan")
    assert b"\r" not in file.read_bytes()


def test_a_short_file_by_hand(file: Path) -> None:
    file.write_text(
        "\ufeff" + HEAD + 'title = "My procedure"\n' + SHIP
        + '[[node]]\nkey = "pack"\nname.zh = "装箱"\noffset = -3\nafter = []\ntell = true\n'
        'standard = """\nfirst line\nsecond"""\n',
        encoding="utf-8",
    )  # fmt: skip
    assert sops.read(file) == Sop(
        "mine",
        same("My procedure"),
        "ship",
        (
            Node("ship", same("Ship"), 0),
            Node("pack", same("装箱"), -3, tell=True, standard=same("first line\nsecond")),
        ),
    )


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
texts = st.builds(Text, words, words)
nodes = st.builds(
    Node,
    key=st.text("abc-ä中", min_size=1, max_size=4),
    name=texts,
    offset=st.integers(-1000, 1000),
    anchor=st.sampled_from(Anchor),
    days=st.integers(0, 250),
    after=st.just(()),
    gates=st.just(()),
    tell=st.booleans(),
    role=st.sampled_from(["", "sales", "老板"]),
    standard=st.one_of(
        st.just(Text("", "")), texts, st.just(Text('quote " back \\ line\ntab\tend', "引号 “”"))
    ),
)


@given(st.lists(nodes, max_size=5), words, texts)
def test_whatever_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, others: list[Node], name: str, title: Text
) -> None:
    ship = Node("ship", same("Ship"), 0, after=tuple(node.key for node in others))
    sop = Sop(name, title, "ship", (*others, ship))
    assume(not faults(sop))
    path = tmp_path_factory.mktemp("sop") / "x.toml"
    sops.save(path, sop)
    assert sops.read(path) == sop


@given(st.text())
def test_any_text_is_quoted_so_that_toml_reads_it(text: str) -> None:
    assume(not any("\ud800" <= char <= "\udfff" for char in text))
    assert tomllib.loads(f"x = {sops._quoted(text)}")["x"] == text


def refusal(file: Path, content: str | bytes) -> Refused:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(Refused) as caught:
        sops.read(file)
    return caught.value


NODE = '[[node]]\nkey = "a"\nname = "A"\noffset = -1\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (HEAD + SHIP + NODE.replace("-1", "-1.5"), ["node 'a': offset must be a whole number of days"]),
        (HEAD + SHIP + NODE.replace("-1", '"-1"'), ["node 'a': offset must be a whole number of days"]),
        (HEAD + SHIP + NODE.replace("-1", "true"), ["node 'a': offset must be a whole number of days"]),
        (HEAD + SHIP + NODE.replace("-1", "0x" + "f" * 4000), ["node 'a': offset must be a whole number"]),
        (HEAD + SHIP + NODE.replace("offset", "ofset"), ["node 'a': 'ofset' means nothing here", "node 'a': offset must be"]),
        (HEAD + SHIP + NODE + 'anchor = "eta"\n', ["node 'a': there is no anchor 'eta' (write order_date or ship_by)"]),
        (HEAD + SHIP + NODE + "anchor = [1]\n", ["node 'a': there is no anchor '[1]'"]),
        (HEAD + SHIP + NODE + 'after = "ship"\n', ["node 'a': after must be a list"]),
        (HEAD + SHIP + NODE + "gates = [1]\n", ["node 'a': gates must be a list"]),
        (HEAD + SHIP + NODE + 'tell = "yes"\n', ["node 'a': tell must be true or false"]),
        (HEAD + SHIP + NODE + "role = 1\n", ["node 'a': role must be a text"]),
        (HEAD + SHIP + NODE + "standard = 1\n", ["node 'a': standard must be a text"]),
        (HEAD + SHIP + NODE + 'standard.fr = "x"\n', ["node 'a': standard must be a text"]),
        (HEAD + SHIP + NODE.replace('"A"', '"A\\u202e"'), ["node 'a': name has a control character", "node 'a': it has no name"]),
        (HEAD + SHIP + '[[node]]\nname = "A"\noffset = -1\n', ["node '': its key is empty"]),
        (HEAD + SHIP + "[[node]]\n", ["node #2: offset must be", "its key is empty", "it has no name"]),
        (HEAD + 'nodes = "x"\n' + SHIP, ["'nodes' means nothing here"]),
        (HEAD + "node = 3\n", ["each node begins with [[node]]", "no node is called 'ship'"]),
        ('ships = "ship"\n' + SHIP, ["the procedure has no name"]),
        (HEAD + "title = 1\n" + SHIP, ["title must be a text"]),
        (HEAD + SHIP + NODE + 'after = ["b"]\ngates = ["c"]\ndays = "2"\n',
         ["days must be a whole number", "predecessor 'b' does not exist", "gate 'c' leads nowhere"]),
        (HEAD + SHIP + NODE * 300, ["300 nodes are the most"] + ["stands twice"] * 298),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_node(file: Path, content: str, told: list[str]) -> None:
    refused = refusal(file, content)
    assert len(refused.faults) == len(told), refused.faults
    for fault, part in zip(refused.faults, told, strict=True):
        assert part in fault.en
    assert refused.text.en.startswith(f"mine.toml: {len(told)} fault")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file: no name, no nodes"),
        pytest.param(b"name = ", id="no TOML"),
        pytest.param(b"PK\x03\x04", id="a spreadsheet"),
        pytest.param("name = '流程'".encode("gb18030"), id="not UTF-8"),
        pytest.param(b"a = " + b"[" * 100_000, id="deeply nested"),
        pytest.param(b"a = " + b"9" * 10_000, id="a number of ten thousand digits"),
        pytest.param(b"#" * 1_000_001, id="too large"),
    ],
)
def test_what_is_no_procedure_is_refused(file: Path, content: bytes) -> None:
    assert "mine.toml" in refusal(file, content).text.en


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(Refused, match="there is no file"):
            sops.read(path)
    taken = tmp_path / "taken.toml"
    taken.write_text("mine", encoding="utf-8")
    for path, told in (
        (taken, "exists"),
        (tmp_path / "none" / "x.toml", "cannot write"),
        (tmp_path / "x.xlsx", "no .xlsx"),
        (tmp_path / "x", "without an ending"),
    ):
        with pytest.raises(Refused, match=told):
            sops.save(path, EXPORT_ORDER)
    assert taken.read_text(encoding="utf-8") == "mine"
