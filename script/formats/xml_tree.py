"""XML from programs that aren't trusted: bounded while it is read, and only what is asked for is kept.

A DOCTYPE may stand there, nothing declared in it: no entity is unfolded and nothing is fetched. Depth,
number and length of what is kept are bounded, so a walk of the tree may recurse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from xml.parsers import expat

from script.formats.cut import Refused

BIGGEST = 20_000_000  # bytes
DEEPEST = 100  # elements inside each other
MOST_ELEMENTS = 1_000_000  # that are kept, their attributes counted too
MOST_TAGS = 1_200_000  # kept or not
LONGEST = 10_000  # characters of a text or an attribute
LONGEST_TAG = 500_000  # bytes
_MOST_FACTS = 60  # attributes of one element
_CHUNK = 65_536
_NONE: Mapping[str, str] = {}


class Node:
    """An element: its local name, attributes, text (of itself, stripped), children and line."""

    __slots__ = ("children", "facts", "line", "name", "text")

    def __init__(self, name: str, facts: Mapping[str, str], line: int) -> None:
        self.name, self.facts, self.line = name, facts, line
        self.children: Sequence[Node] = ()
        self.text = ""

    def add(self, child: Node) -> None:
        if isinstance(self.children, list):
            self.children.append(child)
        else:
            self.children = [child]  # most have none, and are many

    def get(self, fact: str) -> str:
        return self.facts.get(fact, "")

    def all(self, *names: str) -> Iterator[Node]:
        """The children of these names, as they stand."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> Node | None:
        return next(self.all(name), None)

    def said(self, *path: str) -> str:
        """The text of the first child, grandchild … of these names; "" where there is none."""
        node: Node | None = self
        for name in path:
            node = node.first(name) if node else None
        return node.text if node else ""

    def walk(self) -> Iterator[Node]:
        """Itself and all below, as they stand in the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def read(data: bytes, root: str, keeps: Callable[[str], bool] = lambda _name: True) -> Node:
    """The tree below the element `root`, without those that `keeps` leaves out and all below them.

    Refused: size, empty, entities, encoding, unreadable, kind, depth, many, long.
    """
    if len(data) > BIGGEST:
        raise Refused("size", megabytes=BIGGEST // 1_000_000)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty")
    builder = _Builder(root, keeps)
    try:
        for at in range(0, len(data), _CHUNK):
            builder.parser.Parse(data[at : at + _CHUNK], False)
            if at + _CHUNK - builder.parser.CurrentByteIndex > LONGEST_TAG:
                raise Refused("long", line=builder.parser.CurrentLineNumber)
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code in _ENCODINGS:
            raise Refused("encoding") from None
        raise Refused("unreadable", line=error.lineno, column=error.offset + 1) from None
    except Refused:
        raise
    except (LookupError, ValueError):  # an encoding that Python doesn't know, or can't read letter by letter
        raise Refused("encoding") from None
    if builder.top is None:  # expat takes no document without an element
        raise Refused("empty")
    return builder.top


_ENCODINGS = frozenset({18, 19})  # XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING


class _Builder:
    def __init__(self, root: str, keeps: Callable[[str], bool]) -> None:
        self.root, self.keeps = root, keeps
        self.top: Node | None = None
        self.open: list[Node] = []
        self.words: list[list[str]] = []  # of each that is open
        self.long: list[int] = []  # how many characters of them
        self.left_out = 0  # how deep inside what isn't kept
        self.kept = self.tags = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.said
        parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse
        parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = _refuse

    def start(self, name: str, facts: dict[str, str]) -> None:
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise Refused("many", most=MOST_TAGS)
        if len(self.open) + self.left_out >= DEEPEST:
            raise Refused("depth", most=DEEPEST)
        if ":" in name:
            name = name.rpartition(":")[2]
        if self.top is None and name != self.root:
            raise Refused("kind", found=name[:40])
        if self.left_out or not (self.top is None or self.keeps(name)):
            self.left_out += 1
            return
        self.keep(Node(name, _bounded(facts), self.parser.CurrentLineNumber))

    def keep(self, node: Node) -> None:
        self.kept += 1 + len(node.facts)
        if self.kept > MOST_ELEMENTS:
            raise Refused("many", most=MOST_ELEMENTS)
        if self.open:
            self.open[-1].add(node)
        else:
            self.top = node
        self.open.append(node)
        self.words.append([])
        self.long.append(0)

    def said(self, text: str) -> None:
        if not self.left_out and self.open and self.long[-1] < LONGEST:
            self.words[-1].append(text)
            self.long[-1] += len(text)

    def end(self, _name: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        node = self.open.pop()
        self.long.pop()
        node.text = "".join(self.words.pop())[:LONGEST].strip()


def _bounded(facts: dict[str, str]) -> Mapping[str, str]:
    if not facts:
        return _NONE
    if len(facts) > _MOST_FACTS:
        facts = dict(list(facts.items())[:_MOST_FACTS])
    if max(map(len, facts.values())) > LONGEST:
        return {name[:100]: fact[:LONGEST] for name, fact in facts.items()}
    return facts


def _refuse(*_facts: object) -> int:
    raise Refused("entities")
