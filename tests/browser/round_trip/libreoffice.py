"""Type into spreadsheets with LibreOffice, as the people of an office would.

Run by a Python that has LibreOffice's own module; one request as JSON on standard input:
``[{"file": ..., "cells": {"Jawaban!F5": "3 ..."}}]``. Each file is opened, filled in and saved
where it was, in the format of Excel. What else a job may ask for: ``formulas`` and ``numbers`` by
cell, ``merge`` a range, ``move`` a sheet to a place, ``remove`` sheets, ``to`` another file
with ``filter`` and ``password``.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe):
    local = uno.getComponentContext()
    manager = local.ServiceManager
    resolver = manager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(200):
        try:
            context = resolver.resolve(address)
        except Exception:  # noqa: BLE001  # it is not there yet
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    raise SystemExit("LibreOffice did not start")


def encryption(password):
    """What the format of Excel wants in place of a password alone."""
    given = (NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", password))
    return uno.Any("[]com.sun.star.beans.NamedValue", given)


def cell(document, place):
    name, address = place.split("!")
    sheet = document.Sheets.getByName(name)
    if sheet.isProtected():
        sheet.unprotect("")
    return sheet.getCellRangeByName(address)


def fill(office, job):
    address = Path(job["file"]).as_uri()
    document = office.loadComponentFromURL(address, "_blank", 0, (setting("Hidden", True),))
    try:
        for place, text in job.get("cells", {}).items():
            cell(document, place).String = text
        for place, text in job.get("formulas", {}).items():
            cell(document, place).Formula = text
        for place, number in job.get("numbers", {}).items():
            cell(document, place).Value = number
        for place in job.get("merge", ()):
            cell(document, place).merge(True)
        for name, position in job.get("move", {}).items():
            document.Sheets.moveByName(name, position)
        for name in job.get("remove", ()):
            document.Sheets.removeByName(name)
        document.calculateAll()
        to = Path(job.get("to", job["file"])).as_uri()
        settings = [setting("FilterName", job.get("filter", "Calc MS Excel 2007 XML"))]
        if "password" in job:
            settings.append(setting("EncryptionData", encryption(job["password"])))
        document.storeAsURL(to, tuple(settings))
    finally:
        document.close(True)


def main():
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as home:
        pipe = f"egovmaturity-{Path(home).name}"
        program = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(home).as_uri()}",
                *("--headless", "--norestore", "--nologo"),
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            office = desktop(pipe)
            for job in jobs:
                fill(office, job)
            office.terminate()
            program.wait(30)
        finally:
            program.kill()


main()
