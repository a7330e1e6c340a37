"""Outside of films: accounts, what a private link opens, and the list of films."""

from tests.access_table.row import Row, Rows

_ACCOUNTS = {
    name: Row("anybody", "GET POST", status=200)
    for name in [
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_login_code",
        "mfa_authenticate",
    ]
}
_OWN_ACCOUNT = {
    name: Row("signed in", "GET POST", status=200)
    for name in [
        "account_reauthenticate",
        "account_email",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
    ]
}

TABLE: Rows = {
    **_ACCOUNTS,
    **_OWN_ACCOUNT,
    "account_confirm_email": Row("anybody", "GET POST", status=404),
    # who has no second factor has none to switch off
    "mfa_deactivate_totp": Row("signed in", "GET POST", status=404),
    "mfa_view_recovery_codes": Row("signed in", status=404),
    "mfa_download_recovery_codes": Row("signed in", status=404),
    "home": Row("signed in", status=302),
    "account-settings": Row("signed in", "GET POST"),
    "language-set": Row("anybody", "POST"),
    "theme-set": Row("anybody", "POST"),
    "invitation-accept": Row("anybody", "GET POST", tells=True),
    "calendar-feed": Row("anybody", tells=True, notes=True),
    "film-list": Row("signed in"),
    "film-new": Row("signed in", "GET POST"),
    "film-import": Row("signed in", "GET POST"),
}
