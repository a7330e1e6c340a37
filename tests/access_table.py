"""Who may do what at every address, written down once more beside the code.

A new address without a row fails the tenancy sweep. Roles are their first letters: Producer,
Director, Editor, Crew, Viewer. What stands here is what is right; that the code says the same
is what the sweep finds out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ALL, REGISTERS, PRODUCER = "PDECV", "PDEV", "P"
Values = Callable[[Any], dict[str, Any]]


def _none(house: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    who: str  # letters of roles, or "anybody", "signed in" outside films
    methods: str = "GET"
    status: int = 200  # of a member's GET
    post: Values | None = None  # what is sent, beside what the page's own form shows
    foreign: Values = _none  # names of what is sent with another film's rows
    prepare: Callable[[Any], None] | None = None  # what must be so before the visit
    writes: bool = True  # a POST that is taken writes
    listing: bool = False  # searched, filtered, sorted, exported
    asked: tuple[str, ...] = ()  # further queries that the page answers
    tells: bool = False  # a private link says which film it leads to
    notes: bool = False  # a GET writes down when it was asked, and nothing else
    unseen: str = ""  # roles to which the object doesn't exist (404) though they may enter the address
    things: dict[str, str] = field(default_factory=dict)  # parameter: which thing, where not its own name
    asked_foreign: dict[str, str] = field(default_factory=dict)  # query that names a row: which thing
    shows: bool = False  # answers GET too, in a way that another row of the address is about

    def queries(self, other: Any) -> list[str]:
        """Queries that would show other rows, if any could: exports, and foreign keys as filters."""
        named = [f"?{key}={other.things[name].pk}" for key, name in self.asked_foreign.items()]
        if not self.listing:
            return [*named, *self.asked]
        keys = "&".join(f"{name}={thing.pk}" for name, thing in other.things.items())
        words = f"q={other.mark}&search={other.mark}"
        exports = ["?export=csv", "?export=xlsx", f"?export=csv&{words}", f"?export=csv&{keys}"]
        return [*exports, f"?{keys}", *self.asked]


def binned(name: str) -> Callable[[Any], None]:
    """The thing lies in the bin, from where the address takes it back."""

    def prepare(house: Any) -> None:
        thing = house.things[name]
        thing.refresh_from_db()
        thing.bin(by=house.users["producer"])

    return prepare


def form(who: str, post: Values | None = None, **more: Any) -> Row:
    return Row(who, "GET POST", post=post, **more)


def act(who: str, post: Values | None = None, **more: Any) -> Row:
    """An address that only takes, and shows nothing."""
    return Row(who, "POST", post=post or _none, **more)


def _a_permit(own: Any) -> dict[str, Any]:
    return {"number": "P-99", "issuer": "Town", "first_date": "2003-01-01", "last_date": "2003-01-02"}


def _a_release(own: Any) -> dict[str, Any]:
    return {"kind": "location", "location": own.things["location"].pk, "state": "needed"}


def _a_withdrawal(own: Any) -> dict[str, Any]:
    return {
        "withdrawn_on": "2003-07-01",
        "withdrawal_ground": "By telephone",
        "withdrawal_decision": "pending",
        "understood": "on",
    }


def _a_shot(own: Any) -> dict[str, Any]:
    return {"scene": own.things["scene"].pk, "location": "", "category": "", "description": "New"}


def _of_the_scene(house: Any) -> dict[str, Any]:
    return {"scene": house.things["scene"].pk}


_NARRATION = {"cell": "narration_cell"}


def _in_the_script(house: Any) -> dict[str, Any]:
    return {"scene": house.things["script_scene"].pk, "after": "0"}


def _a_script_row(house: Any) -> dict[str, Any]:
    return {**_in_the_script(house), "cells": '[{"element": "narration", "text": "New"}]'}


def _at_a_word(house: Any) -> dict[str, Any]:
    return {"cell": house.things["narration_cell"].pk, "word": "1"}


def _a_script_cell(house: Any) -> dict[str, Any]:
    return {"row": house.things["script_row"].pk, "column": "sound", "element": "narration", "text": "New"}


def _to_the_row(house: Any) -> dict[str, Any]:
    return {"row": house.things["script_row"].pk, "column": "sound"}


def _after_the_scene(house: Any) -> dict[str, Any]:
    return {"after": house.things["other_script_scene"].pk}


def _cited(house: Any) -> dict[str, Any]:
    """What a cell may cite, and where it may stand."""
    names = {"segment": "cited_segment", "clip": "clip", "shot": "shot", "person": "person"}
    found = {name: house.things[thing].pk for name, thing in names.items()}
    return {**found, "row": house.things["script_row"].pk, "after": house.things["script_cell"].pk}


def _pinned_before(house: Any) -> None:
    """And its segment is another one since."""
    house.things["script_cell"].kept = {"ranges": [[0, 9]], "words": ["Then"], "speaker": ""}
    house.things["script_cell"].save()


def _written(house: Any) -> None:
    from script.actions import rows

    script, scene = house.things["script"], house.things["script_scene"]
    for role in ("producer", "director", "editor"):
        rows.add(script=script, scene=scene.pk, after=None, values=[], by=house.users[role])


def _taken_back(house: Any) -> None:
    from script.actions import steps

    _written(house)
    for role in ("producer", "director", "editor"):
        steps.undo(script=house.things["script"], by=house.users[role])


def _a_row(own: Any) -> dict[str, Any]:
    return {"version": own.things["shot"].version, "number": "77", "description": "Typed"}


def _pasted(house: Any) -> dict[str, Any]:
    return {
        "scene": house.things["scene"].pk,
        "text": "Gate\tLS\nGrave\tCU",
        "at": "description",
        "take": "yes",
    }


def _just_pasted(house: Any) -> dict[str, Any]:
    shot = house.things["shot"]
    shot.refresh_from_db()
    return {"scene": house.things["scene"].pk, "taken": f"[[{shot.pk}, {shot.version}]]"}


def _numbered_by_hand(house: Any) -> None:
    shot = house.things["shot"]
    shot.refresh_from_db()
    shot.number = "90"
    shot.save()


def _before_the_shot(house: Any) -> dict[str, Any]:
    return {"before": house.things["shot"].pk}


def _picture() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.sweeps.furnished import picture

    return SimpleUploadedFile("new.jpg", picture("new"), "image/jpeg")


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


def _everything_binned(house: Any) -> None:
    for name in (
        "scene",
        "theme",
        "set",
        "permit",
        "picture",
        "travel",
        "release",
        "clip",
        "loose_source",
        "other_day",
        "pool_item",
    ):
        binned(name)(house)


def _to_the_day(house: Any) -> dict[str, Any]:
    return {"where": house.things["day"].pk}


def _before_the_item(house: Any) -> dict[str, Any]:
    return {"day": house.things["day"].pk, "before": house.things["pinned_item"].pk}


def _picked(house: Any, name: str) -> str:
    thing = house.things[name]
    thing.refresh_from_db()
    return f"{thing.pk}:{thing.version}"


def _shot(own: Any) -> dict[str, Any]:
    return {"pick": _picked(own, "loose_scene"), "change": "status:shot", "confirmed": "yes"}


def _paid(own: Any) -> dict[str, Any]:
    return {"pick": _picked(own, "clip"), "change": "state:paid", "confirmed": "yes"}


def _foreign_rows(other: Any) -> dict[str, Any]:
    return {"pick": _picked(other, "loose_scene"), "change": f"themes+{other.things['theme'].pk}"}


def _a_table(own: Any) -> dict[str, Any]:
    return {"kind": "scenes", "pasted": "No.,Title\n99,New"}


def _a_transcript(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = b"1\n00:00:05,000 --> 00:00:06,000\nNew words.\n"
    return {"file": SimpleUploadedFile("new.srt", data, "application/x-subrip")}


def _a_cut(own: Any) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = b"001  A001 V C 01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\n"
    return {"file": SimpleUploadedFile("new.edl", data, "text/plain"), "rate": "25/1"}


def _columns_of_the_log(own: Any) -> dict[str, Any]:
    return {"column-0": "in", "column-1": "gist", "use": "segments", "ends": "next", "seconds": "10"}


def _log_with_columns(house: Any) -> None:
    from interviews.actions import transcript_imports as imports

    one = house.things["log_import"]
    said = {"mapping": {"in": 0, "gist": 1, "themes": 2}, "use": "segments", "ends": "next", "seconds": 10}
    imports.look_again(imported=one, by=house.users["producer"], **said)


def _looked_at(house: Any) -> None:
    """The columns of the imports are chosen and their rows checked."""
    from production.actions import imports
    from production.importing import reading
    from production.importing.columns import Mapping

    for name in ("imported", "people_import"):
        one = house.things[name]
        one.refresh_from_db()
        imports.choose_columns(imported=one, mapping=Mapping.of(one), by=house.users["producer"])
        reading.work(one)


def _imported(house: Any) -> None:
    from production.actions import imports

    _looked_at(house)
    imports.take(imported=house.things["imported"], by=house.users["producer"])


def _rows_shown(own: Any) -> dict[str, Any]:
    return {"row": own.things["imported_row"].pk, f"cell-{own.things['imported_row'].pk}-title": "Mended"}


def _a_foreign_row(other: Any) -> dict[str, Any]:
    return {"row": other.things["imported_row"].pk}


def _an_open_warning(own: Any) -> dict[str, Any]:
    from production.readiness import readiness

    point = next(point for point in readiness(own.things["day"]).points if point.level == "amber")
    return {"rule": point.rule, "subject": point.subject, "facts": point.facts, "reason": "meant so"}


def _ready(house: Any) -> None:
    """What is red is mended, what is amber accepted; the sheet has changed since the last one."""
    from production.actions.call_sheets import accept_warning
    from production.readiness import readiness

    day, producer = house.things["day"], house.users["producer"]
    day.refresh_from_db()
    day.weather = f"{house.mark} weather 3"
    day.save()
    for point in readiness(day).open:
        accept_warning(
            day=day,
            rule=point.rule,
            subject=point.subject,
            facts=point.facts,
            reason=f"{house.mark} meant so",
            by=producer,
        )


# what might find what isn't theirs: the beginnings of marks, since the page repeats what was asked for
_WORDS = (
    "?q=zorza",
    "?q=quetza",
    "?q=calandri",
    "?q=guacamay",
    "?q=739100",
    "?q=zorza&kind=release",
    "?q=quetza&kind=person&page=2",
    "?q=zorza&kind=nothing&page=x",
    "?q=title:x%20OR%20rowid:1%20NEAR(a%20b)%20*%20%22%20-",
)

_ACCOUNTS = {
    name: Row("anybody", "GET POST", status=200)
    for name in [
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_login_code",
        "mfa_authenticate",
    ]
}
_OWN_ACCOUNT = {
    name: Row("signed in", "GET POST", status=200)
    for name in [
        "account_reauthenticate",
        "account_email",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
    ]
}

TABLE: dict[str, Row | tuple[Row, ...]] = {
    **_ACCOUNTS,
    **_OWN_ACCOUNT,
    "account_confirm_email": Row("anybody", "GET POST", status=404),
    # who has no second factor has none to switch off
    "mfa_deactivate_totp": Row("signed in", "GET POST", status=404),
    "mfa_view_recovery_codes": Row("signed in", status=404),
    "mfa_download_recovery_codes": Row("signed in", status=404),
    "home": Row("signed in", status=302),
    "account-settings": Row("signed in", "GET POST"),
    "language-set": Row("anybody", "POST"),
    "theme-set": Row("anybody", "POST"),
    "invitation-accept": Row("anybody", "GET POST", tells=True),
    "calendar-feed": Row("anybody", tells=True, notes=True),
    "film-list": Row("signed in"),
    "film-new": Row("signed in", "GET POST"),
    "film-import": Row("signed in", "GET POST"),
    # the film and its members
    "film-overview": Row(ALL),
    "search": Row(
        ALL,
        asked=_WORDS,
        asked_foreign={
            "theme": "theme",
            "person": "person",
            "interview": "interview",
            "recording": "recording",
        },
    ),
    "calendar-list": Row(ALL),
    "calendar-new": act(ALL, lambda own: {"kind": "film"}),
    # of another member it doesn't exist, but for who manages them
    "calendar-revoke": (act(PRODUCER, unseen="DECV"), act("PC", unseen="DEV", things={"feed": "crew_feed"})),
    "film-settings": form(PRODUCER),
    "member-list": Row(PRODUCER),
    "member-edit": form(PRODUCER),
    "member-bin": act(PRODUCER),
    "member-restore": act(PRODUCER, prepare=binned("member")),
    "invitation-new": form(PRODUCER, lambda own: {"email": "new@example.org", "role": "crew"}),
    "invitation-revoke": act(PRODUCER),
    # call sheets
    "call-sheet-list": Row(ALL),
    "call-sheet-detail": Row(ALL, asked=("?language=es", "?language=xx")),
    "call-sheet-phone": Row(ALL),
    "call-sheet-pdf": Row(ALL, asked=("?paper=letter&language=es",)),
    "courtesy-pdf": Row("PD"),
    "day-readiness": Row("PD"),
    "call-sheet-draft": Row("PD"),
    "warning-accept": act(PRODUCER, _an_open_warning),
    "call-sheet-issue": act(PRODUCER, lambda own: {"expected_version": 3}, prepare=_ready),
    "call-sheet-changes": Row(ALL, asked=("?from=1&to=2", "?from=2&to=1", "?from=99&to=x")),
    "call-sheet-draft-pdf": Row("PD"),
    "courtesy-draft-pdf": Row("PD"),
    # people
    "person-list": Row(REGISTERS, listing=True),
    "person-detail": Row(REGISTERS),
    "person-availability": Row(
        REGISTERS, asked=("?month=2003-06", "?month=0000-99", "?department=camera&export=csv", "?export=xlsx")
    ),
    "person-new": form("PD", lambda own: {"name": "New", "is_contributor": "on"}),
    "person-edit": form("PD"),
    "person-bin": act("PD"),
    "person-restore": act("PD", prepare=binned("person")),
    # locations, and what belongs to them
    "location-list": Row(REGISTERS, listing=True),
    "location-detail": Row(REGISTERS),
    "location-new": form("PD", lambda own: {"name": "New"}),
    "location-edit": form("PD"),
    "location-bin": act("PD"),
    "location-restore": act("PD", prepare=binned("location")),
    "set-new": form("PD", lambda own: {"name": "New"}),
    "set-edit": form("PD"),
    "set-bin": act("PD"),
    "set-restore": act("PD", prepare=binned("set")),
    "permit-new": form("PD", _a_permit),
    "permit-edit": form("PD"),
    "permit-bin": act("PD"),
    "permit-restore": act("PD", prepare=binned("permit")),
    "picture-new": form("PD", lambda own: {"pictures": _picture()}),
    "picture-edit": form("PD"),
    "picture-bin": act("PD"),
    "picture-restore": act("PD", prepare=binned("picture")),
    "travel-new": form("PD", lambda own: {"destination": own.things["third_location"].pk, "minutes": 5}),
    "travel-edit": form("PD"),
    "travel-bin": act("PD"),
    "travel-restore": act("PD", prepare=binned("travel")),
    # scenes and themes
    "scene-list": Row(REGISTERS, listing=True),
    "scene-detail": Row(REGISTERS),
    "scene-new": form("PDE", lambda own: {"number": "99", "title": "New"}),
    "scene-edit": form("PDE"),
    "scene-bin": act("PDE"),
    "scene-restore": act("PDE", prepare=binned("scene")),
    "shot-list": Row(REGISTERS, listing=True),
    "shot-detail": Row(REGISTERS),
    "shot-new": form("PDE", _a_shot, asked_foreign={"scene": "scene", "location": "location"}),
    "shot-edit": form("PDE"),
    "shot-bin": act("PDE"),
    "shot-restore": act("PDE", prepare=binned("shot")),
    "shot-row": (Row("PDE", shows=True), act("PDE", _a_row, shows=True)),
    "shot-add": act("PDE", lambda own: {**_of_the_scene(own), "description": "New"}, foreign=_of_the_scene),
    "shot-copy": act("PDE"),
    "shot-move": act("PDE", _before_the_shot, foreign=_before_the_shot, things={"shot": "next_shot"}),
    "shot-renumber": act("PDE", _of_the_scene, foreign=_of_the_scene, prepare=_numbered_by_hand),
    "shot-paste": act("PDE", _pasted, foreign=_of_the_scene),
    "shot-paste-undo": act("PDE", _just_pasted, foreign=_of_the_scene),
    "theme-list": Row(REGISTERS, listing=True),
    "theme-new": form("PDE", lambda own: {"name": "New"}),
    "theme-edit": form("PDE"),
    "theme-bin": act("PDE"),
    "theme-restore": act("PDE", prepare=binned("theme")),
    # scripts
    "script-list": Row(REGISTERS, listing=True, asked=("?is_working=true&rate=25/1&sort=-rows",)),
    "script-new": form("PDE", lambda own: {"title": "New", "begins_with": "scenes"}),
    "script-edit": form("PDE"),
    "script-work": act("PDE", things={"script": "other_script"}),
    "script-bin": act("PDE"),
    "script-restore": act("PDE", prepare=binned("script")),
    "script-detail": Row(REGISTERS, asked=("?into=es", "?into=<>")),
    "script-drawer": Row(
        REGISTERS, asked=("?q=x&used=no", "?kind=clip&page=0"), asked_foreign={"theme": "theme"}
    ),
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
        REGISTERS, asked=("?words=both&scenes=1-2&without=notes", "?words=x&draft=x&into=x")
    ),
    "script-paper-pdf": tuple(
        Row(
            REGISTERS,
            things={"name": f"={name}"},
            asked=("?words=both&without=notes&language=es&paper=letter", "?scenes=9-&words=x&paper=a0"),
        )
        for name in ("two-column", "reading", "narration", "paper-edit", "as-broadcast", "lower-thirds")
    ),
    "report-scripts": Row(REGISTERS),
    "row-new": act("PDE", _a_script_row, foreign=_in_the_script),
    "row-move": act("PDE", _in_the_script, foreign=_in_the_script, things={"row": "other_script_row"}),
    "row-split": act("PDE", _at_a_word, foreign=_at_a_word, things={"row": "other_script_row"}),
    "row-join": act("PDE", things={"row": "script_row"}),
    "row-delete": act("PDE", things={"row": "script_row"}),
    "cell-new": act("PDE", _a_script_cell, foreign=_cited),
    "cell-edit": act("PDE", lambda own: {"text": "Other words"}, foreign=_cited, things=_NARRATION),
    "cell-trim": act("PDE", lambda own: {"out": "-12"}, things={"cell": "script_cell"}),
    "cell-move": act("PDE", _to_the_row, foreign=_to_the_row, things=_NARRATION),
    "cell-delete": act("PDE", things=_NARRATION),
    "cell-pin": act("PDE", lambda own: {"on": "on"}, things={"cell": "script_cell"}),
    "cell-accept": act("PDE", things={"cell": "script_cell"}, prepare=_pinned_before),
    "cell-keep": act("PDE", things={"cell": "script_cell"}, prepare=_pinned_before),
    "cell-words": Row(REGISTERS, things={"cell": "script_cell"}, asked=("?part=0", "?part=x")),
    "script-scene-new": act("PDE", lambda own: {"title": "New"}, foreign=_of_the_scene),
    "script-scene-edit": act("PDE", lambda own: {"title": "Other"}, things={"scene": "script_scene"}),
    "script-scene-move": act("PDE", foreign=_after_the_scene, things={"scene": "script_scene"}),
    "script-scene-delete": act("PDE", things={"scene": "script_scene"}),
    "script-undo": act("PDE", prepare=_written),
    "script-redo": act("PDE", prepare=_taken_back),
    "script-since": Row(
        REGISTERS, asked=("?revision=0&into=en&on=row-1", "?revision=x&on=x-9&into=<>", "?sources=")
    ),
    "script-sources": act(REGISTERS, lambda own: {"known": '{"1": "0"}'}, writes=False),
    # drafts
    "draft-list": Row(REGISTERS),
    "draft-lock": form("PDE", lambda own: {"note": "New", "although_same": "on"}),
    "draft-compare": Row(
        REGISTERS,
        asked=(
            "?old=1&new=working&show=all",
            "?old=working&new=1&export=csv",
            "?export=xlsx&show=all",
            "?old=99",
            "?new=x",
        ),
    ),
    "draft-detail": Row(REGISTERS),
    "script-warnings": Row(
        REGISTERS, listing=True, asked=("?kind=no_length&sort=-level", "?kind=x&scene=x&sort=x&page=9")
    ),
    "script-words-export": tuple(
        Row(
            REGISTERS,
            things={"format": f"={format}"},
            asked=("?words=both&without=notes&scenes=1&language=es", "?words=x&draft=&into=x"),
        )
        for format in ("docx", "fountain", "fdx")
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
    # interviews
    "interview-list": Row(REGISTERS, listing=True, asked=("?held_back=true&language=es&first=2003-01-01",)),
    "interview-detail": Row(REGISTERS),
    "interview-new": form(
        "PDE",
        lambda own: {"title": "New"},
        asked_foreign={"subject": "subject", "item": "interview_item"},
    ),
    "interview-edit": form("PDE"),
    "interview-follow": act("PDE"),
    "interview-bulk": act(
        "PDE", lambda own: {"change": "status:logged", "pick": _picked(own, "interview"), "confirmed": "1"}
    ),
    "interview-bin": act("PDE"),
    "interview-restore": act("PDE", prepare=binned("interview")),
    "recording-new": form("PDE", lambda own: {"reel": "A099", "rate": "25/1"}),
    "recording-edit": form("PDE"),
    "recording-bin": form("PDE"),
    "recording-restore": act("PDE", prepare=binned("recording")),
    "log": Row(REGISTERS, asked=("?at=75&segment=1",), asked_foreign={"segment": "segment"}),
    "log-cues": Row(REGISTERS),
    "log-segments": Row(REGISTERS),
    "segment-new": form("PDE", lambda own: {"in_frame": "#10", "out_frame": "#60", "gist": "New"}),
    "segment-row": Row(REGISTERS),
    "segment-edit": form("PDE"),
    "segment-mark": act(
        "PDE",
        lambda own: {"rating": 2, "version": own.things["segment"].version},
        foreign=lambda other: {"theme": other.things["theme"].pk},
    ),
    "segment-bulk": act(
        "PDE",
        lambda own: {"change": "rating:3", "pick": _picked(own, "segment"), "confirmed": "1"},
    ),
    "select-list": Row(
        REGISTERS,
        listing=True,
        asked=("?group=person&sort=longest", "?used=no&rating=5&theme=null&group=x&sort=x&page=9"),
        asked_foreign={"theme": "theme", "person": "person", "interview": "interview"},
    ),
    "interview-coverage": Row(
        REGISTERS, asked=("?export=themes", "?export=people", "?export=languages", "?export=x")
    ),
    "segment-bin": act("PDE"),
    "segment-restore": act("PDE", prepare=binned("segment")),
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
    "log-pdf": Row(
        REGISTERS, asked=("?by=theme&language=es&paper=letter",), asked_foreign={"theme": "theme"}
    ),
    "interview-log": Row(
        REGISTERS, asked=("?by=rating&rating=3", "?by=x&rating=y"), asked_foreign={"theme": "theme"}
    ),
    "interview-log-pdf": Row(REGISTERS, asked=("?by=rating&rating=3",), asked_foreign={"theme": "theme"}),
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
    "subject-list": Row(REGISTERS, listing=True),
    "subject-detail": Row(REGISTERS),
    "subject-new": form(
        "PDE", lambda own: {"person": own.things["deceased"].pk}, asked_foreign={"person": "person"}
    ),
    "subject-edit": form("PDE"),
    "subject-follow": act("PDE"),
    "subject-bin": act("PDE"),
    "subject-restore": act("PDE", prepare=binned("subject")),
    "subject-of": Row(REGISTERS, status=302),
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
    "subject-lap-sheet": Row(REGISTERS, asked=("?language=es&paper=letter",)),
    "question-new": form("PDE", lambda own: {"text": "New?"}),
    "question-paste": form("PDE", lambda own: {"questions": "One?"}),
    "question-edit": form("PDE"),
    "question-move": act(
        "PDE",
        lambda own: {"before": own.things["question"].pk},
        foreign=lambda other: {"before": other.things["question"].pk},
        things={"question": "last_question"},
    ),
    "question-mark": act("PDE", lambda own: {"state": "asked"}),
    "question-bin": act("PDE"),
    "question-restore": act("PDE", prepare=binned("question")),
    # archive
    "clip-list": Row(REGISTERS, listing=True),
    "clip-list-pbcore": Row(REGISTERS, asked=("?kind=footage", "?q=nothing")),
    "clip-detail": Row(REGISTERS),
    "clip-pbcore": Row(REGISTERS),
    "clip-new": form("PDE", lambda own: {"title": "New"}, asked_foreign={"source": "source"}),
    "clip-edit": form("PDE"),
    "clip-bin": act("PDE"),
    "clip-restore": act("PDE", prepare=binned("clip")),
    "copy-new": form("PDE", lambda own: {"name": "New"}),
    "copy-edit": form("PDE"),
    "copy-bin": act("PDE"),
    "copy-restore": act("PDE", prepare=binned("copy")),
    "event-list": Row(
        REGISTERS,
        listing=True,
        asked=("?first=1937&last=1940", "?first=1940&last=1e9", "?coverage=uncovered", "?coverage=archive"),
    ),
    "event-list-pdf": Row(REGISTERS, asked=("?language=es&paper=letter", "?language=xx&paper=a0")),
    "event-detail": Row(REGISTERS),
    "event-new": form("PDE", lambda own: {"title": "New", "date": "1938"}),
    "event-edit": form("PDE"),
    "event-bin": act("PDE"),
    "event-restore": act("PDE", prepare=binned("event")),
    "source-list": Row(REGISTERS, listing=True),
    "source-detail": Row(REGISTERS),
    "source-new": form("PDE", lambda own: {"name": "New"}),
    "source-edit": form("PDE"),
    "source-bin": act("PDE", things={"source": "loose_source"}),
    "source-restore": act("PDE", prepare=binned("loose_source"), things={"source": "loose_source"}),
    # releases
    "release-list": Row("PDE", listing=True),
    "release-detail": Row("PDE"),
    "release-new": form(PRODUCER, _a_release, asked_foreign={"person": "person", "location": "location"}),
    "release-edit": form(PRODUCER),
    "release-form": Row("PDE", asked=("?language=es&paper=letter",)),
    "release-forms": Row("PDE"),
    **{
        f"release-form-{kind}": Row("PDE", asked=("?language=es&paper=letter",))
        for kind in ("appearance", "minor", "estate", "location", "materials", "crowd")
    },
    "release-withdraw": form(PRODUCER, _a_withdrawal, things={"release": "given_release"}),
    "evidence-new": form(PRODUCER, lambda own: {"kind": "note", "on": "2003-06-17", "words": "New"}),
    "evidence-edit": form(PRODUCER),
    "evidence-bin": act(PRODUCER),
    "evidence-restore": act(PRODUCER, prepare=binned("evidence")),
    "release-bin": act(PRODUCER),
    "release-restore": act(PRODUCER, prepare=binned("release")),
    # imports: who may write what the table holds
    "import-list": Row("PDE"),
    "import-new": form("PDE", _a_table),
    "import-detail": (
        Row("PDE"),
        Row("PDE", prepare=_looked_at),
        Row("PD", things={"imported": "people_import"}),
        Row("PD", things={"imported": "people_import"}, prepare=_looked_at),
    ),
    "import-work": act("PDE", writes=False),
    "import-reading": act("PDE", lambda own: {"encoding": "cp1252", "separator": ",", "heading": "on"}),
    "import-columns": (
        form("PDE"),
        form("PD", things={"imported": "people_import"}),
    ),
    "import-mend": act("PDE", _rows_shown, foreign=_a_foreign_row, prepare=_looked_at),
    "import-take": act("PDE", prepare=_looked_at),
    "import-undo": act("PDE", prepare=_imported),
    "import-discard": act("PDE"),
    # reports
    "report-list": Row(ALL),
    **{
        f"report-{name}{form}": Row(who, asked=("?language=es&paper=letter", "?language=xx&paper=a0"))
        for form in ("", "-pdf")
        for name, who in {
            "locations": REGISTERS,
            "progress": "PDE",
            "one-liner": ALL,
            "shooting-schedule": ALL,
            "day-out-of-days": REGISTERS,
            "contacts": REGISTERS,
            "contacts-private": "PD",
            "archive": REGISTERS,
            "archive-states": REGISTERS,
            "shot-list": REGISTERS,
            "shots-left": REGISTERS,
            "releases": "PDE",
            "question-lists": REGISTERS,
        }.items()
    },
    # files: who may see what they belong to; to others of the film they don't exist
    "file-detail": (
        Row(REGISTERS, unseen="C", things={"file": "permit_file"}),
        Row(REGISTERS, unseen="C", things={"file": "location_file"}),
        Row("PDE", unseen="CV", things={"file": "release_file"}),
        Row(REGISTERS, unseen="C", things={"file": "clip_file"}),
        Row(REGISTERS, unseen="C", things={"file": "shot_file"}),
        Row(REGISTERS, unseen="C", things={"file": "copy_file"}),
        Row(ALL, things={"file": "logo"}),
    ),
    "file-preview": (
        Row(REGISTERS, unseen="C", things={"file": "location_file"}),
        Row(REGISTERS, unseen="C", things={"file": "clip_file"}),
        Row(REGISTERS, unseen="C", things={"file": "shot_file"}),
        Row(ALL, things={"file": "logo"}),
    ),
    # the schedule
    "day-list": Row(ALL, listing=True),
    "day-detail": Row(ALL),
    "day-new": form("PD", lambda own: {"date": "2031-01-02"}),
    "day-edit": form("PD"),
    "day-bin": act("PD", things={"day": "other_day"}),
    "day-restore": act("PD", prepare=binned("other_day"), things={"day": "other_day"}),
    # production reports: of a day that is open, and as they were signed
    "day-report": form("PD"),
    "day-report-pdf": Row("PD"),
    "day-report-sign": form("PD", lambda own: {"signer": "Inés"}),
    "day-report-reopen": act("P", lambda own: {"reason": "New"}, things={"day": "closed_day"}),
    "production-report-list": Row("PDE", listing=True),
    "production-report-detail": Row("PDE"),
    "production-report-pdf": Row("PDE", asked=("?language=es&paper=letter", "?language=xx&paper=a0")),
    "call-fill": act("PD"),
    "call-new": form("PD", lambda own: {"people": [own.things["uncalled"].pk]}),
    "call-edit": form("PD"),
    "call-bin": act("PD"),
    "call-restore": act("PD", prepare=binned("call")),
    "vehicle-new": form("PD", lambda own: {"name": "Van"}),
    "vehicle-edit": form("PD"),
    "vehicle-bin": act("PD"),
    "vehicle-restore": act("PD", prepare=binned("vehicle")),
    "note-new": form("PD", lambda own: {"department": "camera", "note": "New"}),
    "note-edit": form("PD"),
    "note-bin": act("PD"),
    "note-restore": act("PD", prepare=binned("note")),
    "stripboard": Row(REGISTERS),
    "stripboard-pdf": Row(
        REGISTERS, asked=("?colours=light&language=es&paper=letter", "?colours=x&paper=a0")
    ),
    "scene-schedule": (
        form("PD", _to_the_day, foreign=_to_the_day, things={"scene": "loose_scene"}),
        Row(
            "PD",
            "POST",
            post=_before_the_item,
            foreign=_before_the_item,
            shows=True,
            things={"scene": "loose_scene"},
        ),
    ),
    "item-new": form("PD", lambda own: {"title": "New"}, asked_foreign={"day": "day", "before": "item"}),
    "item-edit": form("PD"),
    "item-times": act("PD", lambda own: {"minutes": "45"}),
    "item-move": (
        form("PD", lambda own: {"where": "pool"}, foreign=_to_the_day),
        Row("PD", "POST", post=_before_the_item, foreign=_before_the_item, shows=True),
    ),
    "item-park": act("PD"),
    "item-bin": act("PD"),
    "item-restore": act("PD", prepare=binned("item")),
    # one change for many rows
    "scene-bulk": act("PDE", _shot, foreign=_foreign_rows),
    "clip-bulk": act("PDE", _paid),
    "shot-bulk": act(
        "PDE", lambda own: {**_shot(own), "change": "priority:nice", "pick": _picked(own, "shot")}
    ),
    "bulk-undo": act("PDE"),
    # saved filters: whoever sees a list keeps theirs; to others they don't exist
    "filter-new": act(ALL, lambda own: {"page": "day-list", "query": "unit=a&page=3", "name": "Mine"}),
    "filter-edit": Row(PRODUCER, "GET POST", unseen="DECV"),
    "filter-delete": Row(PRODUCER, "POST", post=_none, unseen="DECV"),
    # what became of each record: for who sees its page
    "film-export": Row(PRODUCER),
    "record-history": tuple(
        Row(who, asked=("?page=2", "?page=x"), things={"kind": f"={noun}", "record": thing or noun})
        for noun, who, thing in [
            ("scene", REGISTERS, ""),
            ("person", REGISTERS, ""),
            ("location", REGISTERS, ""),
            ("set", REGISTERS, ""),
            ("theme", REGISTERS, ""),
            ("release", "PDE", ""),
            ("evidence", "PDE", ""),
            ("day", "PD", ""),
            ("item", "PD", ""),
            ("call", "PD", ""),
            ("vehicle", "PD", ""),
            ("member", PRODUCER, ""),
            ("subject", REGISTERS, ""),
            ("interview", REGISTERS, ""),
            ("recording", REGISTERS, ""),
            ("segment", REGISTERS, ""),
            ("transcript", REGISTERS, ""),
            ("translation", REGISTERS, ""),
            ("source", REGISTERS, ""),
            ("event", REGISTERS, ""),
            ("shot", REGISTERS, ""),
        ]
    ),
    "record-undo": Row(
        "PDE",
        "POST",
        post=lambda own: {"version": own.film.scenes.get(pk=own.things["scene"].pk).version},
        things={"kind": "=scene", "record": "scene"},
    ),
    "bin-list": Row("PDE", prepare=_everything_binned),
}


def rows(name: str) -> tuple[Row, ...]:
    row = TABLE[name]
    return row if isinstance(row, tuple) else (row,)
