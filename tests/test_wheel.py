"""Promises about what is shipped: built the way a release is, source archive first."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="module")
def wheel_names(built):
    (wheel,) = built.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def tracked(directory):
    listed = subprocess.run(
        ["git", "ls-files", directory], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(listed.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize("directory", ["questionnaires", "report_templates"])
def test_the_wheel_ships_every_tracked_file(wheel_names, directory):
    assert tracked(directory)
    assert {f"egovmaturity/{path}" for path in tracked(directory)} <= wheel_names


@pytest.mark.slow
def test_the_wheel_ships_the_catalogue_and_the_type_marker(wheel_names):
    assert "egovmaturity/locale/id/LC_MESSAGES/egovmaturity.mo" in wheel_names
    assert "egovmaturity/py.typed" in wheel_names


@pytest.mark.slow
def test_the_wheel_installs_one_package(wheel_names):
    tops = {name.split("/")[0] for name in wheel_names if ".dist-info" not in name}
    assert tops == {"egovmaturity"}


@pytest.mark.slow
def test_the_source_archive_holds_what_tests_need(built):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
    assert {"README.md", "LICENSE", "tests/conftest.py", "examples/README.md"} <= names
