"""The models of interviews, one file per concept."""

from interviews.models.interviews import Interview
from interviews.models.recordings import Proxy, ProxyUpload, Recording
from interviews.models.segments import Segment
from interviews.models.subjects import Question, Subject
from interviews.models.transcripts import (
    Cue,
    Speaker,
    Transcript,
    TranscriptImport,
    TranscriptStep,
    TranslatedCue,
    Translation,
)

__all__ = [
    "Cue",
    "Interview",
    "Proxy",
    "ProxyUpload",
    "Question",
    "Recording",
    "Segment",
    "Speaker",
    "Subject",
    "Transcript",
    "TranscriptImport",
    "TranscriptStep",
    "TranslatedCue",
    "Translation",
]
