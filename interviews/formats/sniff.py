"""What kind of transcript a file is: by what stands in it first, by its name second."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePath

from interviews.formats import log_headings, opening
from interviews.formats.cues import Refused
from production.formats import sheets, tables, texts

KINDS = ("srt", "vtt", "json", "docx", "xlsx", "table", "txt")
_LOOKED_AT = 65_536

_TIMING = re.compile(r"^[^\n]{0,40}[0-9]:[0-9]{1,3}[^\n]{0,12}--?>", re.M)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|[a-z:]{1,20}\sxmlns)", re.I)
_NAMES = dict.fromkeys(("csv", "tsv", "tab", "ale"), "table") | {"srt": "srt", "vtt": "vtt", "json": "json"}
_PACKED = {"docx": "not_docx", "xlsx": "not_a_workbook"}


def kind_of(data: bytes, name: str) -> str:
    """One of KINDS; Refused for what is none of them."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    if sheets.is_zip(data):
        return _in_zip(data, ending)
    if foreign := sheets.foreign(data):
        raise Refused("foreign", found=foreign)
    opening.measure(data)
    if ending in _PACKED:
        raise Refused(_PACKED[ending])
    found = texts.guess(data)
    if texts.is_binary(data, found):
        raise Refused("binary")
    return _of_text(data[: _LOOKED_AT + found.mark][found.mark :].decode(found.name, "replace"), ending)


def _in_zip(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
        raise Refused("damaged") from error
    for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if part in names:
            return kind
    raise Refused(_PACKED.get(ending, "other_zip"))


def _of_text(text: str, ending: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if text.startswith("WEBVTT"):
        return "vtt"
    if _JSON.match(text) and (ending == "json" or _begins_json(text)):
        return "json"
    if _MARKUP.match(text):
        raise Refused("markup")
    if _TIMING.search(text):
        return "vtt" if ending == "vtt" else "srt"
    if ending in _NAMES:
        return _NAMES[ending]
    return "table" if _is_table(text) else "txt"


def _begins_json(text: str) -> bool:
    """Whether its first letters are JSON; what follows them isn't looked at."""
    try:
        json.JSONDecoder().raw_decode(text.lstrip())
    except json.JSONDecodeError as error:
        return error.pos > min(20, len(text) - 2)
    except (RecursionError, ValueError):
        pass
    return True


def _is_table(text: str) -> bool:
    """A line of headings with a time and something else among them, one of the first."""
    for line in text.split("\n")[:20]:
        for sign in tables.SEPARATORS:
            cells = [cell.strip(' "') for cell in line[:4_000].split(sign)]
            if len(cells) > 1 and "in" in (known := log_headings.known(cells)) and len(known) > 1:
                return True
    return False
