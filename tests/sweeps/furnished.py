"""A film with one of everything, each text of it carrying a mark that no other film has.

A mark found in the answer to somebody who isn't a member is a leak; a secret mark found in the
answer to a member who may not see private data is one too.
"""

import datetime
import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models as django_models
from django.utils import timezone

from production import models
from production.forms.releases import OF_KIND
from production.models.fields import LineField, ParagraphsField
from production.models.films import hash_token
from production.models.historic import HistoricDateField
from production.pdf import call_sheet_content, production_report_content
from tests import factories

DAY = datetime.date(2003, 6, 17)
ROLES = ("producer", "director", "editor", "crew", "viewer")
SEES_PRIVATE = {"producer", "director"}
_PLAIN = {"number"}  # texts too short for a mark, or with a form of their own


@dataclass
class Furnished:
    """One film, its members by role, and one object of every model by the name it has in addresses."""

    mark: str  # stands in every public text
    secret: str  # stands in every private text
    year: int  # of every private date
    digits: str  # stand in every private phone number
    film: models.Film
    users: dict[str, models.User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=lambda: {"key": "no-such-key", "uidb36": "1"})

    def arguments(self, names: list[str], chosen: dict[str, str]) -> dict[str, object]:
        """The values of an address's parameters: the thing of the same name, or the one chosen."""
        values: dict[str, object] = {}
        for name in names:
            if name == "film":
                values[name] = self.film.slug
            elif chosen.get(name, "").startswith("="):  # a word of the address, in every film the same
                values[name] = chosen[name][1:]
            elif name in self.texts:
                values[name] = self.texts[name]
            else:
                values[name] = self.things[chosen.get(name, name)].pk
        return values

    def of(self, model: type[django_models.Model]) -> django_models.Model | None:
        return next((thing for thing in self.things.values() if type(thing) is model), None)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile(f"{self.mark}|{self._private_pattern}", re.IGNORECASE)

    @property
    def _private_pattern(self) -> str:
        # years between signs that never stand in a random token
        return rf"{self.secret}|(?<![\w-]){self.year}(?!\w)|{self.digits}"

    @cached_property
    def _private(self) -> re.Pattern[str]:
        return re.compile(self._private_pattern, re.IGNORECASE)

    def marks_in(self, text: str) -> set[str]:
        return {found.group() for found in self._any.finditer(text)} | self._spaced(text)

    def secrets_in(self, text: str) -> set[str]:
        return {found.group() for found in self._private.finditer(text)} | self._spaced(text)

    def _spaced(self, text: str) -> set[str]:
        """Private digits, however a page groups them."""
        found = re.search(r"[\s\-().]*".join(self.digits), text)
        return {self.digits} if found else set()


def furnish(film, *, mark, secret, year, digits):
    film.private_fields = list(models.Person.MAY_BE_PRIVATE)
    house = Furnished(mark=mark, secret=secret, year=year, digits=digits, film=film)
    _members(house)
    _files(house)
    _places(house)
    _people(house)
    _scenes(house)
    _archive(house)
    _day(house)
    _shots(house)
    _interviews(house)
    _scripts(house)
    _proxies(house)
    _report(house)
    _imports(house)
    _lists(house)
    house.film.logo = house.things["logo"]
    _write_marks(house)
    _sheets(house)
    _reports(house)
    _drafts(house)
    return house


def _members(house):
    house.texts["token"] = f"token-{house.mark}-{'x' * 30}"
    for role in ROLES:
        user = factories.UserFactory(name=f"{house.mark} {role}", email=f"{role}@{house.mark}.example")
        house.users[role] = user
        member = factories.MembershipFactory(film=house.film, user=user, role=role)
        house.things[f"membership_{role}"] = member
    guest = factories.UserFactory(name=f"{house.mark} guest", email=f"guest@{house.mark}.example")
    own = house.things["membership_producer"]
    house.things["feed"] = _feed(house, own, "film", house.texts["token"])
    house.things["crew_feed"] = _feed(house, house.things["membership_crew"], "own", "of the crew")
    house.things["member"] = factories.MembershipFactory(film=house.film, user=guest, role="viewer")
    house.things["invitation"] = models.Invitation.objects.create(
        film=house.film,
        email="invited@example.org",
        role="crew",
        token_hash=hash_token(house.texts["token"]),
        created_by=house.users["producer"],
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )


