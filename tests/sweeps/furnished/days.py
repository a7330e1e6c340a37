"""A shoot day, its call sheets as they were issued, and its production report."""

import datetime

from django.utils import timezone

from production import models
from production.pdf import call_sheet_content, production_report_content
from tests import factories
from tests.sweeps.furnished.house import DAY


def day(house):
    day = factories.ShootDayFactory(film=house.film, date=DAY)
    person, oneself = house.things["person"], house.things["oneself"]
    vehicle = models.Vehicle.objects.create(day=day, name="x", driver=oneself, pick_up=390)
    vehicle.passengers.set([person])
    uncalled = factories.PersonFactory(film=house.film)
    house.things |= {
        "day": day,
        "other_day": factories.ShootDayFactory(film=house.film, date=DAY + datetime.timedelta(days=90)),
        "uncalled": uncalled,
        "item": factories.RunningItemFactory(
            day=day, position=1, scene=house.things["scene"], people=[oneself, uncalled]
        ),
        "pinned_item": factories.RunningItemFactory(day=day, position=2, kind="meal"),
        "pool_item": factories.RunningItemFactory(film=house.film, day=None, kind="other"),
        "call": factories.CallFactory(day=day, person=person, mode="relative", offset=-30),
        "crew_call": factories.CallFactory(day=day, person=oneself),
        "vehicle": vehicle,
        "note": models.DepartmentNote.objects.create(day=day, department="sound", note="x"),
        "warning": models.AcceptedWarning.objects.create(
            day=day,
            rule="late_issue",
            facts="0" * 64,
            reason=f"{house.mark} reason",
            accepted_by=house.users["producer"],
        ),
    }


def sheets(house):
    """Two issued versions that differ."""
    for version, colour in ((1, "White"), (2, "Blue")):
        day = models.ShootDay.objects.get(pk=house.things["day"].pk)
        day.weather = f"{house.mark} weather {version}"
        day.save()
        house.things[f"sheet_{version}"] = freeze(house, version, colour)
    house.things["day"] = models.ShootDay.objects.get(pk=house.things["day"].pk)
    house.things["sheet"] = house.things["sheet_2"]


def freeze(house, version, colour):
    """What the day says now, as an issued version; nobody asks whether it is ready."""
    from production.actions.call_sheets import gather

    day = models.ShootDay.objects.get(pk=house.things["day"].pk)
    return models.IssuedCallSheet.objects.create(
        film=house.film,
        day=day,
        version=version,
        colour=colour,
        content=call_sheet_content.to_json(gather(day)),
        issued_at=timezone.now() - datetime.timedelta(minutes=60 - version),
        issued_by=house.users["producer"],
    )


def report(house):
    """What was noted on the day, not signed yet."""
    report = factories.ProductionReportFactory(day=house.things["day"], incidents=f"{house.secret} incident")
    house.things |= {
        "production_report": report,
        "reported_item": models.ReportedItem.objects.create(
            report=report, item=house.things["item"], outcome="part"
        ),
        "reported_shot": models.ReportedShot.objects.create(report=report, shot=house.things["shot"]),
        "added_item": models.AddedItem.objects.create(report=report, scene=house.things["scene"], title="x"),
        "person_time": models.PersonTime.objects.create(report=report, person=house.things["person"]),
        "release_signing": models.ReleaseSigning.objects.create(
            report=report, release=house.things["release"], signer="x", signed_on=DAY
        ),
        "media_card": models.MediaCard.objects.create(report=report, label="x"),
    }


def reports(house):
    """A day that is closed, and its report as it was signed."""
    from production.actions.report_gathering import gather

    day = factories.ShootDayFactory(film=house.film, date=DAY - datetime.timedelta(days=1))
    report = factories.ProductionReportFactory(
        day=day,
        weather=f"{house.mark} sun",
        incidents=f"{house.secret} incident",
        closed_at=timezone.now(),
        closed_by=house.users["producer"],
    )
    house.things |= {"closed_day": day, "closed_report": report}
    house.things["report"] = models.SignedReport.objects.create(
        film=house.film,
        day=day,
        version=1,
        content=production_report_content.to_json(gather(report)),
        signer=f"{house.mark} signer",
        signed_at=timezone.now(),
        signed_by=house.users["producer"],
    )
