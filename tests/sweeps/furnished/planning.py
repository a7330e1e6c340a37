"""Members, places, people with their releases, scenes, shots, and the archive."""

import datetime

from django.utils import timezone

from production import models
from production.models.films import hash_token
from tests import factories
from tests.sweeps.furnished.house import DAY, ROLES


def members(house):
    house.texts["token"] = f"token-{house.mark}-{'x' * 30}"
    for role in ROLES:
        user = factories.UserFactory(name=f"{house.mark} {role}", email=f"{role}@{house.mark}.example")
        house.users[role] = user
        member = factories.MembershipFactory(film=house.film, user=user, role=role)
        house.things[f"membership_{role}"] = member
    guest = factories.UserFactory(name=f"{house.mark} guest", email=f"guest@{house.mark}.example")
    own = house.things["membership_producer"]
    house.things["feed"] = _feed(house, own, "film", house.texts["token"])
    house.things["crew_feed"] = _feed(house, house.things["membership_crew"], "own", "of the crew")
    house.things["member"] = factories.MembershipFactory(film=house.film, user=guest, role="viewer")
    house.things["invitation"] = models.Invitation.objects.create(
        film=house.film,
        email="invited@example.org",
        role="crew",
        token_hash=hash_token(house.texts["token"]),
        created_by=house.users["producer"],
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )


def _feed(house, membership, kind, token):
    return models.CalendarFeed.objects.create(
        film=house.film,
        membership=membership,
        kind=kind,
        token_hash=hash_token(f"{house.mark} {token}" if kind == "own" else token),
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )


def lists(house):
    producer = house.users["producer"]
    house.things |= {
        "filter": models.SavedFilter.objects.create(
            film=house.film,
            owner=producer,
            page="scene-list",
            query="status=planned",
            name="x",
            is_shared=True,
        ),
        "bulk": models.BulkEdit.objects.create(
            film=house.film, kind="scene", rows=[[house.things["scene"].pk, 1]], made_by=producer
        ),
    }


def places(house):
    location = factories.LocationFactory(film=house.film, name=f"{house.mark} house")
    away = factories.LocationFactory(film=house.film, name=f"{house.mark} archive")
    house.things |= {
        "location": location,
        "other_location": away,
        "third_location": factories.LocationFactory(film=house.film, name=f"{house.mark} garden"),
        "set": factories.SetFactory(location=location),
        "permit": factories.PermitFactory(location=location, file=house.things["permit_file"]),
        "travel": models.TravelTime.objects.create(origin=location, destination=away, minutes=25),
        "picture": models.LocationPicture.objects.create(
            location=location, file=house.things["location_file"]
        ),
    }


def people(house):
    contributor = factories.ContributorFactory(
        film=house.film,
        number=1,
        line=f"{house.mark} line",
        phone=f"+52 {house.digits}",
        second_phone=f"+52 {house.digits} 1",
        email=f"{house.secret}@people.example",
        born=datetime.date(house.year, 3, 7),
        diet=f"{house.secret} diet",
        access_needs=f"{house.secret} access",
        companion=f"{house.secret} companion",
        emergency_contact=f"{house.secret} contact",
        notes=f"{house.secret} notes",
    )
    gone = models.Unavailability.objects.create(
        person=contributor,
        first_date=datetime.date(house.year, 8, 1),
        last_date=datetime.date(house.year, 8, 2),
        reason=f"{house.secret} reason",
    )
    deceased = factories.ContributorFactory(
        film=house.film,
        number=2,
        born=datetime.date(house.year, 1, 5),
        died=datetime.date(house.year, 11, 9),
        notes=f"{house.secret} notes",
    )
    oneself = factories.PersonFactory(film=house.film, membership=house.things["membership_crew"])
    release = factories.ReleaseFactory(
        person=deceased, kind="estate", state="sent", file=house.things["release_file"]
    )
    house.things |= {
        "person": contributor,
        "unavailability": gone,
        "oneself": oneself,
        "deceased": deceased,
        "release": release,
        "heir": models.Heir.objects.create(release=release, name=f"{house.mark} heir"),
        "materials_release": factories.ReleaseFactory(
            person=contributor, kind="materials", material="x", owner="x"
        ),
        "crowd_release": factories.ReleaseFactory(
            film=house.film, person=None, kind="crowd", location=house.things["location"]
        ),
        "heritage_release": factories.ReleaseFactory(
            film=house.film,
            person=None,
            kind="heritage",
            location=house.things["location"],
            permit=house.things["permit"],
            authority="x",
        ),
        "given_release": factories.ReleaseFactory(person=contributor, state="signed", signed_on=DAY),
        "evidence": factories.EvidenceFactory(release=release, file=house.things["evidence_file"]),
    }


def scenes(house):
    theme = factories.ThemeFactory(film=house.film)
    loose = factories.SceneFactory(film=house.film)
    scene = factories.SceneFactory(film=house.film, set=house.things["set"], people=[house.things["person"]])
    scene.themes.set([theme])
    event = factories.EventFactory(film=house.film, scenes=[scene], people=[house.things["person"]])
    event.themes.set([theme])
    house.things |= {
        "theme": theme,
        "scene": scene,
        "loose_scene": loose,
        "event": event,
        "event_source": models.EventSource.objects.create(event=event, kind="book", citation="x"),
    }
    subject = factories.SubjectFactory(person=house.things["person"])
    question = factories.QuestionFactory(subject=subject, theme=theme)
    last = factories.QuestionFactory(subject=subject, is_must=True)
    house.things |= {"subject": subject, "question": question, "last_question": last}


def archive(house):
    source = factories.SourceFactory(
        film=house.film,
        person=house.things["person"],
        website=f"https://{house.mark}.example/",
        currency="MXN",
    )
    clip = factories.ArchiveClipFactory(
        film=house.film,
        source=source,
        date="22 Aug 1940",
        file=house.things["clip_file"],
        people=[house.things["person"]],
        scenes=[house.things["scene"]],
    )
    clip.themes.set([house.things["theme"]])
    copy = factories.CopyFactory(clip=clip, watermarked=True, file=house.things["copy_file"])
    loose = factories.SourceFactory(film=house.film, name=f"{house.mark} museum")
    house.things |= {"source": source, "loose_source": loose, "clip": clip, "copy": copy}
    house.things["other_copy"] = factories.CopyFactory(
        clip=clip, kind="master", watermarked=True, replaced_by=copy
    )


def shots(house):
    shot = factories.ShotFactory(
        scene=house.things["scene"],
        clip=house.things["clip"],
        file=house.things["shot_file"],
        shot_on=house.things["day"],
        status="shot",
    )
    house.things |= {
        "shot": shot,
        "next_shot": factories.ShotFactory(scene=house.things["scene"], size="ms"),
        "menu_shot": factories.ShotFactory(scene=None, location=house.things["location"], category="hands"),
    }
