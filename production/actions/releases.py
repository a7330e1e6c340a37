"""What hangs on a release: the scenes, days and clips that it touches when it falls away."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from production.models import ArchiveClip, Release, RunningItem, Scene, ShootDay


@dataclass(frozen=True, slots=True)
class Consequences:
    scenes: tuple[Scene, ...] = ()
    days: tuple[ShootDay, ...] = ()
    clips: tuple[ArchiveClip, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.scenes or self.days or self.clips)


def consequences(release: Release) -> Consequences:
    """Where the film shows what this release is of."""
    film = release.film
    if release.kind == Release.Kind.MATERIALS:
        clips = tuple(release.clips.filter(binned_at=None))
        scenes = Scene.objects.filter(film=film, archive_clips__in=clips).distinct()
        return Consequences(tuple(scenes), (), clips)
    if release.person_id:
        scenes = Scene.objects.filter(film=film, people=release.person_id)
        seen = Q(people=release.person_id) | Q(scene__people=release.person_id)
    else:
        scenes = Scene.objects.filter(film=film, set__location=release.location_id)
        seen = Q(location=release.location_id) | Q(set__location=release.location_id)
        seen |= Q(location=None, set=None, scene__set__location=release.location_id)
    items = RunningItem.objects.on_live_days().filter(seen, film=film, kind__in=RunningItem.ON_CAMERA)
    days = ShootDay.objects.filter(film=film, running_items__in=items).distinct()
    return Consequences(tuple(scenes.select_related("set__location")), tuple(days))
