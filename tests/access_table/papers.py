"""What a script gives away and takes in: papers, exports, paper edits, cuts."""

from typing import Any

from tests.access_table.row import REGISTERS, Row, Rows, act, form


def _a_cut(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = b"001  A001 V C 01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\n"
    return {"file": SimpleUploadedFile("new.edl", data, "text/plain"), "rate": "25/1"}


TABLE: Rows = {
    "script-exports": Row(
        REGISTERS,
        asked=("?asked=1&tracks=voices&into=en&warnings=on", "?draft=9&scene=x&rows=1,x&tracks=x"),
        asked_foreign={"scene": "script_scene", "rows": "script_row"},
    ),
    "script-export": tuple(
        Row(REGISTERS, things={"format": f"={name}"}) for name in ("csv", "xlsx", "vtt", "fcpxml")
    ),
    "script-subtitles": Row(REGISTERS, asked=("?asked=1&into=en", "?export=csv", "?page=x")),
    "script-subtitle-rules": act(
        "PDE",
        lambda own: {
            "language": "es",
            "was": "42/1000/7000/17",
            "characters": 40,
            "per_second": 15,
            "shortest": 1,
            "longest": 6,
        },
    ),
    "script-cut-import": form("PDE", _a_cut),
    "script-cut-detail": Row("PDE", asked=("?show=all", "?show=unknown&export=csv", "?page=x")),
    "script-cut-choose": act("PDE", lambda own: {"line": "x"}),
    "script-cut-drop": act("PDE"),
    "script-segments": Row(
        REGISTERS, asked=("?asked=1&rating=3", "?segments=x,1"), asked_foreign={"segments": "segment"}
    ),
    "script-segments-export": tuple(
        Row(REGISTERS, things={"format": f"={name}"}) for name in ("csv", "vtt", "fcpxml")
    ),
    "script-papers": Row(
        REGISTERS,
        asked=("?words=both&scenes=1-2&without=notes&target=fr", "?words=x&draft=x&into=x&target=x"),
    ),
    "script-paper-pdf": tuple(
        Row(
            REGISTERS,
            things={"name": f"={name}"},
            asked=("?words=both&without=notes&language=es&paper=letter", "?scenes=9-&words=x&paper=a0"),
        )
        for name in (
            "two-column",
            "reading",
            "narration",
            "paper-edit",
            "as-broadcast",
            "lower-thirds",
            "annotated",
            "translator",
        )
    ),
    "script-words-export": tuple(
        Row(
            REGISTERS,
            things={"format": f"={format}"},
            asked=("?words=both&without=notes&scenes=1&language=es", "?words=x&draft=&into=x"),
        )
        for format in ("docx", "fountain", "fdx", "translator-xlsx", "translator-docx")
    ),
    "script-paper-edit": form("PDE", lambda own: {"text": "Nobody said these words."}),
    "script-screenplay": form("PDE", lambda own: {"text": "INT. HOUSE - DAY\n\nThe wall."}),
    "script-reading": Row("PDE", asked=("?page=2", "?page=x")),
    "script-reading-again": act("PDE", lambda own: {"encoding": "utf-8"}),
    "script-reading-take": act(
        "PDE",
        lambda own: {"threshold": "70", "title": "New", "go": "take", "into": own.things["script_scene"].pk},
        foreign=lambda own: {"into": own.things["script_scene"].pk},
    ),
    "script-reading-drop": act("PDE"),
}
