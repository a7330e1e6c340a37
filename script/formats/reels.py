"""Names for reels that every editing system takes, and the plain letters of edit lists.

An edit list knows a source by eight letters. Cut short, CARD01_VOLKOV and CARD01_VIDELA would be one
and the same card, and the editor's system would conform the wrong face. A name here belongs to one
source alone, is the same each time it is asked for, and stays readable where that can be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from script.formats.cut import Media

LONGEST = 8  # what CMX3600 has columns for
RESERVED = frozenset({"AX", "BL", "BLACK", "BLK", "M2", "NONE"})

# what Unicode doesn't take apart
_SPELLED = dict(
    re.findall(
        r"(\S)=(\S*)",
        "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh "
        "ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u "
        "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i €=EUR £=GBP №=No. …=... ×=x ¿= ¡= →=-> ←=<- ⁄=/",
    )
)
_SPELLED |= dict.fromkeys("‘’‚‛′ʼ", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−•·", "-")
_OTHER = re.compile("[^ -~]+")
_FOREIGN = re.compile("[^ -~]")
FEW = 8  # one letter of so many


class _Plain(dict[int, str]):
    """Each letter is looked at when it is met first; the many of a hostile text aren't remembered."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < 4_096:
            self[code] = plain
        return plain


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter.isascii():
        return letter if letter.isprintable() else ""
    spelled = _SPELLED.get(letter)
    if spelled is None and letter.lower() in _SPELLED:
        spelled = _SPELLED[letter.lower()].capitalize()
    if spelled is None:
        apart = unicodedata.normalize("NFKD", letter)
        kept = "".join(sign for sign in apart if unicodedata.category(sign)[0] not in "MC")
        if kept == letter:
            return "?"
        spelled = "".join(_plain(sign) for sign in kept)
    return _OTHER.sub("?", spelled)


_PLAIN = _Plain()


def _spelled(text: str) -> str:
    """Where few letters are foreign, as in Spanish, they are replaced one by one: the others cost nothing."""
    if len(text.encode("utf-8", "surrogatepass")) - len(text) > len(text) // FEW:
        return text.translate(_PLAIN)
    for letter in set(_FOREIGN.findall(text)):
        text = text.replace(letter, _PLAIN[ord(letter)])
    return text


def ascii_of(text: str) -> str:
    """One line of printable ASCII: letters without their accents, Cyrillic spelled, others as “?”."""
    if not (text.isascii() and text.isprintable()):
        text = _spelled(text)
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def one_line(text: str) -> str:
    """Its own letters, on one line and without signs that steer."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def names(media: Iterable[Media], longest: int = LONGEST) -> dict[str, str]:
    """A reel of A–Z, 0–9 and _ for each source, by its key; no two alike.

    A reel that fits as it is keeps its name; among equals the oldest source does (by the number in
    its key). Ask for all sources of a film at once where names must last from list to list.
    """
    sources = sorted({one.key: one for one in media}.values(), key=_age)
    wanted = {one.key: _wanted(one) for one in sources}
    found, taken = {}, _Taken(longest)
    for fits in (True, False):
        for key, name in wanted.items():
            if (len(name) <= longest) is fits:
                found[key] = taken.take(name if fits else _short(name, longest))
    return {key: found[key] for key in wanted}


class _Taken:
    """Names that are gone, with the number that was given last to each that was wanted again."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.names = set(RESERVED)
        self.numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        found, number = name, self.numbers.get(name, 1)
        while found in self.names:
            number += 1
            end = f"_{number}" if len(name) + len(str(number)) < self.longest else str(number)
            found = name[: self.longest - len(end)] + end
        self.numbers[name] = number
        self.names.add(found)
        return found


def _age(media: Media) -> tuple[str, int, str]:
    kind, _sign, number = media.key.partition(":")
    return kind, int(number) if number.isascii() and number.isdigit() else 0, media.key


def _wanted(media: Media) -> str:
    file = file_name(media)
    for text in (media.reel, file.rpartition(".")[0] or file, media.name):
        if cleaned := re.sub("[^A-Z0-9]+", "_", ascii_of(text).upper()).strip("_"):
            return cleaned
    return "REEL"


def _short(name: str, longest: int) -> str:
    """CARD01_VOLKOV as C01VOLKO: the last word tells sources apart, figures stay whole where they can."""
    if len(joined := name.replace("_", "")) <= longest:
        return joined
    first, sign, last = name.rpartition("_")
    if not sign:
        return name[: longest // 2] + name[-(longest - longest // 2) :]
    head = "".join(part if part.isdigit() else part[0] for part in re.findall("[0-9]+|[A-Z]+", first))
    room = max(longest - len(last), longest // 2 - 1)
    head = head if len(head) <= room else head[: room - room // 2] + head[-(room // 2) :]
    return head + last[: longest - len(head)]


def file_name(media: Media) -> str:
    return re.split(r"[/\\]", media.file)[-1]


def original(media: Media) -> str:
    """What the editor knows the source by: ``CARD01_VOLKOV / VOLKOV_C001.MOV``; the card may be missing."""
    file = file_name(media) or media.name
    return f"{media.reel} / {file}" if media.reel else f"/ {file}"
