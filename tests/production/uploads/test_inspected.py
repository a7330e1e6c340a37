"""What a file really is, and which are refused."""

import io

import pytest
from PIL import Image

from production.formats.uploads import DOCUMENTS, PICTURES, Refused, inspect
from tests.production.uploads.files import PDF, archive, picture, png_of_claimed_size


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("JPEG", progressive=True), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("PNG", colour=(1, 2, 3, 40)), "image/png"),
        (picture("WEBP"), "image/webp"),
        (picture("WEBP", size=(33, 1)), "image/webp"),
        (PDF, "application/pdf"),
    ],
)
def test_what_it_really_is(data, kind):
    accepted = inspect(data)
    assert accepted.content_type == kind
    assert bool(accepted.preview) == (kind in PICTURES)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (picture("GIF"), "type"),
        (picture("BMP"), "type"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "type"),
        (b"<script>x</script>\n" + PDF, "type"),
        (archive(), "type"),
        (picture("JPEG") + archive(), "mixed"),
        (picture("PNG") + archive(), "mixed"),
        (picture("WEBP") + archive(), "mixed"),
        (PDF + archive(), "mixed"),
        (picture("PNG") + b"<script>alert(1)</script>", "mixed"),
        (picture("JPEG") + b"<script>alert(1)</script>", "mixed"),
        (picture("JPEG") + PDF, "mixed"),
        (picture("WEBP") + b"more", "mixed"),
        (picture("JPEG", size=(400, 400))[:-30], "unreadable"),
        (picture("PNG", size=(400, 400))[:-30], "unreadable"),
        (picture("WEBP", size=(400, 400))[:-10], "mixed"),
        (PDF[:-6], "unreadable"),
        (b"\xff\xd8\xff", "unreadable"),
        (b"\x89PNG\r\n\x1a\n", "unreadable"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 40, "unreadable"),
        (png_of_claimed_size(20_000, 20_000), "pixels"),
        (png_of_claimed_size(10_000, 8_000), "pixels"),
        (png_of_claimed_size(6_000, 4_500, depth=8, colour=2), "pixels"),  # takes four bytes a pixel
        (picture("WEBP", size=(3_000, 3_000)), "pixels"),
        (png_of_claimed_size(2**31 - 1, 2**31 - 1), "pixels"),
    ],
)
def test_what_is_refused(data, code):
    with pytest.raises(Refused) as refusal:
        inspect(data)
    assert refusal.value.code == code


def test_what_cameras_put_behind_a_picture_is_no_second_file():
    one = picture("JPEG")
    for tail in (one, b"\0" * 16, b"\0\0\0\x18ftypmp42" + b"\0" * 12, b"SEFH" + b"\0" * 8 + b"SEFT"):
        assert inspect(one + tail).is_picture


def test_a_preview_is_small_upright_and_says_nothing_of_the_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    preview = inspect(picture("JPEG", size=(2400, 1200), exif=exif)).preview
    with Image.open(io.BytesIO(preview)) as small:
        assert (small.format, small.size) == ("JPEG", (800, 1600))
        assert not small.getexif()
    assert b"Secret" not in preview


def test_transparency_becomes_white():
    preview = inspect(picture("PNG", colour=(0, 0, 0, 0))).preview
    with Image.open(io.BytesIO(preview)) as small:
        assert small.getpixel((5, 5)) == (255, 255, 255)


def test_an_encrypted_pdf_is_kept_and_marked():
    assert inspect(PDF.replace(b"trailer<<", b"trailer<</Encrypt 9 0 R")).warning == "encrypted"


def test_every_cut_of_a_file_is_refused_or_read():
    """No decoder's own error comes through."""
    for whole in (picture("JPEG"), picture("PNG"), picture("WEBP"), PDF):
        for end in range(len(whole)):
            try:
                inspect(whole[:end])
            except Refused:
                continue


def test_hostile_pictures(samples):
    expected = {
        "valid.png": "", "bomb_400mpx.png": "pixels", "truncated.png": "unreadable",
        "svg.jpg": "type", "html.jpg": "type", "gifar.jpg": "type",
    }  # fmt: skip
    for name, code in expected.items():
        data = (samples / "hostile" / "img" / name).read_bytes()
        if not code:
            assert inspect(data, PICTURES).preview
            continue
        with pytest.raises(Refused) as refusal:
            inspect(data, PICTURES)
        assert refusal.value.code == code, name


def test_hostile_documents(samples):
    folder = samples / "hostile" / "pdf"
    assert inspect((folder / "valid.pdf").read_bytes(), DOCUMENTS).warning == ""
    assert inspect((folder / "launch.pdf").read_bytes(), DOCUMENTS).warning == ""
    assert inspect((folder / "encrypted.pdf").read_bytes(), DOCUMENTS).warning == "encrypted"
    with pytest.raises(Refused):
        inspect((folder / "polyglot.pdf").read_bytes(), DOCUMENTS)