def _feed(house, membership, kind, token):
    return models.CalendarFeed.objects.create(
        film=house.film,
        membership=membership,
        kind=kind,
        token_hash=hash_token(f"{house.mark} {token}" if kind == "own" else token),
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )


def _lists(house):
    producer = house.users["producer"]
    house.things |= {
        "filter": models.SavedFilter.objects.create(
            film=house.film,
            owner=producer,
            page="scene-list",
            query="status=planned",
            name="x",
            is_shared=True,
        ),
        "bulk": models.BulkEdit.objects.create(
            film=house.film, kind="scene", rows=[[house.things["scene"].pk, 1]], made_by=producer
        ),
    }


def _stored(house, name, kind, body, preview=b""):
    stored = models.StoredFile(
        film=house.film,
        kind=kind,
        name=f"{house.mark} {name}",
        content_type="image/jpeg" if kind == "picture" else "application/pdf",
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        created_by=house.users["producer"],
    )
    stored.original.save(name, ContentFile(body), save=False)
    if preview:
        stored.preview.save(name, ContentFile(preview), save=False)
    stored.save()
    return stored


def picture(text: str) -> bytes:
    """A small JPEG with a comment inside."""
    import io

    from PIL import Image

    body = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(body, "JPEG", comment=text.encode())
    return body.getvalue()


def _files(house):
    paper = f"%PDF-1.4\n% {house.mark}\n%%EOF\n".encode()
    image, logo = picture(f"{house.mark} house"), picture(f"{house.mark} logo")
    house.things["logo"] = _stored(house, "logo.jpg", "picture", logo, logo)
    house.things["permit_file"] = _stored(house, "permit.pdf", "document", paper)
    house.things["release_file"] = _stored(house, "release.pdf", "document", paper)
    house.things["evidence_file"] = _stored(house, "mail.pdf", "document", paper)
    house.things["location_file"] = _stored(house, "house.jpg", "picture", image, image)
    still, frame = picture(f"{house.mark} still"), picture(f"{house.mark} frame")
    house.things["clip_file"] = _stored(house, "still.jpg", "picture", still, still)
    house.things["copy_file"] = _stored(house, "scan.pdf", "document", paper)
    house.things["shot_file"] = _stored(house, "frame.jpg", "picture", frame, frame)
    house.things["file"] = house.things["permit_file"]


def _places(house):
    location = factories.LocationFactory(film=house.film, name=f"{house.mark} house")
    away = factories.LocationFactory(film=house.film, name=f"{house.mark} archive")
    house.things |= {
        "location": location,
        "other_location": away,
        "third_location": factories.LocationFactory(film=house.film, name=f"{house.mark} garden"),
        "set": factories.SetFactory(location=location),
        "permit": factories.PermitFactory(location=location, file=house.things["permit_file"]),
        "travel": models.TravelTime.objects.create(origin=location, destination=away, minutes=25),
        "picture": models.LocationPicture.objects.create(
            location=location, file=house.things["location_file"]
        ),
    }


