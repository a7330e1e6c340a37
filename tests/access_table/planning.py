"""What is planned: people, locations, scenes, shots and themes."""

from typing import Any

from tests.access_table.row import REGISTERS, Row, Rows, act, binned, form, of_the_scene


def _a_permit(own: Any) -> dict[str, Any]:
    return {"number": "P-99", "issuer": "Town", "first_date": "2003-01-01", "last_date": "2003-01-02"}


def _a_shot(own: Any) -> dict[str, Any]:
    return {"scene": own.things["scene"].pk, "location": "", "category": "", "description": "New"}


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

    from tests.sweeps.furnished.files import picture

    return SimpleUploadedFile("new.jpg", picture("new"), "image/jpeg")


TABLE: Rows = {
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
    "shot-add": act("PDE", lambda own: {**of_the_scene(own), "description": "New"}, foreign=of_the_scene),
    "shot-copy": act("PDE"),
    "shot-move": act("PDE", _before_the_shot, foreign=_before_the_shot, things={"shot": "next_shot"}),
    "shot-renumber": act("PDE", of_the_scene, foreign=of_the_scene, prepare=_numbered_by_hand),
    "shot-paste": act("PDE", _pasted, foreign=of_the_scene),
    "shot-paste-undo": act("PDE", _just_pasted, foreign=of_the_scene),
    "theme-list": Row(REGISTERS, listing=True),
    "theme-new": form("PDE", lambda own: {"name": "New"}),
    "theme-edit": form("PDE"),
    "theme-bin": act("PDE"),
    "theme-restore": act("PDE", prepare=binned("theme")),
}
