"""Address cards (vCard 2.1, 3.0, 4.0) as a table of people: one row a card.

Programs write them in many ways: folded lines, quoted-printable, groups, several cards in one file,
pictures in between. What isn't asked for is passed over; a card that never ends is told.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from production.formats import texts
from production.formats.tables import LONGEST_CELL, MOST_ROWS, Refused, Row, Table

COLUMNS = ["Name", "E-mail", "Phone", "Second phone", "Position", "Company", "Born", "Languages", "Notes"]

_PROPERTY = re.compile(
    r"(?:[\w.-]{1,80}\.)?([A-Za-z][\w-]{0,40})((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.S
)
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_PARTS = re.compile(r"(?<!\\);")
_DATE = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")
_FAX = {"fax", "pager", "bbs", "modem"}


@dataclass
class Card:
    """One card, as far as a register of people asks."""

    line: int
    name: str = ""
    parts: list[str] = field(default_factory=list)  # family, given, further, before, after
    emails: list[tuple[int, str]] = field(default_factory=list)  # the preferred first
    phones: list[tuple[int, str]] = field(default_factory=list)
    company: str = ""
    title: str = ""
    role: str = ""
    born: str = ""
    notes: str = ""
    languages: list[str] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        family, given, further, before, after = (*self.parts, "", "", "", "", "")[:5]
        return self.name or " ".join(filter(None, (before, given, further, family, after))) or self.company

    def cells(self) -> list[str]:
        emails = [email for _rank, email in sorted(self.emails, key=lambda pair: pair[0])]
        phones = [phone for _rank, phone in sorted(self.phones, key=lambda pair: pair[0])]
        return [
            self.full_name,
            *(emails or [""])[:1],
            *(*phones, "", "")[:2],
            self.title or self.role,
            self.company,
            self.born,
            ", ".join(self.languages),
            self.notes,
        ]


def is_vcard(data: bytes) -> bool:
    head = data[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head[:11].upper() == b"BEGIN:VCARD"


def read(data: bytes, *, encoding: str = "") -> Table:
    """The cards of a file; what isn't given is guessed and stands in `reading`."""
    found = texts.chosen(data, encoding) if encoding else texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    table = Table(list(COLUMNS), iter(()))
    table.reading = {"encoding": found.name, "encoding_is_sure": found.is_sure}
    table.rows = _rows(texts.lines(data, found), table)
    return table


def _rows(lines: Iterator[str], table: Table) -> Iterator[Row]:
    count = 0
    for card in _cards(_properties(_unfolded(lines, table)), table):
        count += 1
        if count > MOST_ROWS:
            raise Refused("rows", most=MOST_ROWS)
        yield Row(card.line, [cell.strip()[:LONGEST_CELL] for cell in card.cells()])
    if not count:
        raise Refused("empty")


# -- lines ---------------------------------------------------------------------------------------


def _unfolded(lines: Iterator[str], table: Table) -> Iterator[tuple[int, str]]:
    """Whole lines: one that begins with a blank goes on, and so does quoted-printable after ``=``."""
    begins, pieces, size = 0, [""], 0
    for number, line in enumerate(lines, start=1):
        if "\0" in line:
            table.repair(number, "nul")
            line = line.replace("\0", "")
        if "\ufffd" in line:
            table.repair(number, "letters")
        soft = pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in pieces[0].upper()[:200]
        if begins and (soft or line.startswith((" ", "\t"))):
            if size < 2 * LONGEST_CELL:  # a picture is passed over
                pieces[-1] = pieces[-1][:-1] if soft else pieces[-1]
                pieces.append(line if soft else line[1:])
                size += len(line)
            continue
        if begins:
            yield begins, "".join(pieces)
        begins, pieces, size = number, [line.removeprefix("\ufeff")], len(line)
    if begins:
        yield begins, "".join(pieces)


