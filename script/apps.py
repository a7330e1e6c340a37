from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScriptConfig(AppConfig):
    name = "script"
    verbose_name = _("Script")
