"""Texts that break programs which trust text: what people paste, what scripts need, what attackers try.

Every text field keeps each of them as :func:`as_stored` says, or refuses it at the field; every page
and document shows it as nothing but text.
"""

import json
from pathlib import Path

from production.models.fields import clean_text

WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 5

STRINGS: dict[str, str] = {
    # what stands beside a control sample
    "plain": "Plain words",
    # scripts and signs
    "spanish": "Coyoacán, ¿año? ¡señal! güe ñ Ñ",
    "cyrillic": "Троцкий, Лев Давидович — ё Ё ї ґ",
    "greek": "Ἀθῆναι ἄγγελος Ωμέγα",
    "icelandic": "Þórunn Ðögg Æsa",
    "polish": "Zażółć gęślą jaźń Łódź",
    "turkish": "İıŞş Iğdır",
    "hebrew": "ליאון טרוצקי (1879)",
    "arabic": "ليون تروتسكي ١٩٤٠",
    "mixed_directions": "Call ליאון 07:00 sharp",
    "chinese": "托洛茨基 メキシコ 멕시코",
    "rare_chinese": "𠮷野家 𩸽",
    "devanagari": "त्रोत्स्की क्षेत्र",
    "thai": "ทรอตสกี น้ำ",
    "emoji": "Bring 🎥🎬 and 👩🏽‍🎤 to 🇲🇽",
    "combining": "e\u0301 n\u0303 o\u0308",
    "zalgo": "Z" + "\u0301\u0316\u0334" * 12 + "algo",
    "ligature": "ﬁlm ﬂat ½ ² ™",
    "nbsp": "12\u00a0km\u202f/\u2009h",
    "private_use": "logo \ue000 \uf8ff",
    "unassigned": "odd \u0378 \U000e0fff end",
    "noncharacter": "odd \ufdd0 \uffff end",
    "replacement": "lost \ufffd letter",
    # signs that steer
    "rtl_override": "invoice \u202efdp.exe",
    "isolates": "\u2066left\u2069 \u2067right\u2069",
    "zero_width": "ze\u200bro wi\u200ddth \ufeffmark",
    "soft_hyphen": "Dampf\u00adschiff",
    "line_separator": "one\u2028two\u2029three\u0085four",
    "tab": "a\tb",
    "newlines": "one\r\ntwo\rthree\nfour",
    "nul": "nul\x00inside",
    "controls": "bell\x07 escape\x1b[31mred delete\x7f c1\x9b",
    "vertical_tab": "a\x0bb\x0cc\x1cd\x1de\x1ef",
    "spaces": "   lots   of   spaces   ",
    # size
    "long_word": WORD,
    "long_line": "words " * 30 + "end",
    # markup of pages
    "tag": "<b>bold</b> <i>never closed",
    "script": "</textarea></script><script>alert('x')</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'y\' `z',
    "style": "</title></style><style>*{display:none}</style>",
    "comment": "a <!-- b --> c ]]> <![CDATA[ d",
    "entities": "&lt;b&gt; &amp;amp; &#60; &nosuch; & alone",
    "javascript": "javascript:alert(document.cookie)",
    "markdown": "[x](javascript:alert(1)) ![y](//tracker.invalid/z.png)",
    "htmx": "<div hx-get='/films/' hx-trigger='load' hx-on:click='x'>y</div>",
    "meta": "<meta http-equiv='refresh' content='0;url=//tracker.invalid'>",
    # markup of documents
    "paragraph_markup": "<para><font color='red' size='500'>x</font><br/></para>",
    "paragraph_image": "<img src='/etc/hostname' width='10' height='10'/>",
    "paragraph_link": "<a href='file:///etc/passwd'>x</a><link href='javascript:x'>y</link>",
    "paragraph_index": "<index item='a'/><onDraw name='x'/><seq id='y'/>",
    "paragraph_code": '<font color="[[x for x in ().__class__.__bases__[0].__subclasses__()]]">x</font>',
    "pdf_syntax": ") Tj ET (x \\051 endobj %PDF %%EOF",
    # templates, queries, formats, places
    "template": "{{ settings.SECRET_KEY }} {% load x %} {# y #} ${z} #{w}",
    "percent": "100 % %s %d %(name)s %%",
    "braces": "{0} {name!r} {x.__class__}",
    "sql": "x'; DROP TABLE production_film; -- \" ; /*",
    "like": "50\\% _under_ \\",
    "path": "../../etc/passwd ..\\..\\windows C:\\x",
    "file_name": 'a/b\\c:d*e?f"g<h>i|j.pdf',
    "header": "x\r\nBcc: victim@example.com\r\n\r\nbody",
    "url": "https://user@tracker.invalid/?q=1#x",
    "command": "$(touch /tmp/x) `id` | cat; &",
    # spreadsheets
    "formula": '=HYPERLINK("//tracker.invalid";"x")',
    "plus": "+1+1",
    "minus": "-2+3",
    "at": "@SUM(1;1)",
    "fullwidth_formula": "＝1+1",
    "dde": "=cmd|' /C calc'!A0",
    # words that mean something to programs
    "null": "null",
    "none": "None",
    "nan": "NaN",
    "true": "true",
    "zero": "0",
    "number": "1e309",
    "other_digits": "١٢٣ ४५६ ７８９",
    "oneill": "O'Neill & Söhne <Film>",
}


def load(samples: Path) -> dict[str, str]:
    """Further texts from a folder of samples; text that no browser can send is left out."""
    entries = json.loads((samples / "hostile" / "strings.json").read_text())
    return {entry["id"]: entry["value"] for entry in entries if can_be_sent(entry["value"])}


def can_be_sent(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no bytes
        return False
    return True


def as_stored(text: str, *, lines: bool) -> str:
    """The documented cleaning: NFC, no control characters, line ends as \\n, no blanks at the ends."""
    return clean_text(text, lines=lines)
