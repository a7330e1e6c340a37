"""What can be imported: the fields of each register, and by what a row is found in it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from production import clock, timecode
from production.formats import coordinates
from production.importing.fields import (
    Field,
    Meaning,
    Plain,
    choice,
    column,
    languages,
    minutes,
    reference,
    references,
)
from production.importing.names import Names, key
from production.models import ArchiveClip, Film, Import, Location, Person, Record, Scene, ShootDay, Shot
from production.numbers import natural_key

Keys = list[str]
K = Import.Kind


@dataclass(frozen=True)
class Kind:
    code: str
    model: type[Record]
    fields: tuple[Field, ...]
    # the keys of a candidate, the strongest first
    keys: Callable[[Any, Names], Keys]
    # the keys of every row of the register
    index: Callable[[Film], Iterator[tuple[int, Keys]]]
    read: Callable[[Any], QuerySet[Any]] = lambda rows: rows
    title: Callable[[Any], str] = str
    # keys that several rows may share: the first of a file is the first of the register
    counted: str = "-"
    # fields of the model under another name here, for what its rules say
    told_at: dict[str, str] = field(default_factory=dict)
    unique: str = ""  # a field of which no two rows have the same
    constants: tuple[str, ...] = ()  # fields that may be the same for every row
    derive: Callable[[Any], None] = lambda record: None  # computed columns
    number: Callable[[Film, list[Any]], None] = lambda film, records: None  # places among the others

    def named(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)

    @property
    def words(self) -> str:
        return str(K(self.code).label)


# -- people ------------------------------------------------------------------------------------

PERSON_KINDS = (
    ("crew", _("Crew")),
    ("contributor", _("Contributor")),
    ("both", _("Crew and contributor")),
)
LANGUAGES = ("es", "en", "fr", "pt", "it", "de", "ru", "uk", "pl", "yi", "he", "ar", "ca", "eu", "gl")


def _put_kind(person: Any, value: Plain) -> None:
    person.is_crew, person.is_contributor = value in {"crew", "both"}, value in {"contributor", "both"}


def _get_kind(person: Any) -> Plain:
    if person.is_crew and person.is_contributor:
        return "both"
    return "crew" if person.is_crew else "contributor" if person.is_contributor else ""


def _person_keys(person: Any, names: Names) -> Keys:
    keys = [f"email {person.email.casefold()}"] if person.email else []
    return [*keys, f"name {key(person.name)}"] if person.name else keys


def _people(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, name, email in Person.objects.filter(film=film).order_by("pk").values_list("pk", "name", "email"):
        yield pk, [f"email {email.casefold()}", f"name {key(name)}"] if email else [f"name {key(name)}"]


PEOPLE = Kind(
    K.PEOPLE,
    Person,
    (
        column(Person, "name", "full name", "nombre completo", "nombre y apellido", "persona", "contact"),
        Field(
            "kind",
            _("Kind"),
            read=choice(PERSON_KINDS),
            put=_put_kind,
            get=_get_kind,
            word=lambda value, names: str(dict(PERSON_KINDS).get(value, "–")),
            headings=("crew or contributor", "kind of person", "type", "tipo"),
            choices=PERSON_KINDS,
        ),
        column(
            Person,
            "position",
            "role",
            "job",
            "job title",
            "cargo",
            "puesto",
            "función",
            "rol",
            show=lambda p: p.position or p.line,
        ),
        column(Person, "department", "dept", "depto", "área"),
        column(Person, "number", "no", "nº", "núm"),
        column(Person, "phone", "mobile", "cell", "telephone", "tel", "celular", "móvil", "teléfono celular"),
        column(Person, "second_phone", "other phone", "phone 2", "home phone", "otro teléfono", "teléfono 2"),
        column(Person, "email", "mail", "e-mail address", "correo", "correo electrónico"),
        languages(Person, "languages", LANGUAGES, "language", "idioma"),
        column(Person, "line", "who", "bio", "description", "company", "empresa", "descripción"),
        column(Person, "said", "pronunciation", "pronunciación"),
        column(Person, "addressed", "salutation", "form of address", "tratamiento"),
        column(Person, "header_role"),
        column(Person, "reads", "language of documents"),
        column(Person, "interpreter_needed", "interpreter", "intérprete"),
        column(Person, "is_interpreter"),
        column(
            Person, "diet", "dietary requirements", "food", "dieta", "alimentación", "allergies", "alergias"
        ),
        column(Person, "access_needs", "access", "accesibilidad"),
        column(Person, "companion", "acompañante"),
        column(Person, "emergency_contact", "in case of emergency", "ice"),
        column(Person, "may_be_held"),
        column(Person, "starts_on", "start", "start date", "first day", "inicio", "fecha de inicio"),
        column(Person, "finishes_on", "finish", "end date", "last day", "fin", "fecha de fin"),
        column(Person, "born", "birthday", "date of birth", "dob", "fecha de nacimiento", "nacimiento"),
        column(Person, "died", "date of death", "fecha de muerte"),
        column(Person, "notes", "note", "comments", "remarks", "observaciones", "comentarios"),
    ),
    keys=_person_keys,
    index=_people,
    told_at={"is_crew": "kind", "is_contributor": "kind"},
    unique="number",
    constants=("kind", "department"),
)


# -- scenes ------------------------------------------------------------------------------------


def _scene_keys(scene: Any, names: Names) -> Keys:
    if scene.number:
        return [f"number {natural_key(scene.number)}"]
    return [f"title {key(scene.title)}"] if scene.title else []


def _scenes(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = Scene.objects.filter(film=film).order_by("number_key")
    for pk, number_key, title in rows.values_list("pk", "number_key", "title"):
        yield pk, [f"number {number_key}", f"title {key(title)}"]


def _number_key(record: Any) -> None:
    record.number_key = natural_key(record.number)


def _next_numbers(film: Film, scenes: list[Any]) -> None:
    """Scenes without a number follow the highest whole number of the film and of the file."""
    if all(scene.number for scene in scenes):
        return
    known = [*Scene.objects.filter(film=film).values_list("number", flat=True), *(s.number for s in scenes)]
    highest = max((int(n) for n in known if n.isascii() and n.isdecimal() and len(n) < 8), default=0)
    for scene in scenes:
        if not scene.number:
            highest += 1
            scene.number = str(highest)
            _number_key(scene)


def _eighths(text: str, meaning: Meaning) -> int:
    try:
        return clock.parse_eighths(text)
    except ValueError as error:
        raise ValidationError(_("Write page eighths like 3/8, 1 3/8 or 2.")) from error


SCENES = Kind(
    K.SCENES,
    Scene,
    (
        column(Scene, "number", "no", "nº", "núm", "scene", "scene no", "scene number", "escena", "esc"),
        column(Scene, "title", "scene title", "name", "título", "nombre"),
        column(Scene, "kind", "type", "tipo"),
        column(Scene, "int_ext", "ie", "int ext", "i/e"),
        column(Scene, "day_night", "dn", "d/n", "time of day", "momento"),
        reference(
            Scene,
            "set",
            "sets",
            "place",
            "location",
            "locación",
            "lugar",
            may_make=True,
            show=lambda s: str(s.set or ""),
        ),
        column(Scene, "synopsis", "description", "what happens", "summary", "sinopsis", "descripción"),
        references(
            Scene, "people", "people", "cast", "characters", "who", "personajes",
            show=lambda s: ", ".join(p.name for p in s.people.all()),
        ),
        references(Scene, "themes", "themes", "theme", "tema", "temas", "tags", may_make=True),
        column(Scene, "planned_minutes", "minutes", "minutos", "duration", "duración", read=minutes),
        column(Scene, "eighths", "pages", "páginas", "page eighths", read=_eighths,
               show=lambda s: "" if s.eighths is None else clock.format_eighths(s.eighths)),
        column(Scene, "status", "state", "estado"),
    ),
    keys=_scene_keys,
    index=_scenes,
    read=lambda rows: rows.select_related("set__location").prefetch_related("people", "themes"),
    title=lambda s: f"{s.number} {s.title}".strip(),
    counted="title ",
    constants=("kind", "status"),
    derive=_number_key,
    number=_next_numbers,
)  # fmt: skip


# -- locations ---------------------------------------------------------------------------------


def _degrees(most: int) -> Callable[[str, Meaning], Any]:
    def read(text: str, meaning: Meaning) -> Any:
        try:
            return coordinates.parse(text, most)
        except coordinates.NoCoordinate as error:
            words = _("Write degrees between -%(most)s and %(most)s, like 19.3449 or 19°20'42\"N.")
            raise ValidationError(words % {"most": most}) from error

    return read


def _locations(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, name in Location.objects.filter(film=film).values_list("pk", "name"):
        yield pk, [f"name {key(name)}"]


LOCATIONS = Kind(
    K.LOCATIONS,
    Location,
    (
        column(Location, "name", "location", "place", "locación", "lugar", "nombre"),
        column(Location, "address", "street", "domicilio", "dirección"),
        column(Location, "latitude", "lat", read=_degrees(90)),
        column(Location, "longitude", "lon", "long", "lng", read=_degrees(180)),
        column(Location, "time_zone", "zone", "zona", show=lambda place: place.zone),
        column(Location, "entrance", "entrada", "access"),
        column(Location, "crew_parking", "parking", "estacionamiento"),
        column(Location, "unit_parking", "truck parking"),
        column(Location, "base", "unit base", "base camp", "campamento base"),
        column(Location, "holding"),
        column(Location, "catering"),
        column(Location, "toilets", "restrooms", "baños", "sanitarios"),
        column(Location, "load_in"),
        column(Location, "opens", "opening time", "abre"),
        column(Location, "closes", "closing time", "cierra"),
        column(Location, "hours", "opening hours", "horario"),
        column(Location, "rules", "reglas"),
        column(Location, "contact_name", "contact", "contacto"),
        column(Location, "contact_phone", "phone", "teléfono", "contact phone"),
        column(Location, "hospital_name", "hospital", "nearest hospital"),
        column(Location, "hospital_address", "hospital address", "dirección del hospital"),
        column(Location, "hospital_phone", "hospital phone", "teléfono del hospital"),
        column(Location, "emergency_number", "emergency", "emergencias"),
        column(Location, "permit_required", "permit", "permiso"),
        column(Location, "notes", "note", "comments", "observaciones", "comentarios"),
    ),
    keys=lambda place, names: [f"name {key(place.name)}"] if place.name else [],
    index=_locations,
    read=lambda rows: rows.select_related("film"),
)


# -- days --------------------------------------------------------------------------------------


def _day_keys(day: Any, names: Names) -> Keys:
    return [f"day {day.date.isoformat()} {key(day.unit)}"] if day.date else []


def _days(film: Film) -> Iterator[tuple[int, Keys]]:
    for pk, on, unit in ShootDay.objects.filter(film=film).values_list("pk", "date", "unit"):
        yield pk, [f"day {on.isoformat()} {key(unit)}"]


def _shown_call(day: Any) -> str:
    """As the list of days has it: the first item's start where no general call is given."""
    from production.running_order import plan

    start = plan(day).start
    return clock.format_day_time(clock.day_time(start, day.date, str(start.tzinfo))) if start else ""