def _people(house):
    contributor = factories.ContributorFactory(
        film=house.film,
        number=1,
        line=f"{house.mark} line",
        phone=f"+52 {house.digits}",
        second_phone=f"+52 {house.digits} 1",
        email=f"{house.secret}@people.example",
        born=datetime.date(house.year, 3, 7),
        diet=f"{house.secret} diet",
        access_needs=f"{house.secret} access",
        companion=f"{house.secret} companion",
        emergency_contact=f"{house.secret} contact",
        notes=f"{house.secret} notes",
    )
    gone = models.Unavailability.objects.create(
        person=contributor,
        first_date=datetime.date(house.year, 8, 1),
        last_date=datetime.date(house.year, 8, 2),
        reason=f"{house.secret} reason",
    )
    deceased = factories.ContributorFactory(
        film=house.film,
        number=2,
        born=datetime.date(house.year, 1, 5),
        died=datetime.date(house.year, 11, 9),
        notes=f"{house.secret} notes",
    )
    oneself = factories.PersonFactory(film=house.film, membership=house.things["membership_crew"])
    release = factories.ReleaseFactory(
        person=deceased, kind="estate", state="sent", file=house.things["release_file"]
    )
    house.things |= {
        "person": contributor,
        "unavailability": gone,
        "oneself": oneself,
        "deceased": deceased,
        "release": release,
        "heir": models.Heir.objects.create(release=release, name=f"{house.mark} heir"),
        "materials_release": factories.ReleaseFactory(
            person=contributor, kind="materials", material="x", owner="x"
        ),
        "crowd_release": factories.ReleaseFactory(
            film=house.film, person=None, kind="crowd", location=house.things["location"]
        ),
        "heritage_release": factories.ReleaseFactory(
            film=house.film,
            person=None,
            kind="heritage",
            location=house.things["location"],
            permit=house.things["permit"],
            authority="x",
        ),
        "given_release": factories.ReleaseFactory(person=contributor, state="signed", signed_on=DAY),
        "evidence": factories.EvidenceFactory(release=release, file=house.things["evidence_file"]),
    }


def _scenes(house):
    theme = factories.ThemeFactory(film=house.film)
    loose = factories.SceneFactory(film=house.film)
    scene = factories.SceneFactory(film=house.film, set=house.things["set"], people=[house.things["person"]])
    scene.themes.set([theme])
    event = factories.EventFactory(film=house.film, scenes=[scene], people=[house.things["person"]])
    event.themes.set([theme])
    house.things |= {
        "theme": theme,
        "scene": scene,
        "loose_scene": loose,
        "event": event,
        "event_source": models.EventSource.objects.create(event=event, kind="book", citation="x"),
    }
    subject = factories.SubjectFactory(person=house.things["person"])
    question = factories.QuestionFactory(subject=subject, theme=theme)
    last = factories.QuestionFactory(subject=subject, is_must=True)
    house.things |= {"subject": subject, "question": question, "last_question": last}


def _archive(house):
    source = factories.SourceFactory(
        film=house.film,
        person=house.things["person"],
        website=f"https://{house.mark}.example/",
        currency="MXN",
    )
    clip = factories.ArchiveClipFactory(
        film=house.film,
        source=source,
        date="22 Aug 1940",
        file=house.things["clip_file"],
        people=[house.things["person"]],
        scenes=[house.things["scene"]],
    )
    clip.themes.set([house.things["theme"]])
    copy = factories.CopyFactory(clip=clip, watermarked=True, file=house.things["copy_file"])
    loose = factories.SourceFactory(film=house.film, name=f"{house.mark} museum")
    house.things |= {"source": source, "loose_source": loose, "clip": clip, "copy": copy}
    house.things["other_copy"] = factories.CopyFactory(
        clip=clip, kind="master", watermarked=True, replaced_by=copy
    )


def _day(house):
    day = factories.ShootDayFactory(film=house.film, date=DAY)
    person, oneself = house.things["person"], house.things["oneself"]
    vehicle = models.Vehicle.objects.create(day=day, name="x", driver=oneself, pick_up=390)
    vehicle.passengers.set([person])
    uncalled = factories.PersonFactory(film=house.film)
    house.things |= {
        "day": day,
        "other_day": factories.ShootDayFactory(film=house.film, date=DAY + datetime.timedelta(days=90)),
        "uncalled": uncalled,
        "item": factories.RunningItemFactory(
            day=day, position=1, scene=house.things["scene"], people=[oneself, uncalled]
        ),
        "pinned_item": factories.RunningItemFactory(day=day, position=2, kind="meal"),
        "pool_item": factories.RunningItemFactory(film=house.film, day=None, kind="other"),
        "call": factories.CallFactory(day=day, person=person, mode="relative", offset=-30),
        "crew_call": factories.CallFactory(day=day, person=oneself),
        "vehicle": vehicle,
        "note": models.DepartmentNote.objects.create(day=day, department="sound", note="x"),
        "warning": models.AcceptedWarning.objects.create(
            day=day,
            rule="late_issue",
            facts="0" * 64,
            reason=f"{house.mark} reason",
            accepted_by=house.users["producer"],
        ),
    }


