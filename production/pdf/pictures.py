"""Pictures and codes on paper: re-encoded for print, never trusted."""

from __future__ import annotations

import logging
import zlib
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from .layout import Document, Page
from .rows import Figure

PIXELS_AT_MOST = 50_000_000
DOTS = 300 / 72  # pixels a point, as fine as a printer shows
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")

log = logging.getLogger(__name__)


class Picture(Figure):
    """A picture, fitted into a box."""

    __slots__ = ("name", "size")

    def __init__(self, name: str, size: tuple[float, float], alternative: str) -> None:
        self.name = name
        self.size = size
        self.height = size[1]
        self.alternative = alternative

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        page.image(self.name, x, top - self.size[1], *self.size)


class Code(Figure):
    """A QR code."""

    __slots__ = ("matrix", "side")

    def __init__(self, data: str, side: float, alternative: str) -> None:
        self.matrix = _matrix(data)
        self.side = side
        self.height = side
        self.alternative = alternative

    def draw(self, page: Page, x: float, top: float, width: float) -> None:
        page.squares(x + width - self.side, top - self.side, self.side, self.matrix)


@lru_cache(maxsize=500)
def _matrix(data: str) -> list[bytearray]:
    import segno

    return list(segno.make(data, error="m", micro=False).matrix)


def picture(document: Document, data: bytes, width: float, height: float, alternative: str) -> Picture | None:
    """A picture for a box of this size; None where the bytes are no picture we print."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS_AT_MOST:
                return None
            opened.thumbnail((round(width * DOTS), round(height * DOTS)))
            image = _on_white(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        log.warning("A picture could not be printed: %s", problem)
        return None
    scale = min(width / image.width, height / image.height)
    name = document.add_image(_stream(image.size, image.tobytes()))
    return Picture(name, (image.width * scale, image.height * scale), alternative)


def _on_white(image):  # type: ignore[no-untyped-def]
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(image).convert("RGBA")
    ground = Image.new("RGBA", turned.size, "white")
    ground.alpha_composite(turned)
    return ground.convert("RGB")


def _stream(size: tuple[int, int], pixels: bytes) -> PDFStream:
    values = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": size[0],
        "Height": size[1],
        "ColorSpace": PDFName("DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("FlateDecode"),
    }
    return PDFStream(PDFDictionary(values), zlib.compress(pixels, 6), filters=[])
