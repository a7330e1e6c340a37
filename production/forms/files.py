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
from production.forms.records import Conflict, RecordForm
from production.models import Film, StoredFile, User
from production.models.fields import clean_text

REFUSALS = {
    "type": _("This is no file of a kind that is kept here (%(kinds)s)."),
    "type_found": _("This is no file of a kind that is kept here (%(kinds)s) but %(found)s."),
    "pixels": _(
        "This picture has too many pixels; %(limit)s millions at most "
        "(PNG in colour: 22 millions, WebP: 8 millions). Save it as JPEG, or smaller."
    ),
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
        given.seek(0)  # a form that merges somebody else's change is bound twice
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


class WithFile(RecordForm):
    """A record's form with one file that may be replaced or taken off; the model's field is `file`."""

    upload = UploadField(required=False, label=_("file"))
    take_off = forms.BooleanField(required=False, label=_("take the file off"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.file_id:
            self.fields["upload"].label = _("another file instead of “%(name)s”") % {
                "name": self.instance.file
            }
        else:
            del self.fields["take_off"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        read = cleaned.get("version")
        changes = cleaned.get("upload") or cleaned.get("take_off")
        if changes and self.instance.pk and read is not None and read != self.instance.version:
            self._compare_files(self._as_read(read), cleaned)
        return cleaned

    def _compare_files(self, base: Any, cleaned: dict[str, Any]) -> None:
        if base is None or base.file_id == self.instance.file_id:
            return
        mine = cleaned.get("upload")
        conflict = Conflict(
            label=str(_("file")),
            name="upload",
            base=str(base.file or "–"),
            theirs=str(self.instance.file or "–"),
            mine=mine.name if mine else "–",
        )
        self.conflicts.append(conflict)
        text = _("Somebody else changed this to “%(theirs)s” meanwhile. Choose yours again to replace it.")
        self.add_error("upload", text % {"theirs": conflict.theirs})

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors and self.cleaned_data.get("upload"):
            self.add_error("upload", _("Choose the file again: browsers forget it when a form comes back."))

    def save(self, commit: bool = True) -> Any:
        upload: Upload | None = self.cleaned_data.get("upload")
        if upload is not None:
            if self.user is None:
                raise ValueError("Who hands in a file must be known.")
            self.instance.file = upload.keep(film=self.film, by=self.user)
        elif self.cleaned_data.get("take_off"):
            self.instance.file = None
        return super().save(commit)
