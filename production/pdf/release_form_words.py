"""The words of the release forms: the project's own, in plain language, a template for a lawyer to check."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Form:
    title: str
    opening: str
    clauses: tuple[str, ...]


def warning() -> str:
    return _("Template – to be checked by a lawyer before use")


def form(kind: str) -> Form:
    """Title, opening and numbered clauses of a kind, in the reader's language."""
    found = {
        "appearance": _appearance,
        "minor": _minor,
        "estate": _estate,
        "location": _location,
        "materials": _materials,
        "crowd": _crowd,
    }[kind]
    return found()


def _uses() -> str:
    return _(
        "The company may use all this in the film and in its versions for cinema, television, festivals, "
        "internet and home viewing, and in what announces the film, in every country and for as long as the "
        "film is shown, within the limits written below."
    )


def _edits() -> str:
    return _(
        "It may be cut, translated, subtitled and dubbed, but not so that it comes to mean something else "
        "than what was said or shown."
    )


def _data() -> str:
    return _(
        "The company keeps this form and the addresses on it for the purposes of the film alone. Whoever "
        "signs may ask at any time to see and to correct what is kept."
    )


def _copy() -> str:
    return _("I have had time to ask questions, and I keep a copy of this form.")


def _appearance() -> Form:
    return Form(
        _("Appearance release"),
        _("I, the person named above, take part in this documentary film of my own free will."),
        (
            _("I have been told what the film is about and what my part in it is."),
            _(
                "The company may record my picture, my voice and my words on the dates named above and on "
                "others that we agree on."
            ),
            _uses(),
            _edits(),
            _("I say what I know and what I believe, and tell the company what I may not make public."),
            _data(),
            _copy(),
        ),
    )


def _minor() -> Form:
    return Form(
        _("Release for a minor"),
        _(
            "I, the parent or guardian who signs below, agree that the minor named above takes part in this "
            "documentary film."
        ),
        (
            _("I have the right to decide this for the minor, and nobody who shares it objects."),
            _("I have been told what the film is about; so has the minor, in words that they understand."),
            _(
                "The company may record the minor's picture, voice and words on the dates named above. I or "
                "somebody whom I trust is there the whole time, and we may stop at any moment."
            ),
            _uses(),
            _edits(),
            _("Neither address nor school of the minor are shown or told in the film."),
            _data(),
            _copy(),
        ),
    )


def _estate() -> Form:
    return Form(
        _("Release by the heirs"),
        _(
            "We, the heirs named below, agree to the use in this documentary film of what the person named "
            "above said and showed in life."
        ),
        (
            _("We are all the heirs; a paper that proves it is attached, and a copy of it stays on file."),
            _("The recordings were made in life and with consent, on the dates named above."),
            _uses(),
            _edits(),
            _("This form counts when every one of us has signed, on one sheet or on several alike."),
            _data(),
            _("We have had time to ask questions, and each of us keeps a copy of this form."),
        ),
    )


def _location() -> Form:
    return Form(
        _("Location release"),
        _("I, the owner or whoever may decide for the owner, let the company film in the place named above."),
        (
            _("The company may enter with people and equipment on the dates named above, and record there."),
            _(
                "It leaves everything as it found it, keeps the rules of the house, and pays for what it "
                "damages."
            ),
            _uses(),
            _("The place may be shown as itself, by its name."),
            _("The company is insured against harm to others that its work does in the place."),
            _data(),
            _copy(),
        ),
    )


def _materials() -> Form:
    return Form(
        _("Release for photographs, papers and objects"),
        _("I hand the material named above over to the company for use in this documentary film."),
        (
            _("The material is mine, or its owner has asked me to sign."),
            _(
                "I hold its copyright; where somebody else does, their name stands above and the company "
                "asks them as well."
            ),
            _(
                "The company may copy and film the material, show it whole or in part and move across it, "
                "and restore its copy."
            ),
            _uses(),
            _("It gives the originals back undamaged, on the date agreed, against receipt."),
            _("The material is credited in the film as written below."),
            _data(),
            _copy(),
        ),
    )


def _crowd() -> Form:
    return Form(
        _("We are filming here"),
        _("Whoever enters this place today may be seen and heard in a documentary film."),
        (
            _("The recordings may be shown in the film, wherever and for as long as it is shown."),
            _(
                "You would rather not be seen? Please tell somebody of the crew, or wait until we have "
                "finished."
            ),
            _("You have been filmed and don't agree? Telephone us; the number stands below."),
        ),
    )