def _shots(house):
    shot = factories.ShotFactory(
        scene=house.things["scene"],
        clip=house.things["clip"],
        file=house.things["shot_file"],
        shot_on=house.things["day"],
        status="shot",
    )
    house.things |= {
        "shot": shot,
        "next_shot": factories.ShotFactory(scene=house.things["scene"], size="ms"),
        "menu_shot": factories.ShotFactory(scene=None, location=house.things["location"], category="hands"),
    }


def _proxies(house):
    """What plays of a recording, what is on its way in, and a file of the media folder."""
    from tests.media import film

    recording, whole = house.things["recording"], film(seconds=1)
    body = f"{house.mark} frames".encode()
    arrived = factories.ProxyUploadFactory(
        recording=recording,
        size=len(whole),
        received=len(whole),
        content__data=whole,
        created_by=house.users["producer"],
    )
    house.things |= {
        "proxy": factories.ProxyFactory(
            recording=recording,
            duration_ms=40_000,
            file__data=body,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
        ),
        "upload": factories.ProxyUploadFactory(recording=recording, created_by=house.users["producer"]),
        "arrived_upload": arrived,
    }
    folder = Path(settings.MEDIA_DIR) / str(house.film.pk)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{house.mark}.webm").write_bytes(whole)


def _imports(house):
    """A table of scenes and one of people, both read; and what the columns of the last one meant."""
    scenes = _handed_in(house, "scenes", f"No.,Title,{house.mark}\n77,{house.mark} cell,x\n")
    people = _handed_in(house, "people", f"Name,E-mail\n{house.mark} name,{house.secret}@row.example\n")
    memory = models.ColumnMemory.objects.create(film=house.film, kind="shots", meant={house.mark: "number"})
    house.things |= {
        "imported": scenes,
        "imported_row": scenes.rows.get(),
        "people_import": people,
        "people_row": people.rows.get(),
        "column_memory": memory,
    }


def _handed_in(house, kind, text):
    from production.actions import imports
    from production.importing import reading

    by, name = house.users["producer"], f"{house.mark} {kind}.csv"
    imported = imports.hand_in(film=house.film, kind=kind, name=name, data=text.encode(), by=by)
    reading.work(imported)
    return imported


def _write_marks(house):
    """The film's mark into every text that nobody has written yet."""
    for thing in [*house.things.values(), house.film]:
        before = [getattr(thing, column.attname) for column in texts_of(thing)]
        for column in texts_of(thing):
            value = getattr(thing, column.attname)
            if house.mark not in value and house.secret not in value:
                setattr(thing, column.attname, f"{house.mark} {column.name}"[: column.max_length])
        if before != [getattr(thing, column.attname) for column in texts_of(thing)]:
            thing.save()


def _is_of_another_kind(thing: django_models.Model, name: str) -> bool:
    """What the form of a release refuses: the material of an appearance, the authority of a crowd."""
    return isinstance(thing, models.Release) and name in OF_KIND and thing.kind not in OF_KIND[name][0]


def texts_of(thing: django_models.Model) -> list[django_models.Field]:
    return [
        column
        for column in thing._meta.fields
        if isinstance(column, (LineField, ParagraphsField))
        and not isinstance(column, HistoricDateField)
        and column.name not in _PLAIN
        and not _is_of_another_kind(thing, column.name)
        and not column.name.endswith("phone")
    ]


def _sheets(house):
    """Two issued versions that differ."""
    for version, colour in ((1, "White"), (2, "Blue")):
        day = models.ShootDay.objects.get(pk=house.things["day"].pk)
        day.weather = f"{house.mark} weather {version}"
        day.save()
        house.things[f"sheet_{version}"] = freeze(house, version, colour)
    house.things["day"] = models.ShootDay.objects.get(pk=house.things["day"].pk)
    house.things["sheet"] = house.things["sheet_2"]


