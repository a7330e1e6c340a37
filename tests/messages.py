"""The translatable strings of the source, and the catalogues that translate them.

No GNU gettext is needed: Python files are read by Babel, templates by Django and then Babel.

python -m tests.messages            says what is missing, fuzzy, empty, obsolete or wrong
python -m tests.messages update     adds what is missing to the catalogue and takes out what is obsolete
"""

import io
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("production", "interviews", "script")
TEMPLATES = "templates"
CATALOGUES = {"es": ROOT / "production" / "locale" / "es" / "LC_MESSAGES" / "django.po"}
KEYWORDS: dict[str, tuple | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdrfi%]|\{(\w*)\}")


def files() -> Iterator[Path]:
    for folder in SOURCES:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)
    for ending in ("*.html", "*.txt"):
        yield from sorted((ROOT / TEMPLATES).rglob(ending))


def extracted() -> Catalog:
    """Every translatable string, with the files in which it stands."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        for line, context, message in _strings(path):
            catalogue.add(message, locations=[(name, line)], context=context)
    return catalogue


def _strings(path: Path) -> Iterator[tuple[int, str | None, str | tuple[str, str]]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about comments for translators in odd places
            templatized = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in templatized.split("\n"))
    for line, function, messages, _comments in extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {}):
        if (found := _message(function, messages)) is not None:
            yield line, *found


def _message(function: Any, messages: Any) -> tuple[str | None, Any] | None:
    """Context and text of one call; None where the text isn't written there (a variable)."""
    parts = list(messages) if isinstance(messages, (tuple, list)) else [messages]
    context = parts.pop(0) if "pgettext" in function else None
    wanted = 2 if function.lstrip("n").startswith(("gettext", "pgettext")) and function.startswith("n") else 1
    texts = [part for part in parts[:wanted] if part]
    if len(texts) != wanted:
        return None
    return context, texts[0] if wanted == 1 else (texts[0], texts[1])


def stored(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False, project="Rodaje")
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def faults(language: str) -> list[str]:
    """One sentence for each string that isn't right in a language."""
    source, catalogue = extracted(), stored(CATALOGUES[language], language)
    found = []
    for message in source:
        if not message.id:
            continue
        translation = catalogue.get(message.id, message.context)
        place = ", ".join(sorted({name for name, _line in message.locations}))
        found += [f"{why}: {_name(message)} ({place})" for why in _faults(message, translation)]
    known = {_key(message) for message in source}
    found += [f"no longer used: {_name(m)}" for m in catalogue if m.id and _key(m) not in known]
    found += [f"no longer used: {_name(m)}" for m in catalogue.obsolete.values()]
    return found


def _faults(message: Message, translation: Message | None) -> Iterator[str]:
    if translation is None:
        yield "missing"
        return
    texts = _texts(translation.string)
    if translation.fuzzy:
        yield "fuzzy"
    if not all(texts):
        yield "empty"
        return
    originals = _texts(message.id)
    if isinstance(message.id, str) == isinstance(translation.string, tuple):
        yield "plural in one language only"
    allowed = [placeholders(original) for original in originals]
    for text in texts:
        if placeholders(text) not in allowed:
            yield f"placeholders {sorted(placeholders(text))} instead of {sorted(allowed[-1])}"
        if (text[:1] == "\n") != (originals[0][:1] == "\n") or (text[-1:] == "\n") != (
            originals[0][-1:] == "\n"
        ):
            yield "line break at one end only"


def _texts(written: Any) -> list[str]:
    """One text, or those of singular and plural."""
    return [written] if isinstance(written, str) else list(written or [""])


def placeholders(text: str) -> frozenset[str]:
    return frozenset(found.group() for found in _PLACEHOLDER.finditer(text))


def _key(message: Message) -> tuple[object, str | None]:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return singular, message.context


def _name(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text) + (f" [{message.context}]" if message.context else "")


def update(language: str) -> tuple[int, int]:
    """Write the catalogue with every string of the source; how many are there, how many wait."""
    path = CATALOGUES[language]
    catalogue = stored(path, language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    path.write_bytes(body.getvalue())
    messages = [message for message in catalogue if message.id]
    return len(messages), sum(not _is_translated(message) for message in messages)


def _is_translated(message: Message) -> bool:
    return all(_texts(message.string))


def main(arguments: list[str]) -> int:
    if arguments == ["update"]:
        for language in CATALOGUES:
            count, waiting = update(language)
            print(f"{language}: {count} strings, {waiting} to translate in {CATALOGUES[language]}")
        return 0
    found = [f"{language}: {fault}" for language in CATALOGUES for fault in faults(language)]
    print("\n".join(found) if found else "Every string is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=False)  # templates are read, never drawn
    sys.exit(main(sys.argv[1:]))
