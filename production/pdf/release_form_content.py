"""What a release form says of this film: plain words, numbers and dates; the rest is left to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .report_content import Head

KINDS = ("appearance", "minor", "estate", "location", "materials", "crowd")


@dataclass(frozen=True, slots=True)
class ReleaseForm:
    """One form; what is empty is printed as a line to write on."""

    head: Head
    kind: str  # of KINDS
    directors: str = ""
    office: str = ""  # address of the production
    phone: str = ""
    person: str = ""  # who appears, or who died
    died: date | None = None
    place: str = ""
    address: str = ""
    material: str = ""
    owner: str = ""
    copyright_holder: str = ""
    signer: str = ""
    on_behalf_of: str = ""
    heirs: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()  # of filming
    limits: str = ""
    fee: Decimal | None = None
    currency: str = ""
    posted_where: str = ""
