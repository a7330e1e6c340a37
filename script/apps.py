from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScriptConfig(AppConfig):
    name = "script"
    verbose_name = _("Script")

    def ready(self) -> None:
        # tells what it cites to the apps below, and puts itself into their lists
        from interviews.actions import recordings
        from script import citing, kinds, search  # noqa: F401
        from script.actions import another_rate

        citing.register()
        recordings.ALSO.append(another_rate.convert_ranges)
