"""File names as the service that runs a job knows them: from the root of the repository."""

import os
from pathlib import Path

_NO_FILE = ("-", "<stdin>")
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def path_in_repository(name: str) -> str:
    """Return a name relative to the repository, or to this folder where none is known of.

    What lies outside stays absolute; what is no file, such as standard input, stays as it is.
    Slashes go forward everywhere.
    """
    if name in _NO_FILE:
        return name
    try:
        path = Path(os.path.abspath(name))  # noqa: PTH100  # links stay what they are
        return next(
            (path.relative_to(root).as_posix() for root in _roots() if path.is_relative_to(root)),
            path.as_posix(),
        )
    except (OSError, ValueError):
        return name


def _roots() -> list[Path]:
    here = Path.cwd()
    given = [Path(os.environ[name]) for name in _ROOTS if os.environ.get(name)]
    return [*(root for root in given if here.is_relative_to(root)), here]