def freeze(house, version, colour):
    """What the day says now, as an issued version; nobody asks whether it is ready."""
    from production.actions.call_sheets import gather

    day = models.ShootDay.objects.get(pk=house.things["day"].pk)
    return models.IssuedCallSheet.objects.create(
        film=house.film,
        day=day,
        version=version,
        colour=colour,
        content=call_sheet_content.to_json(gather(day)),
        issued_at=timezone.now() - datetime.timedelta(minutes=60 - version),
        issued_by=house.users["producer"],
    )


def _scripts(house):
    """A scene of two rows: what was said under a clip and a shot, and narration with whom it names.

    What is cited can't be binned, so it is nothing that others bin.
    """
    film = house.film
    person = factories.ContributorFactory(film=film)
    recording = factories.RecordingFactory(interview=factories.InterviewFactory(film=film))
    segment = factories.SegmentFactory(recording=recording, in_frame=0, speaker=person)
    script = factories.ScriptFactory(film=film, is_working=True)
    scene = factories.ScriptSceneFactory(script=script)
    row = factories.RowFactory(scene=scene)
    cell = factories.SoundbiteFactory(row=row, segment=segment)
    shot = factories.ShotFactory(scene=scene.scene)
    picture = {"row": row, "column": "picture", "text": ""}
    clip = factories.ArchiveClipFactory(film=film)
    factories.CellFactory(**picture, element="archive", clip=clip)
    factories.CellFactory(**picture, element="b_roll", shot=shot, lasts_ms=4_000)
    other = factories.RowFactory(scene=scene)
    factories.CellFactory(row=other)
    factories.CellFactory(row=other, column="picture", element="lower_third", text="", person=person)
    house.things |= {
        "script": script,
        "other_script": factories.ScriptFactory(film=film, title=f"{house.mark} other"),
        "script_scene": scene,
        "other_script_scene": factories.ScriptSceneFactory(script=script, scene=None, title="x"),
        "script_row": row,
        "other_script_row": other,
        "script_cell": cell,
        "narration_cell": factories.CellFactory(row=other),
        "cited_segment": segment,
        "cut_import": _cut_brought(house, script),
        "script_import": _paper_edit(house, script),
    }


def _cut_brought(house, script):
    """An editor's cut that waits: of a card that the film doesn't have."""
    from script.actions import cut_import

    mark = "".join(sign for sign in house.mark.upper() if sign.isalnum())
    text = f"TITLE: X\n001  {mark} V C 01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\n"
    text += f"* FROM CLIP NAME: {house.mark}\n"
    by, data = house.users["producer"], text.encode()
    imported = cut_import.look_first(
        script=script, name=f"{house.mark}.edl", data=data, rate=script.frames, by=by
    )
    return cut_import.keep(imported=imported, data=data)


def _drafts(house):
    """The script as it was locked, once all that it says carries its marks."""
    from script.actions import drafts

    house.things["draft"] = drafts.lock(
        script=house.things["script"], note=f"{house.mark} note", by=house.users["director"]
    )


def _paper_edit(house, script):
    """On its way into a script: a heading, what was said by nobody, and narration."""
    from script.actions import paper_edits

    by, data = house.users["producer"], f"THE WALL\n\n{house.mark}\n\nV.O.: Words of it.".encode()
    imported = paper_edits.look_first(
        script=script, kind="paper_edit", name=f"{house.mark}.txt", data=data, by=by
    )
    return paper_edits.keep(imported=imported, data=data)


