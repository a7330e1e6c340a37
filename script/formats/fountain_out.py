"""A script in Fountain: plain text that every screenwriting program opens.

A scene is a section with its title and a forced heading with its number; a soundbite a character with
what is said and a note with its source; narration NARRATOR (V.O.); what is seen is action. The format
knows no revisions: a note of one * stands before a row that was changed. Text that would read as markup
is escaped, so that it comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from script.formats import labels as lb
from script.formats.labels import ENGLISH, Labels, Options
from script.pdf.content import VOICES, Cell, Row, Scene, Script

_NUMBER = re.compile(r"[^\w.\-]+")
_LONGEST_LINE = 15_000  # letters; readers cut longer ones
_MOST_LINES = 150  # of a note; readers stop looking for its end
_MARKUP = re.compile(r"[\\*_]|(?<=\[)\[|(?<=\])\]")
_IN_NOTES = re.compile(r"\\|(?<=/)\*|(?<=\[)\[|(?<=\])\]")
# what some reader would take for something else
_NOT_ACTION = re.compile(
    r"[#=>~@.!(]|(?:INT|EXT|EST|I/E)\b|.*\bTO:\Z|(?:FADE|FUND|CORTE|DISUELVE).*[.:]\Z", re.IGNORECASE | re.S
)
_NO_NAME = re.compile(r"[#=>~@.!\[(]|(?:INT|EXT|EST|I/E)\b|.*\bTO:", re.IGNORECASE | re.S)


def write(script: Script, options: Options = Options(), labels: Labels = ENGLISH) -> bytes:  # noqa: B008
    """UTF-8 with LF: as the format asks for."""
    return "".join(_document(script, options, labels)).encode("utf-8", "replace")


def _document(script: Script, options: Options, labels: Labels) -> Iterator[str]:
    yield from _title_page(script, labels)
    rows = script.rows_of
    for scene in script.scenes:
        yield from _scene(scene, labels)
        yield from _mark(scene.is_changed, options)
        for row in () if scene.is_omitted else rows.get(scene.key, ()):
            yield from _row(script, row, options, labels)


def _title_page(script: Script, labels: Labels) -> Iterator[str]:
    title = lb.one_line(script.title) or lb.one_line(script.head.film) or "-"
    yield f"Title: {title}\n"
    yield f"Source: {lb.one_line(script.head.film)}\n"
    yield f"Revision: {lb.one_line(lb.state(script, labels))}\n"
    yield f"Draft date: {script.on or script.head.as_of}\n\n"


def _scene(scene: Scene, labels: Labels) -> Iterator[str]:
    number = _NUMBER.sub("-", scene.number).strip("-._")[:20] or "0"
    if title := lb.one_line(scene.title):
        yield f"# {_escaped(title)}\n\n"
    heading = _escaped(lb.heading(scene, labels))
    if not heading[0].isalnum():  # a point before another sign is none
        heading = f"{number}. {heading}"
    yield f".{heading} #{number}#\n\n"
    if synopsis := lb.one_line(scene.synopsis):
        yield f"= {_escaped(synopsis)}\n\n"
    if scene.is_omitted:
        yield f"!{labels.omitted}\n\n"


def _mark(is_changed: bool, options: Options) -> Iterator[str]:
    if is_changed and options.marks:
        yield f"[[{lb.MARK}]]\n\n"


def _row(script: Script, row: Row, options: Options, labels: Labels) -> Iterator[str]:
    yield from _mark(row.is_changed, options)
    for column in ("picture", "sound"):
        for cell in script.column(row, column):
            yield from _cell(script, cell, options, labels)


def _cell(script: Script, cell: Cell, options: Options, labels: Labels) -> Iterator[str]:
    if cell.element in VOICES:
        yield _cue(lb.voice(cell, labels))
        yield from _speech(lb.words(cell, options.said), labels)
        for line in lb.references(cell, script) if options.references else ():
            yield f"[[{_in_note(line)}]]\n\n"
    elif cell.element == "note":
        if options.notes:
            yield f"[[{_in_note(cell.text)}]]\n\n"
    else:
        for line in _lines(lb.shown(cell, labels, script.cells_of[cell.row])):
            if line:
                yield f"{'!' if _NOT_ACTION.match(line) else ''}{_escaped(line)}\n\n"
    for state in labels.states(script, cell) if options.states else ():
        yield f"[[{_in_note(state)}]]\n\n"


def _cue(name: str) -> str:
    """A name that reads as something else is forced to be one."""
    name = _escaped(name).rstrip("^ ")
    is_plain = name == name.upper() and any(map(str.isalpha, name.partition("(")[0]))
    is_plain = is_plain and len(name) <= 80 and not _NO_NAME.match(name)
    return f"{'' if is_plain else '@'}{name}\n"


def _speech(texts: list[str], labels: Labels) -> Iterator[str]:
    """Lines under a cue; two blanks stand for an empty one, which would end it."""
    said = [line for text in texts for line in _lines(text)]
    if not any(said):
        yield f"({labels.no_words})\n\n"
        return
    for line in said:
        sign = "\\" if line[:1] in ("(", "~") else ""  # a parenthetical, a song
        yield f"{sign}{_escaped(line) or '  '}\n"
    yield "\n"


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"):
        line = line.replace("\0", "").strip()
        while len(line) > _LONGEST_LINE:
            at = line.rfind(" ", 0, _LONGEST_LINE)
            yield line[: at if at > 0 else _LONGEST_LINE].strip()
            line = line[at if at > 0 else _LONGEST_LINE :].strip()
        yield line


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda sign: f"\\{sign[0]}", text)


def _in_note(text: str) -> str:
    if text.strip() == lb.MARK:  # no mark, but somebody's note
        return f"\\{lb.MARK}"
    lines = [line or "  " for line in _lines(text)]
    lines = lines if len(lines) <= _MOST_LINES else [" ".join(lines)]
    return _IN_NOTES.sub(lambda sign: f"\\{sign[0]}", "\n".join(lines)) + (" " if text.endswith("]") else "")
