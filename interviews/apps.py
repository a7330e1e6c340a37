from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        # puts them into the lists of kinds, of what is found, of what files belong to, and of panels
        from interviews import kinds, originals, panels, search  # noqa: F401
        from interviews.actions.proxy_uploads import remove_stale
        from production.actions import emptying

        emptying.ALSO.append(remove_stale)
