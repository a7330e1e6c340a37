"""What an answer says, whatever its form: pages, documents, tables and mails as plain text; and
the forms of a page as a browser would send them back."""

import csv
import html
import io
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_TYPED = {"text", "search", "email", "tel", "url"}


def body_of(response) -> bytes:
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content


# what a PDF says of itself in numbers: any of them may happen to be a private year
_LENGTHS = re.compile(rb"/(?:Length1?|Size|W) ?\[?[0-9 ]+|(?<=startxref\n)[0-9]+|^[0-9]+ 0 obj", re.M)


def text_of(response, body: bytes) -> str:
    """Everything that a reader, or somebody who looks into the bytes, can find in an answer."""
    kind = response.headers.get("Content-Type", "")
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    raw = _LENGTHS.sub(b"", body) if body.startswith(b"%PDF") else body
    return f"{headers}\n{words(kind, body)}\n{raw.decode('utf-8', 'replace')}"


def words(kind: str, body: bytes) -> str:
    if not body:  # HEAD
        return ""
    if body.startswith(b"%PDF") and len(body) > 200:
        return pdf_words(body)
    if "spreadsheetml" in kind:
        return "\n".join("\t".join(row) for row in xlsx_rows(body))
    if "html" in kind:
        return html.unescape(body.decode("utf-8", "replace"))
    if "json" in kind:
        return json.dumps(json.loads(body or b"null"), ensure_ascii=False)
    return ""


def pdf_words(body: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join([*pages, str(dict(reader.metadata or {}))])


def xlsx_rows(body: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body))
    return [
        ["" if cell is None else str(cell) for cell in row]
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
    ]


def csv_rows(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@dataclass
class Form:
    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # names of the fields into which one may type anything

    def data(self) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        return sent


class Page(HTMLParser):
    """Elements, attributes, words and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []  # of attributes
        self.pieces: list[str] = []
        self.forms: list[Form] = []
        self._outside: dict[str, list[tuple[str, str]]] = {}  # fields that name their form
        self._form_ids: dict[str, Form] = {}
        self._texts: list[tuple[str, str | None]] = []
        self._open: Form | None = None
        self._select: tuple[str, bool] | None = None
        self._textarea: tuple[str, list[str]] | None = None
        self._options: list[tuple[str, bool]] = []
        self.feed(text)
        self.close()
        for name, fields in self._outside.items():
            if name in self._form_ids:
                self._form_ids[name].fields += fields
        for name, form in self._texts:
            if form in self._form_ids:
                self._form_ids[form].texts.append(name)

    @property
    def words(self) -> str:
        return "".join(self.pieces)

    def form_for(self, url: str) -> Form | None:
        posts = [form for form in self.forms if form.method == "post"]
        exact = [form for form in posts if form.action.split("?")[0] == url]
        own = [form for form in posts if form.action.split("?")[0] in {"", "."}]
        return max(exact or own, key=lambda form: len(form.fields), default=None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not given.get("href", "").startswith("tel:"):  # words that are plainly a number can be tapped
            self.elements.append((tag, tuple(sorted(given))))
        self.values += list(given.values())
        if "name" in given and (
            tag == "textarea" or (tag == "input" and given.get("type", "text") in _TYPED)
        ):
            self._texts.append((given["name"], given.get("form")))
            if self._open is not None and "form" not in given:
                self._open.texts.append(given["name"])
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
            if "id" in given:
                self._form_ids[given["id"]] = self._open
        elif tag == "select":
            self._select, self._options = (given.get("name", ""), "multiple" in given), []
            self._select_form = given.get("form")
        elif tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._textarea = (given.get("name", ""), [])
            self._textarea_form = given.get("form")
        elif tag == "input":
            self._input(given)

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"submit", "button", "image", "reset", "file"} or "disabled" in given:
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        self._add(
            given.get("name", ""), given.get("value", "on" if kind == "checkbox" else ""), given.get("form")
        )

    def _add(self, name: str, value: str, form: str | None = None) -> None:
        if name and form:
            self._outside.setdefault(form, []).append((name, value))
        elif name and self._open is not None:
            self._open.fields.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            name, multiple = self._select
            chosen = [value for value, is_chosen in self._options if is_chosen]
            if not chosen and not multiple and self._options:
                chosen = [self._options[0][0]]
            for value in chosen:
                self._add(name, value, self._select_form)
            self._select = None
        elif tag == "textarea" and self._textarea:
            name, pieces = self._textarea
            text = "".join(pieces)
            self._add(name, text[1:] if text.startswith("\n") else text, self._textarea_form)
            self._textarea = None

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        if self._textarea:
            self._textarea[1].append(data)
