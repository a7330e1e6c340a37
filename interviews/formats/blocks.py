"""Typed transcripts, whatever holds their lines: times, names and what was said.

A time begins a block, and the next time ends it; a time without text is an end. Marks such as
``[inaudible 01:02:03]`` are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interviews.formats import names, stamps
from interviews.formats.cues import MOST_CUES, Reading, Refused
from interviews.formats.settling import LONGEST_TEXT, Said, clean, settle
from interviews.formats.stamps import Stamp
from production.timecode import Rate

_MOST_SHOWN = 200  # letters

_LED = re.compile(r"[\s:|]{0,8}(?:[-–][ \t])?\s{0,8}")  # between a time and its text
_MAY_BE_TIME = re.compile("[0-9][:;][0-9]")
_DIGIT_WITHIN = re.compile(r"[\[(<{]?[0-9]")
_NUMBER = re.compile(r"[0-9]{1,6}\.?")


@dataclass
class Turn:
    line: int
    name: str  # a candidate
    lines: list[str]
    is_first: bool = False  # a time stands before it
    is_row: bool = False  # the name has a column of its own


@dataclass
class Block:
    line: int
    start: Stamp
    end: Stamp | None
    turns: list[Turn] = field(default_factory=list)


@dataclass
class Gathered:
    reading: Reading
    blocks: list[Block] = field(default_factory=list)
    before: int = 0  # lines of text before the first time
    first: tuple[int, str] = (0, "")

    def begin(self, line: int, start: Stamp, end: Stamp | None = None) -> None:
        if len(self.blocks) >= MOST_CUES:
            raise Refused("too_many", line, most=MOST_CUES)
        self.blocks.append(Block(line, start, end))

    def say(self, line: int, text: str) -> None:
        """A line of text: a name's turn, or more of the one before."""
        if not text:
            return
        if not self.blocks:
            self.before += 1
            self.first = self.first if self.before > 1 else (line, text[:_MOST_SHOWN])
            return
        if stamps.is_inside(text):
            self.reading.mend(line, "time_inside")
        turns = self.blocks[-1].turns
        if named := _named(text, is_first=not turns):
            turns.append(Turn(line, named[0], [named[1]] if named[1] else [], not turns, "\t" in text))
        elif turns:
            turns[-1].lines.append(text)
        else:
            turns.append(Turn(line, "", [text]))


def read(lines: Iterable[tuple[int, str]], reading: Reading, rate: Rate | None) -> Reading:
    """The cues of lines with their numbers; `rate` counts the frames where times have any."""
    gathered = Gathered(reading)
    for line, text in lines:
        if len(text) > LONGEST_TEXT:
            raise Refused("long_text", line, most=LONGEST_TEXT)
        _take(gathered, line, clean(text, line, reading).strip(" \r\n\f\v\ufeff"))
    if not gathered.blocks:
        raise Refused("no_times" if gathered.before else "empty")
    if gathered.before:
        line, text = gathered.first
        reading.mend(line, "before_first", lines=gathered.before, text=text)
    return _settled(gathered, rate)


# -- lines ---------------------------------------------------------------------------------------


def _take(gathered: Gathered, line: int, text: str) -> None:
    if not _MAY_BE_TIME.search(text):
        gathered.say(line, text.strip())
        return
    if "\t" in text:
        text = _in_order(text)
    if found := stamps.lead(text) or _alone(text):
        gathered.begin(line, found.start, found.end)
        _say_until_end(gathered, line, text[_LED.match(text, found.at).end() :])  # type: ignore[union-attr]
    elif led := _led_by_name(text):
        name, found, rest = led
        gathered.begin(line, found.start, found.end)
        gathered.blocks[-1].turns.append(Turn(line, name, [rest] if rest else [], True, is_row=True))
    elif text.strip():
        _say_until_end(gathered, line, text.strip())


def _say_until_end(gathered: Gathered, line: int, text: str) -> None:
    """Text that may have a time after its last word, which ends it."""
    ending = stamps.trailing(text) if text.endswith(("]", ")")) and gathered.blocks else None
    gathered.say(line, ending[0] if ending else text)
    if ending:
        gathered.begin(line, ending[1])


