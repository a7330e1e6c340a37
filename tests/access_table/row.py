"""What a row of the table says, and the words that many rows are written with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ALL, REGISTERS, PRODUCER = "PDECV", "PDEV", "P"
Values = Callable[[Any], dict[str, Any]]


def nothing(house: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    who: str  # letters of roles, or "anybody", "signed in" outside films
    methods: str = "GET"
    status: int = 200  # of a member's GET
    post: Values | None = None  # what is sent, beside what the page's own form shows
    foreign: Values = nothing  # names of what is sent with another film's rows
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


Rows = dict[str, Row | tuple[Row, ...]]


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
    return Row(who, "POST", post=post or nothing, **more)


def of_the_scene(house: Any) -> dict[str, Any]:
    return {"scene": house.things["scene"].pk}


def picked(house: Any, name: str) -> str:
    thing = house.things[name]
    thing.refresh_from_db()
    return f"{thing.pk}:{thing.version}"
