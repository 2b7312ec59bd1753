"""Where bundled content is; the only module that knows how the package was installed."""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def bundled(directory: Literal["questionnaires", "report_templates"]) -> Path:
    """Return the directory of bundled content.

    In an installed package it lies inside; in a checkout it stands beside the package.

    Raises:
        FileNotFoundError: The package was built without the directory.
    """
    packaged = _PACKAGE / directory
    if packaged.is_dir():
        return packaged
    checkout = _CHECKOUT / directory
    if (_CHECKOUT / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"egovmaturity was built without its {directory} directory")
