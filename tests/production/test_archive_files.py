"""Stills and scans of the archive: what is taken, what is refused in which words, what it costs."""

import io
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from production.models import StoredFile
from tests.factories import ArchiveClipFactory
from tests.production.forms import filled_in
from tests.production.uploads.files import PDF, archive, picture, png_of_claimed_size

LARGEST = {
    "PNG in colour": ("PNG", "RGB", (6_000, 3_750), {}),
    "PNG with transparency": ("PNG", "RGBA", (6_000, 3_750), {}),
    "PNG in greys": ("PNG", "L", (8_000, 6_000), {}),
    "WebP of a film frame": ("WEBP", "RGBA", (3_840, 2_160), {"method": 0}),
    "JPEG": ("JPEG", "RGB", (8_000, 6_000), {}),
    "progressive JPEG": ("JPEG", "RGB", (5_000, 4_500), {"progressive": True, "subsampling": 0}),
    "progressive JPEG for print": ("JPEG", "CMYK", (4_000, 4_200), {"progressive": True, "subsampling": 0}),
}
INSPECT = """
import sys
from tests import environment
import django
django.setup()
import production.urls
from production.formats.uploads import inspect
preview = inspect(sys.stdin.buffer.read()).preview
lines = open("/proc/self/status").read().splitlines()
print(bool(preview), next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read where Linux tells it")
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_pictures_that_are_taken_stay_below_256_mb(name):
    kind, mode, size, options = LARGEST[name]
    out = io.BytesIO()
    Image.new(mode, size, "olive" if mode != "L" else 90).save(out, kind, **options)
    command = [sys.executable, "-c", INSPECT]
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, check=True)
    taken, megabytes = done.stdout.split()
    assert taken == b"True"
    assert int(megabytes) < 256


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("note.jpg", b"<html>", "no file of a kind"),
        ("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(64), "no file of a kind"),
        ("huge.png", png_of_claimed_size(20_000, 20_000), "too many pixels"),
        ("cut.png", picture("PNG", size=(400, 400))[:-30], "damaged or was cut off"),
        ("two.jpg", picture() + archive(), "hides a second one"),
        ("all.zip", archive(), "no file of a kind"),
        ("empty.jpg", b"", "empty"),
    ],
)
def test_a_bad_still_or_scan_is_told_at_its_field(film, editor, client_of, name, data, words):
    clip = ArchiveClipFactory(film=film)
    still = (reverse("clip-edit", args=[film.slug, clip.pk]), {"notes": "Kept words"})
    scan = (reverse("copy-new", args=[film.slug, clip.pk]), {"notes": "Kept words", "name": "Scan"})
    client = client_of(editor)
    for url, typed in (still, scan):
        sent = filled_in(client.get(url)) | typed | {"upload": SimpleUploadedFile(name, data)}
        answer = client.post(url, sent)
        assert answer.status_code == 200
        assert words in " ".join(answer.context["form"].errors["upload"])
        assert filled_in(answer)["notes"] == ["Kept words"]
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_hostile_files_of_every_kind_meet_the_archive(film, editor, client_of, samples):
    clip = ArchiveClipFactory(film=film)
    client = client_of(editor)
    taken = []
    for folder in ("img", "pdf", "video", "docx", "xml"):
        for path in sorted((samples / "hostile" / folder).iterdir()):
            for name in ("clip-edit", "copy-new"):
                url = reverse(name, args=[film.slug, clip.pk])
                upload = SimpleUploadedFile(path.name, path.read_bytes())
                answer = client.post(url, filled_in(client.get(url)) | {"upload": upload})
                if answer.status_code == 302:
                    taken.append((path.name, name))
                else:
                    assert answer.context["form"].errors["upload"], path.name
    assert taken == [
        ("valid.png", "clip-edit"),
        ("valid.png", "copy-new"),
        ("encrypted.pdf", "copy-new"),
        ("launch.pdf", "copy-new"),
        ("valid.pdf", "copy-new"),
    ]


@pytest.mark.django_db
def test_a_still_is_shown_small_and_a_scan_is_kept_beside_its_copy(film, editor, viewer, crew, client_of):
    clip = ArchiveClipFactory(film=film)
    client = client_of(editor)
    edit, new = (reverse(name, args=[film.slug, clip.pk]) for name in ("clip-edit", "copy-new"))
    client.post(edit, filled_in(client.get(edit)) | {"upload": SimpleUploadedFile("s.jpg", picture())})
    client.post(new, filled_in(client.get(new)) | {"upload": SimpleUploadedFile("s.pdf", PDF)})
    clip.refresh_from_db()
    still, scan = clip.file, clip.copies.get().file
    seen = client_of(viewer).get(reverse("clip-list", args=[film.slug])).content.decode()
    preview = reverse("file-preview", args=[film.slug, still.pk])
    assert preview in seen
    assert client_of(viewer).get(preview).status_code == 200
    assert client_of(viewer).get(reverse("file-detail", args=[film.slug, scan.pk])).status_code == 200
    assert client_of(crew).get(preview).status_code == 404
    client.post(edit, filled_in(client.get(edit)) | {"take_off": "on"})
    assert client_of(viewer).get(preview).status_code == 404
