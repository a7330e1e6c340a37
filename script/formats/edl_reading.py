"""An edit list as it is being read: its lines gathered to events, each repair kept with its line."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from production.timecode import Label, Rate, frame_of
from script.formats import edl_lines
from script.formats.cut import Marker, ReadCut, Refused, Repair
from script.formats.edl_lines import Found, Raw, Statement, Time

MOST_EVENTS = 50_000
MOST_REPAIRS = 1_000  # that are told one by one
MOST_COMMENTS = 200  # of one event
MOST_LINES = 50  # of one event number

_START = re.compile(r"RODAJE: .*\bstart=([0-9]{2}):([0-9]{2}):([0-9]{2})[:;]([0-9]{2})")
_ID = re.compile(r"\b([a-z][a-z_]{0,30})=([0-9]{1,18})(?![0-9/:])")
_COMMENT = re.compile("^COMMENTS?: *")
_NAME = re.compile(r"(?:(FROM|TO|KEY) )?(CLIP NAME|CLIP|FILE|SOURCE FILE)(?: IS)?: *(.*)", re.IGNORECASE)
_REEL = re.compile(r"REEL ([A-Z0-9_]+) IS (.*)")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}$")
# what stands in lists without a star, and is no comment that lost one
_STATEMENTS = re.compile(r"(?:EFFECTS? NAME|FINAL CUT PRO|BLEND|GPI|MASTER|M/S|SWM|DLEDL|ASC_|%|>>>|&)", re.I)


@dataclass
class Reading:
    """A list as its lines come: `line` for each, `flush` after the last, `told` for what was found."""

    rate: Rate  # of the record
    title: str = ""
    repairs: list[Repair] = field(default_factory=list)
    untold: int = 0
    once: set[str] = field(default_factory=set)
    has_flag: bool = False
    has_begun: bool = False  # something of a list was seen
    looks_alike: bool = False
    source: Rate = field(init=False)
    day: int = field(init=False)
    start: int | None = None
    group: list[Raw] = field(default_factory=list)  # the lines of one event number
    comments: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # FROM, TO, FILE
    more: tuple[str, ...] = ()
    events: list[Found] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)  # by frames of the day
    wrong_frames: Counter[int] = field(default_factory=Counter)
    seen: int = 0
    turned: int = 0  # frames of the days that the record has passed
    last: int = 0
    cards: dict[str, str] = field(default_factory=dict)  # by the reel that stands for them

    def __post_init__(self) -> None:
        self.source = self.rate
        self.day = self.rate.day

    def mend(self, code: str, line: int, found: object = "", *, once: bool = False) -> None:
        if once and code in self.once:
            return
        self.once.add(code)
        if len(self.repairs) < MOST_REPAIRS:
            self.repairs.append(Repair(code, line, str(found)[:100]))
        else:
            self.untold += 1

    # -- lines -------------------------------------------------------------------------------------

    def line(self, number: int, line: str) -> None:
        if not line:
            return
        if self.group and "|M:" in line:  # of Resolve's: its note may look like anything
            self._marker(number, line)
            return
        if line[0].isdigit() and (found := edl_lines.event(line)):
            self._event(number, line, found)
            return
        head = line[:8].upper()
        if head.startswith("TITLE"):
            self._begin(number, line[5:].lstrip(": \t"))
        elif head.startswith("FCM"):
            self._flag(number, line.upper())
        elif self.group:
            self._beside(number, line, head)
        elif not line.startswith(("*", "#", ">>>", "%")):
            self.mend("unread", number, line)
            if number == 1 and line[:1] in "<{[":
                raise Refused("kind")

    def _begin(self, number: int, title: str) -> None:
        title = " ".join(title.split())[:200]
        if self.seen and title != self.title:
            self.flush()  # its first event may have the number of our last
            self.mend("several_titles", number, title)
        self.has_begun = self.looks_alike = True
        self.title = self.title or title

    def _flag(self, number: int, line: str) -> None:
        """The first says how the record counts; a later one how the sources after it do."""
        self.looks_alike = True
        wanted = "DROP" in line and "NON" not in line
        if wanted and self.rate.base not in (30, 60):
            self.mend("drop_at_rate", number, once=True)
            wanted = False
        rate = self.rate.counted(drop=wanted)
        if self.has_flag:
            if rate != self.source:
                self.flush()
                self.mend("flag_changes", number)
        elif rate != self.rate:
            self.mend("flag_differs", number)
            self.rate = rate
            self.day = rate.day
        self.source, self.has_flag = rate, True

    def _beside(self, number: int, line: str, head: str) -> None:
        """What stands below an event and belongs to it."""
        if head.startswith("M2"):
            self._speed(number, line)
        elif re.match(r"AUD\s", head):
            self.more += tuple(one for one in edl_lines.more_tracks(line) if one not in self.more)
        elif head.startswith("SPLIT"):
            self.flush()
            self.mend("split", number, line)
        elif line.startswith("*"):
            self._comment(number, line.lstrip("* \t"))
        else:
            if not _STATEMENTS.match(line):
                self.mend("no_star", number, line)
            self._comment(number, line)

    def _speed(self, number: int, line: str) -> None:
        found = edl_lines.speed(line)
        if found is None:
            self.mend("speed_unread", number, line)
            return
        reel, frames, moved_at = found
        raw = next((raw for raw in reversed(self.group) if raw.statement.reel == reel), self.group[-1])
        rate, raw.moved_at = raw.rate, moved_at
        # 23.98 and 29.97 mean the whole speed as well
        is_whole = abs(abs(frames) - rate.num / rate.den) < 0.02
        raw.speed = (1.0 if frames > 0 else -1.0) if is_whole else frames / rate.base

    def _comment(self, number: int, text: str) -> None:
        if text.startswith("COMMENT"):
            text = _COMMENT.sub("", text)
        elif text.startswith("RODAJE:"):
            self._our_own(text)
            return
        elif found := _REEL.fullmatch(text):
            self.cards.setdefault(found[1], "" if found[2][:2] == "/ " else found[2].partition(" / ")[0])
        elif text.startswith("FINAL CUT PRO REEL:") and "REPLACED BY:" in text:
            card, _sign, reel = text.removeprefix("FINAL CUT PRO REEL:").partition("REPLACED BY:")
            self.cards.setdefault(reel.strip(), card.strip())
        elif found := _NAME.fullmatch(text):
            key = "FILE" if found[2].upper().endswith("FILE") else (found[1] or "FROM").upper()
            self.names.setdefault(key, found[3])
            return
        elif text.startswith("LOC:") and self._marker(number, text):
            return
        self._keep(text)

    def _marker(self, number: int, line: str) -> bool:
        found = edl_lines.marker(line)
        if found is None or len(self.markers) == MOST_EVENTS:
            return False
        time, text, name, colour, lasts = found
        at = self._frame(number, time, self.rate) if time else self.group[-1].times[2]
        if at is not None:
            self.markers.append(Marker(at, text, name, colour, lasts))
        return at is not None

    def _keep(self, text: str) -> None:
        if text and len(self.comments) < MOST_COMMENTS:
            self.comments.append(text)

    def _our_own(self, text: str) -> None:
        if found := _START.match(text):
            if self.start is None:
                hours, minutes, seconds, frames = map(int, found.groups())
                self.start = frame_of(Label(hours, minutes, seconds, frames), self.rate)
        elif len(self.ours) < MOST_COMMENTS:
            self.ours.append(text)

    # -- events ------------------------------------------------------------------------------------

    def _event(self, number: int, line: str, found: Statement) -> None:
        self.has_begun = True
        self.seen += 1
        if self.seen > MOST_EVENTS:
            raise Refused("size", events=MOST_EVENTS)
        if (self.group and self.group[-1].statement.number != found.number) or len(self.group) == MOST_LINES:
            self.flush()
        if not self.has_flag:
            self._unflagged(number, found)
        for code, what in found.mended:
            self.mend(code, number, what)
        if len(found.times) < 4:
            self.mend("times", number, line)
            return
        rates = (self.source, self.source, self.rate, self.rate)
        times = [self._frame(number, *pair) for pair in zip(found.times, rates, strict=True)]
        if None not in times:
            self.group.append(Raw(found, number, [one for one in times if one is not None], self.source))

    def _unflagged(self, number: int, found: Statement) -> None:
        """No FCM: where two countings are possible the signs decide, else the rate that was said."""
        self.has_flag = True
        if self.rate.base in (30, 60):
            drop = any(time[3] == ";" for time in found.times) or self.rate.drop
            self.rate = self.source = self.rate.counted(drop=drop)
            self.day = self.rate.day
            self.mend("no_flag", number, "DROP FRAME" if drop else "NON-DROP FRAME")

    def _frame(self, number: int, time: Time, rate: Rate) -> int | None:
        hours, minutes, seconds, frames = int(time[0]), int(time[1]), int(time[2]), int(time[4])
        if hours > 23 or minutes > 59 or seconds > 59 or frames >= rate.base:
            if frames >= rate.base:
                self.wrong_frames[frames] += 1
            self.mend("times", number, _said(time))
            return None
        if (time[3] == ";") is not rate.drop and time[3] in ":;":
            self.mend("colons" if rate.drop else "semicolons", number, once=True)
        if frames < rate.skipped and seconds == 0 and minutes % 10:
            self.mend("dropped", number, _said(time))
            frames = rate.skipped
        return frame_of(Label(hours, minutes, seconds, frames), rate)

    def flush(self) -> None:
        """The lines of one number with what stood below them, as events."""
        group, self.group = self.group, []
        names, comments, more = self.names, self.comments, self.more
        self.names, self.comments, self.more = {}, [], ()
        if not group:
            return
        ids = tuple((one, int(value)) for text in self.ours for one, value in _ID.findall(text))
        self.ours = []
        has_transition = any(raw.statement.kind != "C" for raw in group)
        keywords = tuple(
            theme for text in comments if text.startswith("THEMES: ") for theme in text[8:].split(", ")
        )
        for at, raw in enumerate(group):
            times = self._times(raw, is_alone=len(group) == 1 or not has_transition)
            if times is None:
                continue
            self._transition(raw, group)
            name = _name(names, group, at) if has_transition else names.get("FROM") or names.get("TO") or ""
            file = names.get("FILE") or (name if _EXTENSION.search(name) else "")
            tracks = tuple(dict.fromkeys(_over(raw.statement, group) + more))
            if not tracks:  # NONE, and no further track of sound below
                self.mend("channels", raw.line)
            self.events.append(
                Found(
                    *times,
                    tracks=tracks or ("V1",),
                    reel="" if raw.is_black else raw.statement.reel,
                    file="" if raw.is_black else file,
                    name="" if raw.is_black else name,
                    rate=raw.rate,
                    speed=1.0 if raw.speed is None else raw.speed,
                    line=raw.line,
                    comments=tuple(comments),
                    ids=ids,
                    keywords=keywords,
                )
            )

    def _times(self, raw: Raw, *, is_alone: bool) -> tuple[int, int, int, int] | None:
        """In and out of the record and of the source; None for what lasts nothing."""
        source_in, source_out, record_in, record_out = raw.times
        day = self.day
        if record_in + self.turned < self.last - day // 2:
            self.turned += day
        if record_out < record_in and record_out + day - record_in < day // 2:
            record_out += day
        length = record_out - record_in
        if length < 0 or (length == 0 and is_alone):
            self.mend("backwards" if length < 0 else "no_length", raw.line)
        if length <= 0:
            return None
        source_in, source_out = self._source(raw, source_in, source_out, length)
        if raw.speed not in (None, 1.0):
            self.mend("speed", raw.line, f"{raw.speed:.2f}")
        self.last = record_in + self.turned
        return self.last, self.last + length, source_in, source_out

    def _source(self, raw: Raw, start: int, end: int, length: int) -> tuple[int, int]:
        speed = raw.speed
        if raw.is_black:
            return start, start + length
        if speed is not None and speed < 0:
            return self._backwards(raw, start, end, length)
        if speed == 0 and end - start in (0, length):
            return start, start + 1  # one frame, held
        if speed is not None and end - start == length:
            # old systems write how long it is on the record, and leave the rest to the speed
            return start, start + max(round(length * speed), 1)
        if end <= start:
            if (end - start) % raw.rate.day != length:  # else it passes midnight
                self.mend("source_empty" if end == start else "source_backwards", raw.line)
            return start, start + length
        if end - start != length and speed is None:
            self.mend("lengths", raw.line, f"{end - start} ≠ {length}")
        return start, end

    def _backwards(self, raw: Raw, start: int, end: int, length: int) -> tuple[int, int]:
        """The source begins with the frame that is seen first, and runs down from it.

        Its end is written below its beginning, or as far above it as the record is long, which means
        nothing: then its length is left to the speed. Who writes the frames that are seen, from the lowest
        to the highest, says so by their number, or by a speed that sets in at their end.
        """
        if end > start and (end - start != length or self._sets_in_at_the_end(raw)):
            return start, end
        seen = start - end if end < start else max(round(length * abs(raw.speed or 1)), 1)
        if end > start and start + 1 < seen:  # below the first frame of the day is none
            return start, end
        self.mend("reversed", raw.line, once=True)
        return start - seen + 1, start + 1

    def _sets_in_at_the_end(self, raw: Raw) -> bool:
        written = raw.statement.times[1]
        return raw.moved_at is not None and (*raw.moved_at[:3], raw.moved_at[4]) == (*written[:3], written[4])

    def _transition(self, raw: Raw, group: list[Raw]) -> None:
        codes = {"D": "dissolve", "W": "wipe", "K": "key", "KB": "key"}
        if code := codes.get(raw.statement.kind):
            is_fade = code == "dissolve" and group[0].is_black
            self.mend("fade" if is_fade else code, raw.line, raw.statement.frames)

    # -- the whole ---------------------------------------------------------------------------------

    def told(self) -> ReadCut:
        wrong = sum(self.wrong_frames.values())
        if wrong and wrong * 4 > self.seen:
            raise Refused("rate", found=max(self.wrong_frames), most=self.rate.base - 1)
        if not self.events:
            raise Refused("empty" if self.looks_alike or self.has_begun else "kind")
        self._sort()
        self._overlaps()
        first = self.events[0].record_in
        start = first if self.start is None or self.start > first else self.start
        if self.untold:
            self.repairs.append(Repair("more", 0, str(self.untold)))
        # a card that is said to stand behind two reels tells neither
        times = Counter(self.cards.values())
        cards = {reel: card for reel, card in self.cards.items() if card and times[card] == 1}
        return ReadCut(
            self.title,
            self.rate,
            start,
            tuple(event for found in self.events for event in found.told(start, cards)),
            tuple(sorted(self.repairs, key=lambda one: one.line)),
            tuple(replace(one, at=max(one.at - start, 0)) for one in self.markers),
        )

    def _sort(self) -> None:
        for before, after in zip(self.events, self.events[1:], strict=False):
            if after.record_in < before.record_in:
                self.mend("unsorted", after.line)
                self.events.sort(key=lambda one: one.record_in)
                return

    def _overlaps(self) -> None:
        ends: dict[str, int] = {}
        for found in self.events:
            if any(found.record_in < ends.get(track, 0) for track in found.tracks):
                self.mend("overlap", found.line)
            for track in found.tracks:
                ends[track] = max(ends.get(track, 0), found.record_out)


def _said(time: Time) -> str:
    return f"{time[0]}:{time[1]}:{time[2]}{time[3]}{time[4]}"


def _name(names: dict[str, str], group: list[Raw], at: int) -> str:
    """Of two lines the first is what a dissolve leaves or a key lies over, the second what comes."""
    if len(group) == 1:
        return names.get("FROM") or names.get("TO") or ""
    if at == 0:
        return names.get("FROM", "")
    return names.get("KEY") or names.get("TO") or (names.get("FROM", "") if group[0].is_black else "")


def _over(statement: Statement, group: list[Raw]) -> tuple[str, ...]:
    """What is keyed in lies a track above what it is keyed over."""
    if statement.kind == "K" and any(raw.statement.kind == "KB" for raw in group):
        return tuple("V2" if track == "V1" else track for track in statement.tracks)
    return statement.tracks
