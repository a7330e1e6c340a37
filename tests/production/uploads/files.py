"""Files as people send them, good and bad, and one that was kept."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from production.actions import files
from production.formats.uploads import inspect

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def picture(kind="JPEG", size=(64, 48), colour=(10, 120, 200), **options):
    out = io.BytesIO()
    mode = "RGBA" if len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("hello.txt", "hello")
    return out.getvalue()


def png_of_claimed_size(width, height, depth=1, colour=0):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def kept(film, user, data=PDF, name="paper.pdf"):
    return files.keep(film=film, upload=inspect(data), name=name, by=user)
