"""The labels of a script in the language of the reader (:class:`script.formats.labels.Labels`)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from production.pdf.wording import Words
from script.formats.labels import Labels
from script.pdf import elements


def translators(into: str) -> dict[str, str]:
    """Columns and states of a translator's table (:mod:`script.formats.translator`)."""
    language = Words(get_language() or "en", date.min).languages([into])
    return {
        "row": _("Row"),
        "scene": _("Scene"),
        "at": _("Timecode"),
        "lasts": _("Length"),
        "language": _("Language"),
        "who": _("Who"),
        "text": _("Original"),
        "translation": _("Translation so far"),
        "state": _("State"),
        "own": _("Into %(language)s") % {"language": language},
        "stale": _("Stale: the original was changed since"),
        "silent": _("No words in the transcript"),
        "same": _("Is in %(language)s already") % {"language": language},
    }


def labels() -> Labels:
    return Labels(
        narrator=_("NARRATOR"),
        speaker=_("SPEAKER"),
        on_camera=_("ON CAM"),
        voice_over=_("V.O."),
        elements={
            "archive": _("ARCHIVE"),
            "b_roll": _("B-ROLL"),
            "still": _("STILL"),
            "lower_third": pgettext("lower third", "L3"),
            "card": _("CARD"),
            "subtitle": pgettext("subtitle", "SUB"),
            "music": _("MUSIC"),
            "natural_sound": _("NAT SOUND"),
            "note": _("NOTE"),
        },
        moves={
            "in": pgettext("music", "IN"),
            "under": pgettext("music", "UNDER"),
            "out": pgettext("music", "OUT"),
        },
        mute=_("mute"),
        clearances={"open": _("not cleared"), "blocked": _("BLOCKED")},
        times={"day": _("DAY"), "night": _("NIGHT"), "dawn": _("DAWN"), "dusk": _("DUSK")},
        omitted=_("OMITTED"),
        no_words=_("No words in the transcript"),
        draft=_("Draft"),
        working=_("working draft"),
        picture=_("PICTURE"),
        sound=_("SOUND"),
        row=_("No."),
        length=_("Length"),
        page=_("Page"),
        running_time=_("TRT"),
        measured=_("measured"),
        estimated=_("estimated"),
        target=pgettext("of a length", "target"),
        seen=_("%(name)s ON CAMERA"),
        day=lambda on: Words(get_language() or "en", on).short_day(on),
        cleared=_("without what is not cleared"),
        states=elements.marks,
    )
