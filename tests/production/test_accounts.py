"""Accounts: in with address and password, limits that don't lock out, language, light and dark."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from production.models import User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clear_limits")]

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": user.email, "password": password, **more})


@pytest.fixture
def user():
    return UserFactory(name="Ana", email="ana@example.org")


def verified(user):
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def test_in_and_out(client, user):
    assert sign_in(client, user).url == "/"
    assert client.get(reverse("film-list")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200  # a link in a mail signs nobody out
    assert client.get(reverse("film-list")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("film-list")).status_code == 302


@pytest.mark.parametrize(
    ("language", "came", "went"),
    [("en", "Signed in as Ana.", "Signed out."), ("es", "Sesión iniciada como Ana.", "Sesión cerrada.")],
)
def test_it_is_said_in_few_words(user, language, came, went):
    client = Client(headers={"accept-language": language})
    sign_in(client, user)
    assert came in client.get(reverse("film-list")).text
    assert went in client.post(reverse("account_logout"), follow=True).text


def test_signing_in_changes_the_session(client, user):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    sign_in(client, user)
    assert client.session.session_key != before


def test_the_sixth_wrong_password_is_refused_over_two_clients_and_the_owner_stays_in(user):
    owner, one, two = Client(), Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    sign_in(owner, user)
    for number in range(5):
        page = sign_in((one, two)[number % 2], user, "wrong wrong wrong")
        assert "Too many" not in page.text
    for client in (one, two):
        page = sign_in(client, user)  # even the right one
        assert "Too many failed login attempts" in page.text
        assert "_auth_user_id" not in client.session
    assert owner.get(reverse("film-list")).status_code == 200


def test_one_address_may_not_try_many_accounts():
    client = Client(REMOTE_ADDR="192.0.2.9")
    for _number in range(10):
        sign_in(client, UserFactory(), "wrong wrong wrong")
    user = UserFactory()
    assert "Too many" in sign_in(client, user).text
    assert sign_in(Client(REMOTE_ADDR="192.0.2.10"), user).status_code == 302


def test_login_and_reset_tell_nobody_who_has_an_account(client, user):
    known = sign_in(client, user, "wrong wrong wrong").text
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": "wrong wrong wrong"}).text
    errors = [re.findall(r'class="alert[^>]*>(.*?)</div>', page, re.DOTALL) for page in (known, unknown)]
    assert errors[0] == errors[1] != []
    asked = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (user.email, "nobody@example.org")
    ]
    assert asked[0].url == asked[1].url
    assert len(mail.outbox) == 2


def test_the_password_is_reset_by_mail(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    target = page.redirect_chain[-1][0]
    short = client.post(target, {"password1": "short", "password2": "short"})
    assert "at least 10" in short.text
    client.post(target, {"password1": "another horse 77", "password2": "another horse 77"})
    assert sign_in(Client(), user, "another horse 77").status_code == 302
    assert client.get(link, follow=True).status_code == 200
    assert "bad token" in Client().get(link, follow=True).text.lower()


def test_the_first_person_signs_up_and_then_nobody(client):
    data = {
        "name": "First",
        "email": "first@example.org",
        "password1": "horse battery 9",
        "password2": "horse battery 9",
    }
    assert "Create an account" in client.get(LOGIN).text
    client.post(reverse("account_signup"), data)
    assert User.objects.get().name == "First"
    other = Client()
    assert "Create an account" not in other.get(LOGIN).text
    other.post(reverse("account_signup"), {**data, "email": "second@example.org"})
    assert User.objects.count() == 1


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client, user):
    """Give the password once more, as a change of the account's locks asks for."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_a_second_factor_is_asked_for(client, user):
    verified(user)
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("film-list")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.get(reverse("film-list")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse("film-list")).status_code == 200


def test_a_second_factor_is_set_up_by_a_picture_that_the_policy_allows(client, user):
    verified(user)
    confirm(client, user)
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg+xml' in page.text
    assert "data:" in page["Content-Security-Policy"].split("img-src")[1].split(";")[0]
    code = code_of(page.context["form"].secret)
    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert codes.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert_in_the_shell(codes)
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_email_verification_sent",
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_before_signing_in_are_in_the_shell_without_inline_code(client, user, name, language):
    page = client.get(reverse(name), headers={"Accept-Language": language})
    assert f'<html lang="{language}"' in page.text
    assert_in_the_shell(page)


@pytest.mark.parametrize(
    "name",
    [
        "account-settings",
        "account_email",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
    ],
)
def test_pages_of_the_account_are_in_the_shell_without_inline_code(client, user, name):
    verified(user)
    confirm(client, user)
    page = client.get(reverse(name), follow=True)
    assert_in_the_shell(page)


def assert_in_the_shell(page):
    assert page.status_code == 200
    assert 'class="topbar' in page.text
    assert " style=" not in page.text
    assert "<style" not in page.text
    scripts = re.findall(r"<script([^>]*)>", page.text)
    assert scripts
    assert all("src=" in script for script in scripts)
    assert page.text.count("<h1") == 1


def test_a_visitor_changes_the_language_by_cookie(client):
    page = client.post(reverse("language-set"), {"language": "es", "next": LOGIN}, follow=True)
    assert page.redirect_chain == [(LOGIN, 302)]
    assert '<html lang="es"' in page.text


def test_a_member_keeps_language_and_theme_in_every_browser(client_of, user):
    client = client_of(user)
    client.post(reverse("language-set"), {"language": "es"})
    client.post(reverse("theme-set"), {"theme": "dark"})
    page = client_of(User.objects.get()).get(reverse("film-list"), headers={"Accept-Language": "en"}).text
    assert '<html lang="es" data-bs-theme="dark" data-theme="dark">' in page


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
@pytest.mark.parametrize("name", ["language-set", "theme-set"])
def test_nobody_is_led_to_another_site(client, name, address):
    assert client.post(reverse(name), {"language": "es", "theme": "dark", "next": address}).url == "/"


@pytest.mark.parametrize("name", ["language-set", "theme-set"])
def test_a_link_changes_nothing(client, name):
    assert client.get(reverse(name)).status_code == 405
    response = client.post(reverse(name), {"language": "xx", "theme": "pink"})
    assert not response.cookies


def test_the_account_page_saves(client_of, user):
    client = client_of(user)
    response = client.post(
        reverse("account-settings"), {"name": "Ana\u0007 María", "language": "es", "theme": "light"}
    )
    assert response.url == reverse("account-settings")
    user.refresh_from_db()
    assert (user.name, user.language, user.theme) == ("Ana María", "es", "light")
    page = client.post(reverse("account-settings"), {"name": "x" * 10_000, "language": "", "theme": "light"})
    assert "name" in page.context["form"].errors
    assert Client().get(reverse("account-settings")).status_code == 302


def test_an_address_changes_when_it_is_confirmed(client, user):
    verified(user)
    sign_in(client, user)
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "ana@example.org"
    [letter] = [letter for letter in mail.outbox if letter.to == ["new@example.org"]]
    link = re.search(r"http://testserver(\S+confirm-email\S+)", letter.body)[1]
    client.post(link)
    user.refresh_from_db()
    assert user.email == "new@example.org"
