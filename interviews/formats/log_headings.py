"""What loggers call their columns, in English and Spanish."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.formats import stamps
from production.words import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "in": ("in", "tc in", "in tc", "timecode in", "time in", "in point", "start", "start tc", "tc start",
           "start time", "start timecode", "begin", "from", "tc", "timecode", "time code", "time", "entrada",
           "tc entrada", "punto de entrada", "inicio", "tc inicio", "desde", "codigo de tiempo", "tiempo"),
    "out": ("out", "tc out", "out tc", "timecode out", "time out", "out point", "end", "end tc", "tc end",
            "end time", "end timecode", "to", "until", "salida", "tc salida", "punto de salida", "fin",
            "final", "tc fin", "hasta"),
    "length": ("duration", "dur", "length", "trt", "duracion", "longitud"),
    "speaker": ("speaker", "who", "speaker name", "name", "character", "interviewee", "hablante", "quien",
                "quien habla", "habla", "personaje", "voz", "entrevistado", "entrevistada", "nombre"),
    "text": ("text", "words", "transcript", "transcription", "dialogue", "dialog", "quote", "soundbite",
             "bite", "sot", "verbatim", "said", "texto", "palabras", "transcripcion", "dialogo", "cita",
             "frase", "testimonio"),
    "gist": ("gist", "title", "summary", "description", "desc", "content", "contents", "synopsis", "what",
             "resumen", "descripcion", "contenido", "titulo", "sinopsis", "asunto"),
    "rating": ("rating", "stars", "rate", "score", "grade", "priority", "calificacion", "estrellas",
               "valoracion", "puntuacion", "prioridad"),
    "themes": ("themes", "theme", "tags", "tag", "keywords", "keyword", "topic", "topics", "category",
               "categories", "tema", "temas", "etiquetas", "palabras clave", "categoria", "categorias"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "nota", "notas", "observaciones",
             "comentario", "comentarios"),
    "reel": ("reel", "tape", "card", "roll", "source", "clip", "clip name", "file", "file name", "media",
             "rollo", "tarjeta", "cinta", "carrete", "fuente", "archivo"),
}  # fmt: skip
_CALLED = {name: one for one, names in FIELDS.items() for name in names}


def known(headings: Sequence[str]) -> dict[str, int]:
    """The columns whose headings say what they are, the first of each kind."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if one := _CALLED.get(fold(heading)):
            found.setdefault(one, at)
    return found


def guessed(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> dict[str, int]:
    """By their headings; where no column is called a time, by the times that stand in them."""
    found = known(headings)
    if "in" in found or not samples:
        return found
    free = [at for at in range(len(headings)) if at not in found.values()]
    times = [at for at in free if all(_is_time(row[at]) for row in samples)]
    found.update(zip([name for name in ("in", "out") if name not in found], times, strict=False))
    if not any(headings):
        longest = max(
            (at for at in free if at not in times), key=lambda at: _letters(samples, at), default=None
        )
        if longest is not None:
            found["text"] = longest
    return found


def _is_time(cell: str) -> bool:
    found = stamps.lead(cell, short=True)
    return (found is not None and found.at == len(cell)) or cell.replace(".", "", 1).isdecimal()


def _letters(samples: Sequence[Sequence[str]], at: int) -> int:
    return sum(len(row[at]) for row in samples)
