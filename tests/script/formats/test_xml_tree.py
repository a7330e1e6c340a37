"""XML that isn't trusted: a refusal with a code, or a bounded tree; never more."""

import socket
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from script.formats import xml_text, xml_tree
from script.formats.cut import Refused

BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n \t\0", "empty"),
        ("<b/>", "kind"),
        ("not XML", "unreadable"),
        ("<a><b></a>", "unreadable"),
        ("<a>", "unreadable"),
        ("<a>&#0;</a>", "unreadable"),
        ("<!DOCTYPE a>", "unreadable"),
        (f"<!DOCTYPE a [{BILLION}]><a>&l9;</a>", "entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a/>', "entities"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><a/>', "entities"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>&x;</a>', "entities"),
        ('<?xml version="1.0" encoding="x-nope"?><a/>', "encoding"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "encoding"),
        ('<?xml version="1.0" encoding="utf-16"?><a/>', "encoding"),
        ("<a>" * 10_000, "depth"),
        ("<a>" + "<x>" * 10_000, "depth"),
        ("<a>" + "<c/>" * (xml_tree.MOST_ELEMENTS + 1) + "</a>", "many"),
        ("<a>" + "<x/>" * xml_tree.MOST_TAGS + "</a>", "many"),
        (" " * xml_tree.BIGGEST + "<a/>", "size"),
    ],
)  # fmt: skip
def test_refused(text, code, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises(Refused) as refused:
        xml_tree.read(text.encode(), "a", {"a", "c"}.__contains__)
    assert refused.value.code == code


def test_where_it_breaks_is_told():
    with pytest.raises(Refused) as refused:
        xml_tree.read(b"<a>\n  <b></a>", "a")
    assert refused.value.facts == {"line": 2, "column": 8}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_encodings(encoding):
    said = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{said}"?><!DOCTYPE a><a b="niño"> ¿Qué? </a>'
    top = xml_tree.read(text.encode(encoding), "a")
    assert (top.get("b"), top.text) == ("niño", "¿Qué?")


def test_only_what_is_asked_for_is_kept():
    top = xml_tree.read(b"<a><b>x<d/></b><n:c y='1'>z</n:c>\n<c>w</c></a>", "a", {"a", "c"}.__contains__)
    assert [(c.name, c.text, c.line, c.facts) for c in top.children] == [
        ("c", "z", 1, {"y": "1"}),
        ("c", "w", 2, {}),
    ]
    assert (top.said("c"), top.said("c", "x"), top.first("b")) == ("z", "", None)
    assert [node.name for node in top.walk()] == ["a", "c", "c"]


def test_lengths_are_bounded():
    top = xml_tree.read(f'<a b="{"x" * 400_000}">{"x" * 5_000_000}</a>'.encode(), "a")
    assert len(top.get("b")) == xml_tree.LONGEST
    assert len(top.text) == xml_tree.LONGEST
    many = " ".join(f'a{n}=""' for n in range(1_000))
    assert len(xml_tree.read(f"<a {many}/>".encode(), "a").facts) < 100


@pytest.mark.parametrize(
    "text",
    [
        '<a b="' + "x" * 5_000_000 + '"/>',
        "<a " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>",
        "<a><" + "b" * 5_000_000 + "/></a>",
        "<a><!--" + "b" * 5_000_000 + "--></a>",
    ],
)
def test_tags_without_end(text):
    with pytest.raises(Refused) as refused:
        xml_tree.read(text.encode(), "a")
    assert (refused.value.code, refused.value.facts) == ("long", {"line": 1})


@pytest.mark.parametrize("filling", ['<c a="b">d</c>', "<x/>", '<c a="' + "y" * 9_000 + '"/>'])
def test_memory_is_bounded(filling, monkeypatch):
    """Traced, a fifth of it takes seconds enough."""
    for most in ("BIGGEST", "MOST_ELEMENTS", "MOST_TAGS"):
        monkeypatch.setattr(xml_tree, most, getattr(xml_tree, most) // 5)
    data = f"<a>{filling * ((xml_tree.BIGGEST - 10) // len(filling))}</a>".encode()
    tracemalloc.start()
    try:
        xml_tree.read(data, "a", {"a", "c"}.__contains__)
    except Refused as refused:
        assert refused.code == "many"  # noqa: PT017
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 256_000_000 / 5


@given(st.binary(max_size=300))
def test_any_bytes(data):
    with pytest.raises(Refused):
        xml_tree.read(data, "fcpxml")


@given(st.text(), st.text())
def test_what_is_written_is_read(words, fact):
    out = xml_text.Lines()
    out.open("a", [("b", fact)])
    out.lines.append(xml_text.element("c", words))
    out.close("a")
    top = xml_tree.read((xml_text.HEAD + str(out)).encode("utf-8", "surrogatepass"), "a")

    def plain(text):
        return xml_text._ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")

    assert top.get("b") == plain(fact)[: xml_tree.LONGEST]
    assert top.said("c") == plain(words).strip()


def test_our_numbers_in_words():
    said = f"What he says\n{xml_text.of_ids([('row', 11), ('cell', 30)])}"
    assert said == "What he says\n[rodaje row:11 cell:30]"
    assert xml_text.ids_in(["", said]) == (("row", 11), ("cell", 30))
    assert xml_text.without_ids(said) == "What he says"
    assert xml_text.ids_in(["[rodaje row:x]", "[rodaje]", f"[rodaje row:{'9' * 50}]"]) == ()
    assert xml_text.of_ids([]) == ""
