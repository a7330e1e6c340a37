"""Where each line of a script comes from, and what is open about it: numbered through the script.

A soundbite rests on its interview, a picture or a piece of music on its holder and copy. What cites
nothing (narration, a card, what was only described) rests on the notes of its row; where there is
none, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from production import historic_dates, historic_words, labels
from production.historic_dates import HistoricDateError
from production.pdf.wording import Words
from script.pdf.content import Cell, Medium, Row, Script, short
from script.pdf.elements import Told, Wish, capitals, marks

TO_CLEAR = ("open", "blocked")


@dataclass(frozen=True, slots=True)
class Annotation:
    """`count` is its number; `is_unsourced` where nothing says what it rests on."""

    count: int
    row: Row
    cell: Cell
    told: tuple[Told, ...]
    is_unsourced: bool = False
    is_uncleared: bool = False
    warnings: tuple[str, ...] = ()  # what is open about it, in words


@dataclass(frozen=True)
class Annotations:
    """Numbered through the whole script, whatever scenes are wished."""

    script: Script
    wish: Wish

    @cached_property
    def by_row(self) -> dict[int, list[Annotation]]:
        omitted = {scene.key for scene in self.script.scenes if scene.is_omitted}
        found: dict[int, list[Annotation]] = {}
        count = 0
        for scene in self.script.scenes:
            for row in [] if scene.key in omitted else self.script.rows_of.get(scene.key, ()):
                found[row.key] = list(self._of_row(row, count))
                count += len(found[row.key])
        return found

    def _of_row(self, row: Row, count: int) -> Iterator[Annotation]:
        cells = self.script.cells_of.get(row.key, [])
        notes = [cell.text for cell in cells if cell.element == "note" and cell.text]
        rested = 0  # the number under which the row's notes stand
        for cell in cells:
            if cell.element == "note":
                continue
            count += 1
            rests = _rests_on_notes(cell)
            told = self._on_notes(notes, rested) if rests else list(self._traced(cell, cells))
            rested = rested or (count if rests and notes else 0)
            warnings = [one.text for one in told if one.kind == "mark" and one.text != no_source()]
            yield Annotation(
                count,
                row,
                cell,
                tuple(told),
                is_unsourced=any(one.text == no_source() for one in told if one.kind == "mark"),
                is_uncleared=self.wish.states and cell.clearance in TO_CLEAR,
                warnings=(*_unsaid(cell), *warnings),
            )

    def medium(self, cell: Cell) -> Medium | None:
        return self.script.media_by_key.get(cell.medium) if cell.medium else None

    @cached_property
    def labels(self) -> dict[str, str]:
        """Looked up once, not for each line."""
        return {
            name: capitals(text)
            for name, text in {
                "interview": _("Interview:"),
                "source": _("Source:"),
                "said by": _("Said by:"),
                "release": _("Release:"),
                "held by": _("Held by:"),
                "number": _("Catalogue no.:"),
                "made by": _("Made by:"),
                "shown": _("In–out:"),
                "copy": _("Copy:"),
                "licence": _("Licence:"),
                "credit": _("Credit:"),
                "own": _("Own material:"),
                "notes": _("Noted:"),
                "names": _("Names:"),
                "words": _("Words:"),
            }.items()
        }

    def _on_notes(self, notes: list[str], rested: int) -> list[Told]:
        label = self.labels["notes"]
        if not notes:
            return [Told("mark", no_source())]
        if not self.wish.notes:
            return [Told("source", _("a note of the row, left out on this copy"), label)]
        if rested:
            return [Told("source", _("the same as %(number)s") % {"number": rested}, label)]
        return [Told("source", note, label) for note in notes]

    def _traced(self, cell: Cell, beside: list[Cell]) -> Iterator[Told]:
        if cell.element == "soundbite":
            yield from self._soundbite(cell)
        elif cell.clip is not None:
            yield from self._clip(cell)
        elif cell.shot is not None:
            shot = ", ".join(filter(None, (cell.reference, cell.place))) or cell.title
            yield Told("source", shot, self.labels["own"])
        elif cell.element == "lower_third":
            yield self._named(cell)
        elif cell.element == "subtitle":
            yield from self._subtitle(cell, beside)

    def _soundbite(self, cell: Cell) -> Iterator[Told]:
        medium, said = self.medium(cell), self.labels
        if medium and medium.interview:
            sitting = ", ".join(filter(None, (medium.interview, day(medium.shot_on))))
            yield Told("source", sitting, said["interview"])
        for part in cell.parts:
            yield Told("source", _place(medium, part.start, part.end, part.source_in, part.source_out),
                       said["source"])  # fmt: skip
        who = ", ".join(cell.speakers)
        yield Told("source", who, said["said by"]) if who else Told("mark", _("Voice not named"))
        if not self.wish.states:
            return
        if cell.clearance == "clear":
            code = cell.clearance_words
            yield Told("source", str(_released().get(code) or code), said["release"])
        yield from self._states(cell)
        if self.wish.is_translated and cell.translation and any(part.is_stale for part in cell.parts):
            yield Told("mark", _("Stale translation: the original was changed since"))

    def _clip(self, cell: Cell) -> Iterator[Told]:
        medium, said = self.medium(cell), self.labels
        holder, number, made = held(medium, cell)
        yield Told("source", holder, said["held by"]) if holder else Told("mark", no_source())
        facts = [("number", number), ("made by", made)]
        facts += [("shown", f"{part.source_in} – {part.source_out}") for part in cell.parts]
        facts += [("copy", copied(medium)), ("credit", cell.credit)]
        yield from (Told("source", text, said[name]) for name, text in facts if text)
        if self.wish.states:
            if cell.clearance == "clear":
                state = str(labels.CLIP_STATES.get(cell.clearance_words, cell.clearance_words)).lower()
                yield Told("source", state, said["licence"])
            yield from self._states(cell)

    def _states(self, cell: Cell) -> Iterator[Told]:
        yield from (Told("mark", text) for text in marks(self.script, cell))

    def _named(self, cell: Cell) -> Told:
        if not cell.people:
            return Told("mark", _("Names nobody in the register of people"))
        names = [self._names[key] for key in cell.people if key in self._names]
        who = ", ".join(names) or cell.text.partition("\n")[0]
        return Told("source", _("%(name)s, in the register of people") % {"name": who}, self.labels["names"])

    @cached_property
    def _names(self) -> dict[int, str]:
        return names_of(self.script)

    def _subtitle(self, cell: Cell, beside: list[Cell]) -> Iterator[Told]:
        if cell.text:
            yield Told("source", _("typed in the script"), self.labels["words"])
            return
        yield Told("source", _("the translation of what is said beside it"), self.labels["words"])
        said = next((one for one in beside if one.element == "soundbite"), None)
        if self.wish.states and said and any(part.is_stale for part in said.parts):
            yield Told("mark", _("Stale translation: the original was changed since"))


def no_source() -> str:
    return _("No source given")


def names_of(script: Script) -> dict[int, str]:
    """People by key, as those who speak are called."""
    return {
        key: name
        for cell in script.cells
        if len(cell.people) == len(cell.speakers)
        for key, name in zip(cell.people, cell.speakers, strict=True)
    }


def day(on: date | None) -> str:
    return Words(get_language() or "en", on).short_day(on) if on else ""


def _rests_on_notes(cell: Cell) -> bool:
    if cell.element == "narration":
        return bool(cell.text)
    cites = cell.segment is not None or cell.clip is not None or cell.shot is not None
    return not cites and cell.element not in ("soundbite", "lower_third", "subtitle")


def _unsaid(cell: Cell) -> Iterator[str]:
    """What the line itself says where its words should stand."""
    if cell.element == "soundbite" and not cell.words:
        yield _("No words in the transcript")
    elif cell.element == "narration" and not cell.text:
        yield _("To be written")


def held(medium: Medium | None, cell: Cell) -> tuple[str, str, str]:
    """Who holds a clip, its number with who issued that, who made it and when.

    Drafts of former versions know holder and number in one.
    """
    if medium is None or not (medium.holder or medium.number):
        return cell.reference, "", ""
    number = medium.number
    if number and medium.issuer:
        number = _("%(number)s (issued by %(name)s)") % {"number": number, "name": medium.issuer}
    return medium.holder, number, ", ".join(filter(None, (medium.creator, _dated(medium.dated))))


def _dated(typed: str) -> str:
    """A date of history in the reader's words; as typed, where it is none."""
    try:
        return (
            historic_words.format_date(historic_dates.parse(typed), get_language() or "en") if typed else ""
        )
    except HistoricDateError:
        return typed


def copied(medium: Medium | None) -> str:
    if medium is None or not medium.copy:
        return ""
    kind = str(labels.COPY_KINDS.get(medium.copy, medium.copy)).lower()
    mark = _("with a watermark") if medium.is_watermarked else ""
    return ", ".join(filter(None, (kind, medium.reel, mark)))


def _place(medium: Medium | None, start: int, end: int, source_in: str, source_out: str) -> str:
    """``A001 · B / 01:01:02:04 – 01:01:12:12 / :10``"""
    facts = [f"{source_in} – {source_out}"]
    if medium:
        facts = [medium.name, *facts, short(medium.frames.seconds(end - start))]
    return " / ".join(filter(None, facts))


def _released() -> dict[str, str]:
    return {
        "signed": _("signed"),
        "restricted": _("signed with restrictions"),
        "not_required": _("not required, with its reason"),
    }
