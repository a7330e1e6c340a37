"""Forms of a day as a browser sends them."""

from django.urls import reverse


def url(name, film, **kwargs):
    return reverse(name, kwargs={"film": film.slug, **kwargs})


def times(response):
    return [f"{item.start:%H:%M}" for item in response.context["plan"].items]