def _interviews(house):
    """A sitting of an hour, transcribed in part, with a segment that answers a question."""
    person = house.things["person"]
    item = factories.RunningItemFactory(
        day=house.things["other_day"], kind="interview", scene=house.things["scene"], people=[person]
    )
    interview = factories.InterviewFactory(
        film=house.film,
        subjects=[house.things["subject"]],
        date=None,
        item=item,
        interviewer=house.things["oneself"],
        not_before=datetime.date(2999, 1, 1),
    )
    recording = factories.RecordingFactory(interview=interview)
    transcript = factories.TranscriptFactory(recording=recording)
    cue, translation = _cues(house, transcript)
    segment = factories.SegmentFactory(recording=recording, in_frame=0, speaker=person, rating=4)
    segment.themes.set([house.things["theme"]])
    segment.questions.set([house.things["question"]])
    segment.scenes.set([house.things["scene"]])
    segment.events.set([house.things["event"]])
    house.things |= {
        "interview_item": item,
        "interview": interview,
        "recording": recording,
        "other_recording": factories.RecordingFactory(interview=interview, camera="B"),
        "transcript": transcript,
        "cue": cue,
        "translation": translation,
        "other_transcript": factories.TranscriptFactory(recording=recording, language="ru", is_main=False),
        "segment": segment,
        "transcript_import": _brought(house, recording, f"1\n00:00:01,000 --> 00:00:02,000\n{house.mark}\n"),
        "log_import": _brought(house, recording, f"In,Gist,Themes\n01:00:10:00,{house.mark},{house.mark}\n"),
    }


def _brought(house, recording, text):
    """A file on its way to become a transcript, or a log its segments."""
    from interviews.actions import transcript_imports as imports

    by, data = house.users["producer"], text.encode()
    ending = "srt" if "-->" in text else "csv"
    imported = imports.look_first(recording=recording, name=f"{house.mark}.{ending}", data=data, by=by)
    return imports.keep(imported=imported, data=data)


def _cues(house, transcript):
    """One whose out was moved, another after it, and the line of a translation."""
    from interviews.actions import transcripts

    speaker = factories.SpeakerFactory(transcript=transcript)
    cue = factories.CueFactory(transcript=transcript, speaker=speaker, in_frame=0)
    house.things["next_cue"] = factories.CueFactory(transcript=transcript, speaker=speaker, in_frame=200)
    translation = factories.TranslationFactory(transcript=transcript)
    house.things["line"] = factories.TranslatedCueFactory(translation=translation, cue=cue)
    house.things["step"] = transcripts.change_times(
        transcript=transcript, cue=cue.pk, in_frame=0, out_frame=110, by=house.users["editor"]
    )
    house.things["speaker"] = speaker
    cue.refresh_from_db()
    transcript.refresh_from_db()
    return cue, translation


def _report(house):
    """What was noted on the day, not signed yet."""
    report = factories.ProductionReportFactory(day=house.things["day"], incidents=f"{house.secret} incident")
    house.things |= {
        "production_report": report,
        "reported_item": models.ReportedItem.objects.create(
            report=report, item=house.things["item"], outcome="part"
        ),
        "reported_shot": models.ReportedShot.objects.create(report=report, shot=house.things["shot"]),
        "added_item": models.AddedItem.objects.create(report=report, scene=house.things["scene"], title="x"),
        "person_time": models.PersonTime.objects.create(report=report, person=house.things["person"]),
        "release_signing": models.ReleaseSigning.objects.create(
            report=report, release=house.things["release"], signer="x", signed_on=DAY
        ),
        "media_card": models.MediaCard.objects.create(report=report, label="x"),
    }


def _reports(house):
    """A day that is closed, and its report as it was signed."""
    from production.actions.report_gathering import gather

    day = factories.ShootDayFactory(film=house.film, date=DAY - datetime.timedelta(days=1))
    report = factories.ProductionReportFactory(
        day=day,
        weather=f"{house.mark} sun",
        incidents=f"{house.secret} incident",
        closed_at=timezone.now(),
        closed_by=house.users["producer"],
    )
    house.things |= {"closed_day": day, "closed_report": report}
    house.things["report"] = models.SignedReport.objects.create(
        film=house.film,
        day=day,
        version=1,
        content=production_report_content.to_json(gather(report)),
        signer=f"{house.mark} signer",
        signed_at=timezone.now(),
        signed_by=house.users["producer"],
    )
