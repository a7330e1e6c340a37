"""Subjects, questions, interviews, recordings, and the log with its segments."""

from tests.access_table.row import REGISTERS, Row, Rows, act, binned, form, picked

TABLE: Rows = {
    # interviews
    "interview-list": Row(REGISTERS, listing=True, asked=("?held_back=true&language=es&first=2003-01-01",)),
    "interview-detail": Row(REGISTERS),
    "interview-new": form(
        "PDE",
        lambda own: {"title": "New"},
        asked_foreign={"subject": "subject", "item": "interview_item"},
    ),
    "interview-edit": form("PDE"),
    "interview-follow": act("PDE"),
    "interview-bulk": act(
        "PDE", lambda own: {"change": "status:logged", "pick": picked(own, "interview"), "confirmed": "1"}
    ),
    "interview-bin": act("PDE"),
    "interview-restore": act("PDE", prepare=binned("interview")),
    "recording-new": form("PDE", lambda own: {"reel": "A099", "rate": "25/1"}),
    "recording-edit": form("PDE"),
    "recording-bin": form("PDE"),
    "recording-restore": act("PDE", prepare=binned("recording")),
    "log": Row(REGISTERS, asked=("?at=75&segment=1",), asked_foreign={"segment": "segment"}),
    "log-cues": Row(REGISTERS),
    "log-segments": Row(REGISTERS),
    "segment-new": form("PDE", lambda own: {"in_frame": "#10", "out_frame": "#60", "gist": "New"}),
    "segment-row": Row(REGISTERS),
    "segment-edit": form("PDE"),
    "segment-mark": act(
        "PDE",
        lambda own: {"rating": 2, "version": own.things["segment"].version},
        foreign=lambda other: {"theme": other.things["theme"].pk},
    ),
    "segment-bulk": act(
        "PDE",
        lambda own: {"change": "rating:3", "pick": picked(own, "segment"), "confirmed": "1"},
    ),
    "select-list": Row(
        REGISTERS,
        listing=True,
        asked=("?group=person&sort=longest", "?used=no&rating=5&theme=null&group=x&sort=x&page=9"),
        asked_foreign={"theme": "theme", "person": "person", "interview": "interview"},
    ),
    "interview-coverage": Row(
        REGISTERS, asked=("?export=themes", "?export=people", "?export=languages", "?export=x")
    ),
    "segment-bin": act("PDE"),
    "segment-restore": act("PDE", prepare=binned("segment")),
    "log-pdf": Row(
        REGISTERS, asked=("?by=theme&language=es&paper=letter",), asked_foreign={"theme": "theme"}
    ),
    "interview-log": Row(
        REGISTERS, asked=("?by=rating&rating=3", "?by=x&rating=y"), asked_foreign={"theme": "theme"}
    ),
    "interview-log-pdf": Row(REGISTERS, asked=("?by=rating&rating=3",), asked_foreign={"theme": "theme"}),
    "subject-list": Row(REGISTERS, listing=True),
    "subject-detail": Row(REGISTERS),
    "subject-new": form(
        "PDE", lambda own: {"person": own.things["deceased"].pk}, asked_foreign={"person": "person"}
    ),
    "subject-edit": form("PDE"),
    "subject-follow": act("PDE"),
    "subject-bin": act("PDE"),
    "subject-restore": act("PDE", prepare=binned("subject")),
    "subject-of": Row(REGISTERS, status=302),
    "subject-lap-sheet": Row(REGISTERS, asked=("?language=es&paper=letter",)),
    "question-new": form("PDE", lambda own: {"text": "New?"}),
    "question-paste": form("PDE", lambda own: {"questions": "One?"}),
    "question-edit": form("PDE"),
    "question-move": act(
        "PDE",
        lambda own: {"before": own.things["question"].pk},
        foreign=lambda other: {"before": other.things["question"].pk},
        things={"question": "last_question"},
    ),
    "question-mark": act("PDE", lambda own: {"state": "asked"}),
    "question-bin": act("PDE"),
    "question-restore": act("PDE", prepare=binned("question")),
}
