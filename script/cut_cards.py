"""Cards that share a name: whose the events of a cut are, told with the reason, or asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Recording
from production import timecode
from production.templatetags.dates import year_date
from script.actions.cut_import import Compared
from script.cut_sources import Key, plain
from script.formats.cut import ReadEvent
from script.pdf.content import clock

MOST_GROUPS = 50
MOST_EVENTS = 40  # of a group, one by one
# why it is of this one of several
WHY = {
    "frames": gettext_lazy("only this one has these frames"),
    "file": gettext_lazy("its file has this name"),
    "quoted": gettext_lazy("the script quotes these frames of it"),
    "choice": gettext_lazy("as it was chosen here"),
}


@dataclass
class Group:
    """Events of one name that may be of the same cards, of which the same is known."""

    name: str
    candidates: tuple[Key, ...]
    source: Key | None  # None where somebody has to say
    why: str
    events: list[int] = field(default_factory=list)
    options: list[tuple[str, str, bool]] = field(default_factory=list)  # key, words, whether it is this
    shown: list[tuple[int, str, str]] = field(default_factory=list)  # number, record, track
    single: str = ""  # where the only one stands in the cut

    @property
    def key(self) -> int:
        return self.events[0]

    @property
    def is_open(self) -> bool:
        return self.source is None

    @property
    def words(self) -> Any:
        return WHY.get(self.why, "")

    @property
    def more(self) -> int:
        return len(self.events) - len(self.shown)


def name_of(event: ReadEvent) -> str:
    return event.reel or event.file or event.name


def told(compared: Compared, key: Key) -> list[Any]:
    """What tells a card from another of its name: camera, interview, day."""
    recording = compared.recordings.get(key[1]) if key[0] == "recording" else None
    if recording is None:
        return [compared.media[key].name]
    words = _("track %(camera)s") if recording.kind == Recording.Kind.SOUND else _("camera %(camera)s")
    camera = words % {"camera": recording.camera} if recording.camera else ""
    return [camera, recording.interview, year_date(recording.interview.day)]


def briefly(compared: Compared, key: Key) -> str:
    return " · ".join(str(part) for part in told(compared, key) if part)


def described(compared: Compared, key: Key) -> str:
    """The same with where it begins and how long it is."""
    media = compared.media[key]
    parts = [media.reel, *told(compared, key), media.file]
    parts.append(_("from %(start)s") % {"start": timecode.label_of(media.start % media.rate.day, media.rate)})
    parts.append(clock(media.rate.seconds(media.duration)) if media.duration else _("length not known"))
    return " · ".join(dict.fromkeys(str(part) for part in parts if part))


def shared(compared: Compared) -> set[Key]:
    """Cards whose name another has too."""
    of: dict[str, list[Key]] = defaultdict(list)
    for key, media in compared.media.items():
        of[plain(media.reel)].append(key)
    return {key for name, keys in of.items() if name and len(keys) > 1 for key in keys}


def _grouped(compared: Compared) -> list[Group]:
    found: dict[Any, Group] = {}
    for one in compared.report.found:
        if len(one.candidates) < 2:
            continue
        name = name_of(compared.cut.events[one.event])
        source = one.sources[0] if len(one.sources) == 1 else None
        group = found.setdefault(
            (plain(name), one.candidates, source, one.why), Group(name, one.candidates, source, one.why)
        )
        group.events.append(one.event)
    return sorted(found.values(), key=lambda group: (not group.is_open, group.key))


def groups(compared: Compared) -> list[Group]:
    """Those that somebody may decide on, those first of which nothing tells whose they are."""
    found = _grouped(compared)[:MOST_GROUPS]
    for group in found:
        group.options = [
            (f"{key[0]}:{key[1]}", described(compared, key), key == group.source) for key in group.candidates
        ]
        if len(group.events) == 1:
            group.single = f"{record_of(compared, group.key)} {compared.cut.events[group.key].track}"
        else:
            group.shown = [
                (number, record_of(compared, number), compared.cut.events[number].track)
                for number in group.events[:MOST_EVENTS]
            ]
    return found


def record_of(compared: Compared, number: int) -> str:
    frame = compared.cut.start + compared.cut.events[number].record_in
    return str(timecode.label_of(frame % compared.rate.day, compared.rate))


def said(compared: Compared, data: Mapping[str, Any]) -> dict[str, str]:
    """What was chosen for whole groups, and for single events of them."""
    chosen: dict[str, str] = {}
    for group in _grouped(compared):
        keys = {f"{kind}:{number}" for kind, number in group.candidates}
        now = f"{group.source[0]}:{group.source[1]}" if group.source else ""
        for_all = data.get(f"source-{group.key}", "")
        for event in group.events:
            key = data.get(f"event-{event}", "") or for_all
            if key in keys and key != now:
                chosen[str(event)] = key
    return chosen


def told_apart(compared: Compared) -> list[dict[str, Any]]:
    """What bears the name of several, and can be of one alone: which, and why."""
    events: dict[tuple[str, Key, str], list[int]] = defaultdict(list)
    for one in compared.report.found:
        if one.why in ("frames", "file") and len(one.sources) == 1:
            events[name_of(compared.cut.events[one.event]), one.sources[0], one.why].append(one.event)
    counts = Counter({told: compared.counted(of) for told, of in events.items()})
    return [
        {"name": name, "source": described(compared, key), "why": WHY[why], "count": count}
        for (name, key, why), count in counts.most_common(MOST_GROUPS)
    ]


def beside(compared: Compared) -> list[dict[str, Any]]:
    """What is heard or seen of a recording in sync beside the one that is quoted."""
    counts: Counter[tuple[Key, Key, int]] = Counter()
    for line in compared.report.lines:
        for key in line.use.beside if line.use else ():
            counts[key, line.use.source, line.use.off] += 1  # type: ignore[union-attr]
    return [
        {
            "beside": compared.media[key].name,
            "source": compared.media[source].name,
            "is_sound": is_sound(compared, key),
            "off": off,
            "count": count,
        }
        for (key, source, off), count in counts.most_common(MOST_GROUPS)
    ]


def is_sound(compared: Compared, key: Key) -> bool:
    return not compared.media[key].has_picture
