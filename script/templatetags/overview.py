"""Pictures and lengths of the overview."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from script.pdf.content import clock
from script.progress import Part, Row

register = template.Library()

WIDTH, HEIGHT, GAP = 30, 10, 3


@register.simple_tag
def five_parts(row: Row) -> SafeString:
    """A scene's bar of five; in words for who doesn't see it."""
    whole = len(row.parts) * (WIDTH + GAP) - GAP
    return format_html(
        '<svg class="five" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">'
        "<title>{}</title>{}</svg>",
        whole,
        HEIGHT,
        whole,
        HEIGHT,
        row.told,
        row.told,
        format_html_join("", "{}", ((_part(n, part),) for n, part in enumerate(row.parts))),
    )


def _part(n: int, part: Part) -> SafeString:
    x = n * (WIDTH + GAP)
    if part.state == "none":
        return format_html('<path class="five-none" d="M{} {}h{}"/>', x, HEIGHT // 2, WIDTH)
    box = format_html(
        '<rect class="five-{}" x="{}" y="0.5" width="{}" height="{}"/>', part.state, x, WIDTH, HEIGHT - 1
    )
    filled = round(WIDTH * (part.share or 0))
    if part.state != "part":
        return box
    return format_html(
        '{}<rect class="five-done" x="{}" y="0.5" width="{}" height="{}"/>', box, x, filled, HEIGHT - 1
    )


@register.filter
def running_time(seconds: Fraction | int) -> str:
    """``52:10``, rounded once."""
    return clock(seconds)
