"""Releases of every kind and in every state; Fernández waits for his heirs.

Who holds what, fees and dates are sample data, and say so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from production.models import (
    ArchiveClip,
    Evidence,
    Film,
    Heir,
    Location,
    Permit,
    Person,
    Release,
)
from script.demo import SAMPLE, kept
from script.demo.people import HEIRS, PHONE
from script.demo.places import ARCHIVE, HOUSE, STREET

SIGNED = date(2003, 6, 2)
VOLKOV = "Esteban Volkov"
NOTED = f"{SAMPLE}: dates, amounts and who holds it."
PICNICS = "Picnic"  # the titles of Volkov's own photographs begin with it


def build(film: Film, people: dict[str, Person], locations: dict[str, Location]) -> None:
    """As they stand on the days of the shoot; the heirs of Fernández come later."""
    _appearances(film, people)
    _places(film, locations)
    _materials(film, people)
    _house(film, locations[HOUSE])


def _release(film: Film, **fields: Any) -> Release:
    fields.setdefault("notes", NOTED)
    release: Release = kept(Release(film=film, **fields))
    return release


def _proof(release: Release, kind: str, on: date, words: str) -> None:
    kept(Evidence(release=release, kind=kind, on=on, words=f"{words} ({SAMPLE.lower()})"))


def _appearances(film: Film, people: dict[str, Person]) -> None:
    volkov = people[VOLKOV]
    given = {"kind": "appearance", "person": volkov, "signer": volkov.name, "language": "es"}
    old = _release(film, state="signed", signed_on=date(2003, 3, 10), **given)
    now = _release(
        film,
        state="filed",
        signed_on=SIGNED,
        fee_amount=Decimal("15000"),
        fee_currency="MXN",
        fee_paid_on=SIGNED,
        **given,
    )
    old.state, old.superseded_by = "superseded", now
    kept(old)
    _proof(now, "form", SIGNED, "The signed form, in the office's first folder")
    _proof(now, "recording", date(2003, 6, 5), "Card A001, at the head: he says that he takes part")
    for name, state in [("Pierre Broué", "sent"), ("Octavio Fernández", "spoken"), ("Alan Woods", "needed")]:
        release = _release(film, kind="appearance", person=people[name], state=state)
        if state == "sent":
            _proof(release, "email", date(2003, 6, 3), "The form was mailed, and read")
        if state == "spoken":
            _proof(release, "recording", date(2003, 6, 7), "Said at the head of the first card")
            _proof(release, "note", date(2003, 6, 7), "Too tired to sign; the relative was there")
    _child(film)


def _child(film: Film) -> None:
    """Somebody for the way home from school: invented, and under age."""
    child = kept(
        Person(
            film=film,
            is_contributor=True,
            name="Mateo Ibarra",
            number=5,
            line=f"{SAMPLE}: a boy for the way home from school",
            born=date(1990, 2, 11),
            languages=["es"],
            reads="es",
            phone=PHONE.format(5),
            companion="His mother",
            notes=f"{SAMPLE}: this person is invented.",
        )
    )
    _release(
        film,
        kind="minor",
        person=child,
        state="signed",
        signed_on=date(2003, 6, 4),
        signer="Carmen Ibarra (sample data)",
        on_behalf_of="Mateo Ibarra",
        language="es",
    )


def _places(film: Film, locations: dict[str, Location]) -> None:
    for location in locations.values():
        state = "signed" if location.permit_required else "needed"
        fields: dict[str, Any] = {"state": state, "signed_on": SIGNED if state == "signed" else None}
        if location.name == ARCHIVE:
            fields = {"state": "not_required", "reason": "Only papers are filmed there, not the rooms"}
        _release(film, kind="location", location=location, **fields)


def _materials(film: Film, people: dict[str, Person]) -> None:
    volkov = people[VOLKOV]
    photographs = _release(
        film,
        kind="materials",
        person=volkov,
        material="Photographs of picnics with the Cárdenas family",
        copyright_holder="The photographer is unknown",
        state="restricted",
        signer=volkov.name,
        signed_on=SIGNED,
        limits="Not before the broadcast; no posters",
        language="es",
    )
    photographs.clips.set(ArchiveClip.objects.filter(film=film, title__startswith=PICNICS))
    _proof(photographs, "note", SIGNED, "Three prints handed over against receipt")
    _release(
        film,
        kind="materials",
        material="Letters of a neighbour, 1940",
        owner="A neighbour (sample data)",
        state="withdrawn",
        signed_on=date(2003, 5, 20),
        withdrawn_on=date(2003, 6, 12),
        withdrawal_ground="The family doesn't want them read aloud",
        withdrawal_decision="followed",
    )
    _release(
        film,
        kind="materials",
        material="Home film of the street, 1941",
        owner="A collector (sample data)",
        state="refused",
    )


def _house(film: Film, house: Location) -> None:
    """The museum's permits, and the notice at both gates."""
    permit = Permit.objects.filter(location=house).first()
    _release(
        film, kind="heritage", location=house, permit=permit, state="filed", on_behalf_of=house.contact_name
    )
    _release(
        film,
        kind="heritage",
        location=house,
        authority="Museum (sample data)",
        authority_number="M-006/2003",
        valid_from=date(2003, 4, 7),
        expires_on=date(2003, 4, 9),
        state="expired",
    )
    notice = _release(
        film,
        kind="crowd",
        location=house,
        state="filed",
        posted_on=date(2003, 6, 5),
        posted_where=f"Main door and garden gate; one more at “{STREET}”",
    )
    _proof(notice, "note", date(2003, 6, 5), "Posted at 06:40, photographed at 06:45")


def heirs(film: Film, person: Person) -> None:
    """He died shortly after his interview: two of three heirs have signed."""
    estate = _release(
        film,
        kind="estate",
        person=person,
        state="sent",
        authority_on_file=True,
        language="es",
        notes=f"{SAMPLE}: heirs and dates.",
    )
    for name, signed_on in HEIRS:
        Heir.objects.create(release=estate, name=name, signed_on=signed_on)
