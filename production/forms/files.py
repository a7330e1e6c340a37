"""The form field that takes a file: looked at before the form is valid, with clear words when refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from production.actions import files
from production.formats import uploads
from production.models import Film, StoredFile, User
from production.models.fields import clean_text

REFUSALS = {
    "type": _("This is no file of a kind that is kept here (%(kinds)s)."),
    "type_found": _("This is no file of a kind that is kept here (%(kinds)s) but %(found)s."),
    "pixels": _("This picture has too many pixels; %(limit)s millions at most (WebP: 16 millions)."),
    "unreadable": _("This file can't be read: it is damaged or was cut off. Export or scan it again."),
    "mixed": _("Behind this file hides a second one. Export the picture or document again and send that."),
}
_WORDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP", "application/pdf": "PDF"}


@dataclass(frozen=True)
class Upload:
    """A file that was looked at, with the name its sender gave it."""

    accepted: uploads.Accepted
    name: str

    def keep(self, *, film: Film, by: User) -> StoredFile:
        return files.keep(film=film, upload=self.accepted, name=self.name, by=by)


class UploadField(forms.FileField):
    """One file, by content a picture or a document."""

    def __init__(
        self, *, allowed: tuple[str, ...] = uploads.PICTURES + uploads.DOCUMENTS, **kwargs: Any
    ) -> None:
        self.allowed = allowed
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("help_text", self._help())
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(allowed)}))
        super().__init__(**kwargs)

    def _help(self) -> Any:
        from django.utils.functional import lazystr
        from django.utils.text import format_lazy

        size = lazystr(f"{settings.UPLOAD_LIMIT // 1_000_000} MB")
        return format_lazy(_("{kinds}, {size} at most."), kinds=self.kinds, size=size)

    @property
    def kinds(self) -> str:
        return ", ".join(_WORDS[kind] for kind in self.allowed)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        given = super().clean(data, initial)
        return self._inspected(given) if given else None

    def _inspected(self, given: Any) -> Upload:
        if given.size > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _("This file has %(size)s; %(limit)s at most are kept here."),
                code="size",
                params={
                    "size": filesizeformat(given.size),
                    "limit": filesizeformat(settings.UPLOAD_LIMIT),
                },
            )
        try:
            accepted = uploads.inspect(given.read(), self.allowed)
        except uploads.Refused as refusal:
            raise self._refused(refusal) from refusal
        return Upload(accepted, clean_text(given.name, lines=False)[-255:])

    def _refused(self, refusal: uploads.Refused) -> ValidationError:
        params = {"kinds": self.kinds, "found": refusal.found, "limit": uploads.PIXELS // 1_000_000}
        code = "type_found" if refusal.found else refusal.code
        return ValidationError(REFUSALS[code], code=refusal.code, params=params)


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(UploadField):
    """Several files at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        accept = self.widget.attrs.get("accept", "")
        self.widget = _SeveralFiles(
            attrs={"accept": accept, "multiple": True, **self.widget_attrs(self.widget)}
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            return [super().clean(None)] if self.required else []
        uploads_, errors = [], []
        for one in data if isinstance(data, (list, tuple)) else [data]:
            try:
                uploads_.append(super().clean(one))
            except ValidationError as error:
                words = " ".join(error.messages)
                errors.append(_("%(name)s: %(reason)s") % {"name": one.name, "reason": words})
        if errors:
            raise ValidationError(errors)
        return uploads_
