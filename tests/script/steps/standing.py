"""What a script holds, told so that two moments can be compared."""

from script.models import Cell, Row, ScriptScene


def text_of(cell):
    return Cell.objects.get(pk=cell.pk).text


def order(scene):
    return list(Row.objects.filter(scene=scene).order_by("position", "pk").values_list("pk", flat=True))


def stands(script):
    """All that a script holds, but for versions."""
    return [
        [
            {key: value for key, value in row.items() if key not in ("version", "_state")}
            for row in model.objects.filter(**{path: script}).order_by("pk").values()
        ]
        for model, path in (
            (ScriptScene, "script"),
            (Row, "scene__script"),
            (Cell, "row__scene__script"),
        )
    ]