DAYS = Kind(
    K.DAYS,
    ShootDay,
    (
        column(ShootDay, "date", "day", "shoot date", "fecha", "día"),
        column(ShootDay, "day_type", "type", "tipo", "kind"),
        column(ShootDay, "unit", "unidad"),
        column(ShootDay, "general_call", "call", "call time", "llamado", "citación", show=_shown_call),
        column(ShootDay, "shooting_call", "first shot"),
        column(ShootDay, "breakfast", "desayuno"),
        column(ShootDay, "wrap_override", "wrap time"),
        column(ShootDay, "time_zone", "zone", "zona"),
        column(ShootDay, "weather", "clima", "tiempo"),
        column(ShootDay, "radio", "radios"),
        column(ShootDay, "kit", "equipment", "equipo"),
        column(ShootDay, "safety", "seguridad"),
        column(ShootDay, "script_draft"),
        column(ShootDay, "closed_set"),
    ),
    keys=_day_keys,
    index=_days,
    read=lambda rows: rows.with_running_order(),
    title=lambda day: f"{day.date or ''} {day.unit}".strip(),
    constants=("unit", "day_type"),
)


# -- shots -------------------------------------------------------------------------------------


def _shot_keys(shot: Any, names: Names) -> Keys:
    owner = f"scene {shot.scene_id}" if shot.scene_id else f"location {shot.location_id}"
    has_owner = shot.scene_id or shot.location_id
    return [f"shot {owner} {natural_key(shot.number)}"] if shot.number and has_owner else []


