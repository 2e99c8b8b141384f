"""XML → elements that know their place; what could grow or reach out is refused first."""

from collections.abc import Collection, Iterator
from xml.etree import ElementTree

from gendan.errors import Refused
from gendan.text import Text

MOST_BYTES = 50_000_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 40


class Element:
    """
    One element: local name, attributes, own text, children in their order.

    Attributes:
        space: Its namespace.
        name: Its name without the namespace.
        place: How to get to it from the root: `OrderLine[2]/LineItem/Quantity`.
        used: Whether somebody asked for its text.
    """

    __slots__ = ("_counts", "attributes", "children", "name", "place", "space", "used", "words")

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        space, _, self.name = tag.rpartition("}")
        self.space = space.removeprefix("{")
        self.attributes = attributes
        self.children: list[Element] = []
        self.words = ""
        self.used = False
        self.place = ""
        self._counts: dict[str, int] = {}
        if parent is not None:
            count = parent._counts[self.name] = parent._counts.get(self.name, 0) + 1
            own = f"{self.name}[{count}]" if count > 1 or self.name.endswith("Line") else self.name
            self.place = f"{parent.place}/{own}" if parent.place else own
            parent.children.append(self)

    def all(self, path: str) -> Iterator["Element"]:
        """Every element at the end of a path of local names."""
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, *paths: str) -> "Element | None":
        """The first element with a text at any of these paths, the paths in their order."""
        found = (item for path in paths for item in self.all(path) if item.words)
        return next(found, None)

    def text(self, *paths: str) -> str:
        """The text of the first element that has one at any of these paths, else nothing."""
        found = self.first(*paths)
        if found is None:
            return ""
        found.used = True
        return found.words

    def inside(self, names: Collection[str]) -> Iterator["Element"]:
        """Every element of these names, however deep."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.inside(names)

    def unused(self) -> Iterator["Element"]:
        """Every element with a text that nobody has asked for."""
        for child in self.children:
            if child.words and not child.used:
                yield child
            yield from child.unused()


class _Builder:
    """What the parser calls: makes elements, and stops where the file is no honest document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.root = Element("", {}, None)
        self.seen = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.seen += 1
        if self.seen > MOST_ELEMENTS or len(self.open) >= DEEPEST:
            raise _refusal(self.file, Text("far too large or too deep", "过大或层级过深"))
        element = Element(tag, dict(attributes), self.open[-1] if self.open else None)
        if not self.open:
            self.root = element
        self.open.append(element)
        self.texts.append([])

    def data(self, words: str) -> None:
        """Some of its text."""
        self.texts[-1].append(words)

    def end(self, _tag: str) -> None:
        """It ends."""
        element = self.open.pop()
        element.words = "".join(self.texts.pop()).strip()

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        """The file declares a document type."""
        raise _refusal(self.file, Text("it has a DOCTYPE", "含有 DOCTYPE"))


def parsed(data: bytes, file: str) -> Element:
    """
    The root of an XML document.

    Args:
        data: The file as it is.
        file: Its name, for refusals.

    Raises:
        Refused: No well-formed XML, far too large or deep, or with a DOCTYPE, whose entities could
            grow without bounds or read other files.
    """
    if len(data) > MOST_BYTES:
        raise _refusal(file, Text("far too large", "文件过大"))
    builder = _Builder(file)
    parser = ElementTree.XMLParser(target=builder)  # noqa: S314 - any DOCTYPE is refused
    try:
        parser.feed(data)
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise _refusal(file, Text(str(error), str(error))) from error
    return builder.root


def looks_like(data: bytes) -> bool:
    """Whether a file is XML (and no web page), by its first characters."""
    head = data[:200].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").strip(b"\xff\xfe \t\r\n")
    return head.startswith(b"<?xml") or (head.startswith(b"<") and b"urn:oasis" in data[:4000])


def _refusal(file: str, why: Text) -> Refused:
    return Refused(
        Text(
            f"{file} is no XML that can be read ({why.en})", f"{file} 不是可读取的 XML（{why.zh}）"
        ),
        Text(
            "export it again as UBL 2 (XML, UTF-8), or save it as .xlsx or .csv",
            "请重新导出为 UBL 2（XML，UTF-8），或另存为 .xlsx、.csv",
        ),
    )