def _alone(text: str) -> stamps.Lead | None:
    """A time without hours, alone on its line."""
    found = stamps.lead(text, short=True) if len(text) < 40 else None
    return found if found and not text[found.at :].strip(" :") else None


def _led_by_name(text: str) -> tuple[str, stamps.Lead, str] | None:
    """``VOLKOV (00:05): …``, ``Speaker 1  0:05``, ``Volkov: [00:01:00] …``."""
    digit = _DIGIT_WITHIN.search(text, 1, names.LONGEST + 4)
    while digit is not None:
        name = text[: digit.start()].rstrip(" \t-–,")
        has_colon = name.endswith(":")
        name = name.rstrip(": \t")
        found = stamps.lead(text, digit.start(), short=True) if names.is_name(name) else None
        if found is not None:
            rest = text[found.at :].strip(" \t")
            has_colon = has_colon or rest.startswith(":")
            if has_colon or _is_heading(name, rest, found):
                return " ".join(name.split()), found, rest.lstrip(": \t")
        digit = _DIGIT_WITHIN.search(text, digit.end(), names.LONGEST + 4)
    return None


def _is_heading(name: str, rest: str, found: stamps.Lead) -> bool:
    """Without a colon: a name and a time alone. One word and a time in brackets may be all that is said."""
    if name.endswith((".", "…")):
        return False
    is_sure = names.is_loud(name) or names.is_numbered(name)
    if found.is_in_brackets:
        return is_sure or (not rest and " " in name)
    return not rest


def _in_order(text: str) -> str:
    """A row of columns with its time first; a number of its own before it goes."""
    cells = [cell.strip() for cell in text.split("\t")]
    times = [
        cell
        for cell in cells
        if cell and (found := stamps.lead(cell) or _alone(cell)) and found.at == len(cell)
    ]
    others = [cell for cell in cells if cell not in times]
    if times and len(others) > 2 and _NUMBER.fullmatch(others[0]):
        del others[0]
    return "\t".join([*times[:2], *(cell for cell in others if cell)]) if times else text


def _named(text: str, *, is_first: bool) -> tuple[str, str] | None:
    if is_first and "\t" in text:
        cell, rest = text.split("\t", 1)
        if rest.strip() and names.is_name(cell.rstrip(": ")):
            return cell.rstrip(": "), rest.strip()
    if is_first and names.is_numbered(text):
        return text, ""
    return names.before_colon(text)


# -- cues ----------------------------------------------------------------------------------------


def _settled(gathered: Gathered, rate: Rate | None) -> Reading:
    reading, blocks = gathered.reading, gathered.blocks
    found = [stamp for block in blocks for stamp in (block.start, block.end) if stamp]
    counting = stamps.counting(found, rate, reading)
    turns = [turn for block in blocks for turn in block.turns if turn.name]
    known = {turn.name for turn in turns if turn.is_row}
    known |= names.believed((turn.name, turn.is_first) for turn in turns)
    starts, said = [], list[Said]()
    for block in blocks:
        start = counting.ms(block.start, block.line)
        end = counting.ms(block.end, block.line) if block.end else None
        starts.append(start)
        said += _of_block(block, start, end, known, reading)
    if not said:
        raise Refused("no_words")
    return settle(reading, said, others=starts, ends_are_told=False)


def _of_block(block: Block, start: int, end: int | None, known: set[str], reading: Reading) -> Iterator[Said]:
    count = 0
    for turn in _believed(block.turns, known):
        text = "\n".join(turn.lines).replace("\t", " ").strip()
        if text:
            if count:
                reading.mend(turn.line, "shared_time")
            count += 1
            yield Said(start, end, text, turn.name, line=turn.line)
    if not count and (block.end or block.turns):
        reading.mend(block.line, "no_text")


def _believed(turns: list[Turn], known: set[str]) -> list[Turn]:
    """Turns whose names are names; what isn't goes back into the text before it."""
    kept: list[Turn] = []
    for turn in turns:
        if not turn.name or turn.name in known:
            kept.append(turn)
            continue
        said = f"{turn.name}: {turn.lines[0]}" if turn.lines else f"{turn.name}:"
        if not kept:
            kept.append(Turn(turn.line, "", []))
        kept[-1].lines += [said, *turn.lines[1:]]
    return kept
