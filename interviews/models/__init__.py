"""The models of interviews, one file per concept."""

from interviews.models.subjects import Question, Subject

__all__ = ["Question", "Subject"]
