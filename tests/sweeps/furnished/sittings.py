"""Interviews: what was said, how it was written down, and what plays of it."""

import datetime
import hashlib
from pathlib import Path

from django.conf import settings

from tests import factories


def proxies(house):
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


def interviews(house):
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
