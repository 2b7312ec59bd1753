"""LibreOffice as a second opinion on workbooks: what it computes from their formulas."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from browser import machine

INSTALL = "apt-get install libreoffice-calc-nogui"

# Formulas are computed anew on opening, whatever results the file brings along.
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def _program() -> str | None:
    """Return LibreOffice, if it is there with its spreadsheets."""
    found = shutil.which("soffice")
    folder = Path(found).resolve().parent if found else None
    return found if folder and any(folder.glob("libsclo.*")) else None


def need_libreoffice() -> str:
    """Return LibreOffice; skip where there is none, or fail where nothing may be skipped."""
    found = _program()
    if found is None:
        (pytest.fail if machine.REQUIRED else pytest.skip)(f"no LibreOffice Calc here: {INSTALL}")
    return found


def recomputed(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Open all workbooks in one go, compute them anew, and return them as saved."""
    program = need_libreoffice()
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    paths = [folder / f"{name}.xlsx" for name in books]
    for path, data in zip(paths, books.values(), strict=True):
        path.write_bytes(data)
    command = [program, "--headless", f"-env:UserInstallation={user.parent.as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", folder / "saved", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    saved = {name: folder / "saved" / f"{name}.xlsx" for name in books}
    assert all(path.exists() for path in saved.values()), done.stdout + done.stderr
    return {name: path.read_bytes() for name, path in saved.items()}
