"""The README names every command, every environment variable and everything that make makes."""

import argparse
import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text()
APPS = ("production", "interviews", "script")
# What only the Makefile itself and the machine it runs on need to know
NOT_SETTINGS = {
    "CI": "set by the machine that tests",
    "PATH": "the machine's",
    "PWD": "the machine's",
    "UV_SYSTEM_CERTS": "the machine's certificates",
    "UV_NATIVE_TLS": "the machine's certificates",
    "DJANGO_SETTINGS_MODULE": "there is one settings file",
}


def commands():
    return sorted(name for name, app in get_commands().items() if app in APPS)


def options(name):
    """The options of our own, without those that every command of Django has."""
    command = load_command_class(get_commands()[name], name)
    parser = command.create_parser("manage.py", name)
    ours = argparse.ArgumentParser()
    command_class = type(command)
    command_class.add_arguments(command, ours)
    known = {option for action in ours._actions for option in action.option_strings}
    assert known <= {option for action in parser._actions for option in action.option_strings}
    return sorted(option for option in known if option.startswith("--") and option != "--help")


@pytest.mark.parametrize("name", commands())
def test_every_command_is_described(name):
    assert f"`python manage.py {name}" in README, f"README: describe `python manage.py {name}`"


@pytest.mark.parametrize(("name", "option"), [(n, o) for n in commands() for o in options(n)])
def test_every_option_of_a_command_is_described(name, option):
    row = next((line for line in README.splitlines() if f"`python manage.py {name}" in line), "")
    assert f"`{option}" in row, f"README: describe {option} beside `python manage.py {name}`"


@cache
def variables():
    """Every environment variable that the code reads, outside tests."""
    found = {}
    for path in [ROOT / "manage.py", *(p for app in APPS for p in sorted((ROOT / app).rglob("*.py")))]:
        text = path.read_text()
        for name in read_in(ast.parse(text)) if "env" in text else ():
            found.setdefault(name, path.relative_to(ROOT).as_posix())
    for name in re.findall(r"^([A-Z][A-Z_]+) \?=", (ROOT / "Makefile").read_text(), re.M):
        found.setdefault(name, "Makefile")
    return found


def read_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            is_read = called.startswith("env.") or called in {
                "os.environ.get",
                "os.getenv",
                "os.environ.setdefault",
            }
            if is_read and isinstance(node.args[0].value, str):
                yield node.args[0].value
        is_read = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ"
        if is_read and isinstance(node.slice, ast.Constant):
            yield node.slice.value


def test_the_walk_finds_variables():
    assert {"SECRET_KEY", "DATABASE_URL", "PORT"} <= set(variables())


@pytest.mark.parametrize(("name", "place"), sorted(variables().items()))
def test_every_environment_variable_is_described(name, place):
    if name in NOT_SETTINGS:
        return
    described = re.search(rf"`(?:make \w+ )?{name}(?:=[^`]*)?`", README)
    assert described, f"README: describe {name}, which {place} reads"


def rows_of_settings():
    table = README.split("## Settings")[1].split("\n## ")[0]
    return re.findall(r"^\| `([A-Z_]+)` \|", table, re.M)


@pytest.mark.parametrize("name", rows_of_settings())
def test_every_described_variable_is_read(name):
    assert name in variables(), f"README: nothing reads {name}"


def targets():
    return re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("name", targets())
def test_everything_that_make_makes_is_described(name):
    assert f"`make {name}`" in README, f"README: describe `make {name}`"


def test_the_pictures_of_the_readme_exist():
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file(), f"README shows {name}"
