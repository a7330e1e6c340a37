"""Pictures and papers that carry the film's mark."""

import hashlib

from django.core.files.base import ContentFile

from production import models


def _stored(house, name, kind, body, preview=b""):
    stored = models.StoredFile(
        film=house.film,
        kind=kind,
        name=f"{house.mark} {name}",
        content_type="image/jpeg" if kind == "picture" else "application/pdf",
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        created_by=house.users["producer"],
    )
    stored.original.save(name, ContentFile(body), save=False)
    if preview:
        stored.preview.save(name, ContentFile(preview), save=False)
    stored.save()
    return stored


def picture(text: str) -> bytes:
    """A small JPEG with a comment inside."""
    import io

    from PIL import Image

    body = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(body, "JPEG", comment=text.encode())
    return body.getvalue()


def files(house):
    paper = f"%PDF-1.4\n% {house.mark}\n%%EOF\n".encode()
    image, logo = picture(f"{house.mark} house"), picture(f"{house.mark} logo")
    house.things["logo"] = _stored(house, "logo.jpg", "picture", logo, logo)
    house.things["permit_file"] = _stored(house, "permit.pdf", "document", paper)
    house.things["release_file"] = _stored(house, "release.pdf", "document", paper)
    house.things["evidence_file"] = _stored(house, "mail.pdf", "document", paper)
    house.things["location_file"] = _stored(house, "house.jpg", "picture", image, image)
    still, frame = picture(f"{house.mark} still"), picture(f"{house.mark} frame")
    house.things["clip_file"] = _stored(house, "still.jpg", "picture", still, still)
    house.things["copy_file"] = _stored(house, "scan.pdf", "document", paper)
    house.things["shot_file"] = _stored(house, "frame.jpg", "picture", frame, frame)
    house.things["file"] = house.things["permit_file"]
