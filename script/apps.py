from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScriptConfig(AppConfig):
    name = "script"
    verbose_name = _("Script")

    def ready(self) -> None:
        # tells what it cites to the apps below, and puts itself into their lists
        from script import citing

        citing.register()
