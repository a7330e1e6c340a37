"""Where Chromium is on this machine; the tests bring no browser of their own."""

import os
import shutil
import subprocess
from pathlib import Path

# Debian's wrapper comes last: the program behind it takes our options unchanged.
_PLACES = ("/usr/lib/chromium/chromium", "/usr/bin/chromium", "/snap/bin/chromium")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

OPTIONS = [
    "--no-sandbox",  # as root there is none; the pages are our own
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _starts(program: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find() -> str | None:
    """The first Chromium that says its version."""
    found = [shutil.which(name) for name in _NAMES]
    for program in dict.fromkeys(
        [*(place for place in _PLACES if Path(place).exists()), *filter(None, found)]
    ):
        if _starts(program):
            return program
    return None


def find_or_install() -> str | None:
    """On a bare Debian, as root, install Debian's Chromium; elsewhere that is for the owner to do."""
    if (program := find()) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return program
    print("Installing Chromium for the browser tests (apt-get install chromium)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", *command],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"apt-get {command[0]} failed:\n{done.stdout[-500:]}{done.stderr[-500:]}", flush=True)
            return None
    return find()