def _shots(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = Shot.objects.filter(film=film).values_list("pk", "scene_id", "location_id", "number_key")
    for pk, scene, location, number_key in rows:
        yield pk, [f"shot scene {scene} {number_key}" if scene else f"shot location {location} {number_key}"]


def _last_places(film: Film, shots: list[Any]) -> None:
    """New shots stand behind those of their scene or menu."""
    rows = Shot.objects.filter(film=film).order_by().values_list("scene_id", "location_id")
    last = {(scene, place): most for scene, place, most in rows.annotate(most=Max("position"))}
    for shot in shots:
        owner = (shot.scene_id, shot.location_id)
        shot.position = last[owner] = last.get(owner, 0) + 1


SHOTS = Kind(
    K.SHOTS,
    Shot,
    (
        reference(Shot, "scene", "scenes", "scene", "scene no", "escena",
                  show=lambda s: s.scene.number if s.scene else ""),
        reference(Shot, "location", "locations", "place", "locación", "lugar"),
        column(Shot, "category", "menu", "categoría"),
        column(Shot, "number", "no", "nº", "shot", "shot no", "shot number", "plano", "toma"),
        column(Shot, "description", "what", "title", "descripción"),
        column(Shot, "size", "shot size", "tamaño", "encuadre"),
        column(Shot, "angle", "ángulo"),
        column(Shot, "movement", "move", "movimiento"),
        column(Shot, "lens", "lente", "óptica"),
        column(Shot, "fps", "frame rate", "cuadros por segundo",
               show=lambda s: "" if s.fps is None else format(s.fps.normalize(), "f")),
        column(Shot, "sound", "audio", "sonido"),
        column(Shot, "priority", "must", "prioridad"),
        column(Shot, "status", "state", "estado"),
        column(Shot, "minutes", "duration", "minutos", "duración", read=minutes),
        column(Shot, "notes", "note", "comments", "observaciones"),
    ),
    keys=_shot_keys,
    index=_shots,
    read=lambda rows: rows.select_related("scene", "location"),
    title=lambda s: f"{s.number} {s.description}".strip(),
    constants=("scene", "priority"),
    derive=_number_key,
    number=_last_places,
)  # fmt: skip


# -- archive clips -----------------------------------------------------------------------------


def _clip_keys(clip: Any, names: Names) -> Keys:
    source = getattr(clip, "new_rows", {}).get("source", clip.source_id)
    issuer = clip.number_issuer or (source if isinstance(source, str) else names.words("sources", [source]))
    if clip.catalogue_number:
        return [f"number {key(clip.catalogue_number)} {key(issuer)}"]
    return [f"title {key(clip.title)}"] if clip.title else []


def _clips(film: Film) -> Iterator[tuple[int, Keys]]:
    rows = ArchiveClip.objects.filter(film=film).order_by("pk")
    for pk, number, issuer, source, title in rows.values_list(
        "pk", "catalogue_number", "number_issuer", "source__name", "title"
    ):
        numbered = [f"number {key(number)} {key(issuer or source or '–')}"] if number else []
        yield pk, [*numbered, f"title {key(title)}"]


def _seconds(text: str, meaning: Meaning) -> int:
    """A length to the second; frames behind it are let go."""
    parts = text.replace(";", ":").split(":")
    try:
        return timecode.read_seconds(":".join(parts[:3]) if len(parts) == 4 else text)
    except timecode.BadTimecode as error:
        raise ValidationError(_("Write a length like 1:30 or 00:01:30.")) from error


def _measure(clip: Any) -> None:
    clip.measure_date()
    if clip.timecode_in and clip.timecode_out:  # they say how long it is
        clip.seconds_given = None


def _read_rate(text: str, meaning: Meaning) -> Plain:
    """25, 29.97 DF: as the list of clips writes it."""
    number, drop = text.upper().removesuffix("DF").strip(), " DF" if text.upper().endswith("DF") else ""
    found = next((code for code, name in timecode.NAMES.items() if name == number.replace(",", ".")), "")
    if not found:
        raise ValidationError(
            _("Write one of: %(offered)s.") % {"offered": ", ".join(timecode.NAMES.values())}
        )
    return found + drop


def _put_rate(clip: Any, value: Plain) -> None:
    clip.rate, _space, drop = value.partition(" ")
    clip.drop_frame = bool(drop)


RATE = Field(
    "rate",
    ArchiveClip._meta.get_field("rate").verbose_name,
    read=_read_rate,
    put=_put_rate,
    get=lambda clip: f"{clip.rate}{' DF' * clip.drop_frame}",
    word=lambda value, names: (
        f"{timecode.NAMES.get(value.partition(' ')[0], '–')}{value[-3:] * (' ' in value)}"
    ),
    headings=("fps", "frame rate", "cuadros por segundo"),
)


CLIPS = Kind(
    K.CLIPS,
    ArchiveClip,
    (
        column(ArchiveClip, "title", "name", "título"),
        column(ArchiveClip, "kind", "type", "tipo"),
        column(ArchiveClip, "date", "year", "fecha", "año"),
        reference(ArchiveClip, "source", "sources", "archive", "archivo", "fuente", "acervo", may_make=True,
                  show=lambda c: c.source.name if c.source else ""),
        column(ArchiveClip, "catalogue_number", "number", "catalog number", "reel", "reel number", "no",
               "número", "número de catálogo"),
        column(ArchiveClip, "number_issuer", "issuer", show=lambda c: c.issuer),
        RATE,
        column(ArchiveClip, "timecode_in", "in", "tc in", "entrada"),
        column(ArchiveClip, "timecode_out", "out", "tc out", "salida"),
        column(ArchiveClip, "seconds_given", "seconds", "segundos", read=_seconds,
               show=lambda c: str(c.length or "")),
        column(ArchiveClip, "creator", "author", "made by", "autor"),
        column(ArchiveClip, "description", "descripción"),
        references(ArchiveClip, "scenes", "scenes", "scene", "escenas",
                   show=lambda c: ", ".join(s.number for s in c.scenes.all())),
        references(ArchiveClip, "themes", "themes", "theme", "tema", "temas", "tags", may_make=True),
        column(ArchiveClip, "people_named", "people", "people shown", "personas", "others shown",
               show=lambda c: ", ".join(c.names_shown)),
        column(ArchiveClip, "colour", "color"),
        column(ArchiveClip, "sound", "sonido"),
        column(ArchiveClip, "state", "status", "estado"),
        column(ArchiveClip, "notes", "note", "comments", "observaciones"),
    ),
    keys=_clip_keys,
    index=_clips,
    read=lambda rows: rows.select_related("source").prefetch_related("people", "scenes", "themes"),
    title=lambda c: str(c.title),
    counted="title ",
    told_at={"drop_frame": "rate"},
    constants=("source", "kind", "rate"),
    derive=_measure,
)  # fmt: skip

KINDS = {kind.code: kind for kind in (PEOPLE, SCENES, SHOTS, LOCATIONS, CLIPS, DAYS)}
