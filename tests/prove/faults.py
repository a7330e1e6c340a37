"""Faults planted on purpose: each is one that somebody could make some day, at one address."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone

from production.access import Access, Role, access_of
from production.models import Film, Membership
from production.models.records import film_path
from tests.access_table import Row, rows
from tests.sweeps.addresses import Address
from tests.sweeps.sweep import LETTERS
from tests.sweeps.visits import World


@dataclass(frozen=True)
class Fault:
    what: str
    address: Address
    row: Row
    plant: Callable[[World, Address], object]  # a context manager

    def __str__(self) -> str:
        return f"{self.address.name}: {self.what}"


@contextmanager
def view_of(address: Address, view) -> Iterator[None]:
    right = address.pattern.callback
    address.pattern.callback = view
    try:
        yield
    finally:
        address.pattern.callback = right


def inside(address: Address):
    """The view behind its door."""
    return address.pattern.callback.__wrapped__


def no_membership_asked(world, address):
    view = inside(address)

    @login_required
    def faulty(request, film, **kwargs):
        return view(*as_producer(request, film), **kwargs)

    return view_of(address, faulty)


def no_login_asked(world, address):
    view = inside(address)

    def faulty(request, film, **kwargs):
        return view(*as_producer(request, film), **kwargs)

    return view_of(address, faulty)


def as_producer(request, slug):
    film = Film.objects.get(slug=slug)
    membership = film.memberships.filter(role=Role.PRODUCER).first()
    request.access = Access(film=film, user=membership.user, membership=membership)
    if not request.user.is_authenticated:
        request.user = membership.user
    return request, film


def no_permission_asked(world, address):
    view = inside(address)

    @login_required
    def faulty(request, film, **kwargs):
        request.access = access_of(request.user, film)
        return view(request, request.access.film, **kwargs)

    return view_of(address, faulty)


def one_role_too_many(world, address):
    """The last of the roles that may not is let in."""
    right, view, allowed = address.pattern.callback, inside(address), rows(address.name)[0].who
    extra = next(role for role in reversed(Role.values) if LETTERS[role] not in allowed)

    @login_required
    def faulty(request, film, **kwargs):
        access = access_of(request.user, film)
        if access.membership.role != extra:
            return right(request, film=film, **kwargs)
        request.access = access
        return view(request, access.film, **kwargs)

    return view_of(address, faulty)


def object_from_everywhere(world, address):
    """Fetched by its number alone instead of through the film."""
    view, permission = inside(address), address.pattern.callback.permission
    names = [name for name in address.parameters if name != "film"]
    model = type(world.other.things[rows(address.name)[0].things.get(names[0], names[0])])

    @login_required
    def faulty(request, film, **kwargs):
        request.access = access = access_of(request.user, film)
        if not access.may(permission):
            raise PermissionDenied
        manager = getattr(model, "everything", model._base_manager)
        found = manager.filter(pk=kwargs[names[0]]).values_list(film_path(model), flat=True).first()
        owner = Film.objects.filter(pk=found).first() or access.film
        return view(request, owner, **kwargs)

    return view_of(address, faulty)


def written_before_asked(world, address):
    right = address.pattern.callback

    def faulty(request, **kwargs):
        if request.method == "POST":
            Film.objects.filter(slug=kwargs["film"]).update(changed_at=timezone.now())
        return right(request, **kwargs)

    return view_of(address, faulty)


def written_on_reading(world, address):
    right = address.pattern.callback

    def faulty(request, **kwargs):
        Membership.objects.filter(film__slug=kwargs["film"]).update(changed_at=timezone.now())
        return right(request, **kwargs)

    return view_of(address, faulty)


def written_by_another_method(world, address):
    """Nobody thought of DELETE: it goes past the door."""
    right = address.pattern.callback

    def faulty(request, **kwargs):
        if request.method == "DELETE":
            Film.objects.filter(slug=kwargs["film"]).update(changed_at=timezone.now())
        return right(request, **kwargs)

    return view_of(address, faulty)


def choices_from_everywhere(world, address):
    return mock.patch("production.forms.records.RecordForm._limit_choices")


def rows_from_everywhere(world, address):
    from production.views import listing

    right = listing.listing

    def faulty(request, queryset, **kwargs):
        wide = queryset.all()  # the same list with the film's condition taken off
        wide.query.where = queryset.model._base_manager.all().query.where.clone()
        return right(request, wide, **kwargs)

    return mock.patch(f"{address.pattern.callback.__module__}.listing", faulty)


def everybody_is_shown_private_data(world, address):
    return mock.patch.object(Access, "hidden_fields", return_value=frozenset())


def files_for_every_member(world, address):
    from production.access import Permission

    return mock.patch("production.views.files._permissions", return_value=[Permission.SEE_FILM])


def films_of_everybody(world, address):
    def faulty(request):
        memberships = Membership.objects.select_related("film")
        return render(request, "production/film_list.html", {"memberships": memberships})

    return view_of(address, login_required(faulty))


def faults(addresses: list[Address], limited_forms: set[str]) -> list[Fault]:
    """Every fault at every address where it could be made."""
    found = [fault for address in addresses for fault in _at(address, limited_forms)]
    return sorted(found, key=lambda fault: (fault.what, fault.address.name))


def _at(address: Address, limited_forms: set[str]) -> Iterator[Fault]:
    row = rows(address.name)[0]
    if address.name == "film-list":
        yield Fault("films of everybody", address, row, films_of_everybody)
    if not address.is_of_a_film:
        return
    yield Fault("no membership asked", address, row, no_membership_asked)
    yield Fault("no login asked", address, row, no_login_asked)
    yield Fault("written on reading", address, row, written_on_reading)
    if row.who != "PDECV" and not row.unseen:
        yield Fault("no permission asked", address, row, no_permission_asked)
        yield Fault("one role too many", address, row, one_role_too_many)
    if len(address.parameters) > 1:
        yield Fault("object from everywhere", address, row, object_from_everywhere)
    if "POST" in row.methods:
        yield Fault("written before asked", address, row, written_before_asked)
        yield Fault("written by another method", address, row, written_by_another_method)
    if address.name in limited_forms:
        yield Fault("choices from everywhere", address, row, choices_from_everywhere)
    if row.listing:
        yield Fault("rows from everywhere", address, row, rows_from_everywhere)
    if address.name in {"person-list", "person-detail"}:
        yield Fault("private data for everybody", address, row, everybody_is_shown_private_data)
    for further in rows(address.name):
        if further.unseen and address.name.startswith("file-"):
            yield Fault("files for every member", address, further, files_for_every_member)