@dataclass(frozen=True)
class _Property:
    line: int
    name: str
    facts: dict[str, list[str]]
    value: str


def _properties(lines: Iterator[tuple[int, str]]) -> Iterator[_Property]:
    for number, line in lines:
        found = _PROPERTY.match(line[: 4 * LONGEST_CELL])
        if found is not None:
            yield _Property(number, found[1].upper(), _facts(found[2]), found[3])


def _facts(text: str) -> dict[str, list[str]]:
    """``;TYPE=home,cell;PREF=1`` and, in old cards, a bare ``;HOME``."""
    facts: dict[str, list[str]] = {}
    for part in text.split(";")[1:]:
        name, sign, value = part.partition("=")
        if not sign:
            name, value = ("ENCODING" if name.upper() in {"QUOTED-PRINTABLE", "BASE64"} else "TYPE"), name
        facts.setdefault(name.strip().upper(), []).extend(
            word.strip().lower() for word in value.strip('"').split(",")
        )
    return facts


# -- cards ---------------------------------------------------------------------------------------


def _cards(properties: Iterator[_Property], table: Table) -> Iterator[Card]:
    card: Card | None = None
    within = 0  # a card inside a card is somebody's agent
    for one in properties:
        is_card = one.value.strip().upper() == "VCARD"
        if one.name == "BEGIN" and is_card:
            if card is not None and within == 0 and (card.name or card.parts):
                table.repair(card.line, "card")  # the next one begins before this one has ended
                yield card
                card = None
            within += card is not None
            card = card or Card(one.line)
        elif one.name == "END" and is_card:
            if card is not None and not within:
                yield card
                card = None
            within = max(0, within - 1)
        elif card is not None and not within:
            _take(card, one)
    if card is not None:
        table.repair(card.line, "card")
        yield card


def _take(card: Card, one: _Property) -> None:
    ways = one.facts.get("ENCODING", [])
    if "b" in ways or "base64" in ways:
        return
    value = _decoded(one) if "quoted-printable" in ways else one.value
    match one.name:
        case "N":
            card.parts = [_plain(part) for part in _PARTS.split(value)]
        case "ORG":
            card.company = ", ".join(filter(None, (_plain(part) for part in _PARTS.split(value))))
        case "EMAIL":
            card.emails.append((_rank(one), _plain(value).removeprefix("mailto:")))
        case "TEL" if not _FAX & set(one.facts.get("TYPE", [])):
            card.phones.append((_rank(one), _phone(_plain(value))))
        case "BDAY":
            card.born = _date(value)
        case "LANG":
            card.languages.append(_plain(value))
        case "FN" | "TITLE" | "ROLE" | "NOTE":
            setattr(card, _FIELDS[one.name], _plain(value))


_FIELDS = {"FN": "name", "TITLE": "title", "ROLE": "role", "NOTE": "notes"}


def _decoded(one: _Property) -> str:
    raw = quopri.decodestring(one.value.encode("utf-8", "replace"))
    for name in (*one.facts.get("CHARSET", []), "utf-8", "cp1252"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeError, binascii.Error, ValueError):
            continue
    return raw.decode("utf-8", "replace")


def _rank(one: _Property) -> int:
    """The preferred first: ``PREF=1`` of new cards, ``TYPE=pref`` of old ones."""
    pref = one.facts.get("PREF", [""])[0]
    if pref.isdecimal() and len(pref) < 4:
        return int(pref)
    return 0 if "pref" in one.facts.get("TYPE", []) else 200


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def _phone(value: str) -> str:
    """``tel:+52-55-5550-0100;ext=12`` as people write it."""
    number, _sign, rest = value.removeprefix("tel:").partition(";")
    ext = re.search(r"ext=([0-9]{1,10})", rest)
    return f"{number} ext {ext[1]}" if ext else number


def _date(value: str) -> str:
    """A birthday with its year; one without is kept in nobody's register."""
    found = _DATE.match(value.strip())
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""
