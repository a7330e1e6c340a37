"""The film itself: its members, its search, calendars, files, histories and bin."""

from typing import Any

from tests.access_table.row import ALL, PRODUCER, REGISTERS, Row, Rows, act, binned, form


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

TABLE: Rows = {
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
