"""Transcripts, translations, and the proxies that they are written along."""

from typing import Any

from tests.access_table.row import REGISTERS, Row, Rows, act, binned, form


def _small_film() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.media import film

    return SimpleUploadedFile("take.webm", film(seconds=1), "video/webm")


def _a_beginning(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    whole = _small_film()
    return {"name": "new.webm", "size": whole.size, "head": SimpleUploadedFile("head", whole.read(4096))}


def _a_piece(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"offset": 0, "piece": SimpleUploadedFile("piece", b"pie")}


def _longer_by_the_file(own: Any) -> dict[str, Any]:
    return {"what": "length", "version": _now(own, "recording").version}


def _now(house: Any, name: str) -> Any:
    """The thing as it stands: what an earlier visit left in mind was taken back since."""
    house.things[name].refresh_from_db()
    return house.things[name]


def _a_transcript(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = b"1\n00:00:05,000 --> 00:00:06,000\nNew words.\n"
    return {"file": SimpleUploadedFile("new.srt", data, "application/x-subrip")}


def _columns_of_the_log(own: Any) -> dict[str, Any]:
    return {"column-0": "in", "column-1": "gist", "use": "segments", "ends": "next", "seconds": "10"}


def _log_with_columns(house: Any) -> None:
    from interviews.actions import transcript_imports as imports

    one = house.things["log_import"]
    said = {"mapping": {"in": 0, "gist": 1, "themes": 2}, "use": "segments", "ends": "next", "seconds": 10}
    imports.look_again(imported=one, by=house.users["producer"], **said)


TABLE: Rows = {
    "transcript-import": form("PDE", _a_transcript),
    "transcript-import-detail": (
        Row("PDE"),
        Row("PDE", things={"transcript_import": "log_import"}, prepare=_log_with_columns),
    ),
    "transcript-import-columns": form("PDE", _columns_of_the_log, things={"transcript_import": "log_import"}),
    "transcript-import-reading": act("PDE", lambda own: {"encoding": "cp1252"}),
    "transcript-import-take": (
        act("PDE", lambda own: {"zero": "first_frame", "language": "es", "kind": "verbatim"}),
        act(
            "PDE",
            lambda own: {"zero": "source", "makes_themes": "on"},
            things={"transcript_import": "log_import"},
            prepare=_log_with_columns,
        ),
    ),
    "transcript-import-discard": act("PDE"),
    "transcript-list": Row(REGISTERS),
    "transcript-detail": Row(
        REGISTERS,
        asked=("?at=75", "?find=text", "?before=75-1", "?after=0-1", "?only=stale&at=x"),
        asked_foreign={"with": "translation"},
    ),
    "transcript-cues": Row(REGISTERS, asked=("?after=0-1",), asked_foreign={"with": "translation"}),
    "transcript-steps": Row(REGISTERS, asked=("?page=2", "?page=x")),
    "transcript-export": Row(REGISTERS),
    "transcript-paper": Row(REGISTERS, asked=("?words=both&every=30", "?times=x&every=9&words=y")),
    "transcript-pdf": Row(
        REGISTERS,
        asked=(
            "?words=both&every=30&language=es&paper=letter",
            "?words=translation&times=running",
            "?times=x&paper=a0",
        ),
        asked_foreign={"translation": "translation"},
    ),
    "report-transcripts": Row(REGISTERS),
    "report-logs": Row(REGISTERS),
    "transcript-export-file": tuple(
        Row(
            REGISTERS,
            things={"format": f"={ending}"},
            asked=("?words=both&times=source", "?words=x&translation=y&times=z"),
            asked_foreign={"words=translation&translation": "translation"},
        )
        for ending in ("srt", "vtt", "txt", "csv", "xlsx", "docx")
    ),
    "transcript-new": form("PDE", lambda own: {"language": "en", "kind": "clean"}),
    "transcript-edit": form("PDE"),
    "transcript-main": act("PDE", things={"transcript": "other_transcript"}),
    "transcript-bin": act("PDE"),
    "transcript-restore": act("PDE", prepare=binned("transcript")),
    "transcript-shift": form("PDE", lambda own: {"frames": "3", "scope": "all"}),
    "transcript-replace": form(
        "PDE",
        lambda own: {"find": "text", "replacement": "words", "pick": f"{own.things['cue'].pk}:2"},
        asked=("?find=text&replacement=words",),
    ),
    "transcript-speakers": form(
        "PDE",
        lambda own: {f"speaker-{own.things['speaker'].pk}-name": "X"},
        foreign=lambda other: {f"speaker-{other.things['speaker'].pk}-person": other.things["person"].pk},
    ),
    "step-undo": act("PDE"),
    "cue-new": form(
        "PDE", lambda own: {"in_frame": "01:00:09:00", "out_frame": "01:00:11:00", "text": "New"}
    ),
    "cue-edit": form("PDE", lambda own: {"text": "Other words"}),
    "cue-text": act("PDE", lambda own: {"text": "Other words"}),
    "cue-speaker": act("PDE", lambda own: {"text": "SOMEBODY"}),
    "cue-split": act("PDE", lambda own: {"word": "1"}),
    "cue-merge": act("PDE"),
    "cue-delete": act("PDE"),
    "translation-new": form("PDE", lambda own: {"language": "fr"}),
    "translation-edit": form("PDE"),
    "translation-bin": act("PDE"),
    "translation-restore": act("PDE", prepare=binned("translation")),
    "translation-line": act("PDE", lambda own: {"text": "In other words", "version": "1"}),
    "proxy-edit": form("PDE", lambda own: {"file": _small_film()}),
    "proxy-play": Row(REGISTERS),
    "proxy-take": act("PDE", _longer_by_the_file),
    "proxy-offset": act("PDE", lambda own: {"offset_ms": 40, "version": _now(own, "proxy").version}),
    "proxy-folder": form("PDE", lambda own: {"path": f"{own.mark}.webm"}),
    "proxy-bin": act("PDE"),
    "proxy-restore": act("PDE", prepare=binned("proxy")),
    "proxy-upload-new": act("PDE", _a_beginning),
    "proxy-upload": form("PDE", _a_piece),
    "proxy-upload-finish": act("PDE", things={"upload": "arrived_upload"}),
    "proxy-upload-abandon": act("PDE"),
}
