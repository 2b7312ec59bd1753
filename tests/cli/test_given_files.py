"""Files named by themselves, by a folder, or by a pattern that the shell has left alone."""

import pytest

from egovmaturity.cli.common import UsageError
from egovmaturity.cli.given_files import given_files


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    left_behind = [".DS_Store", "~$b.xlsx", "Thumbs.db", "desktop.ini", "b.xlsx.bak", "b.xlsx.bak2"]
    (tmp_path / "k" / "deeper.xlsx").mkdir(parents=True)
    for name in ["b.xlsx", "a.yaml", "old.xls", *left_behind]:
        (tmp_path / "k" / name).write_text("")
    (tmp_path / "odd[1].yaml").write_text("")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        pytest.param(["k"], ["k/a.yaml", "k/b.xlsx", "k/old.xls"], id="a folder"),
        pytest.param(["k/"], ["k/a.yaml", "k/b.xlsx", "k/old.xls"], id="a folder with a slash"),
        pytest.param(["k/*.xls*"], ["k/b.xlsx", "k/old.xls"], id="a pattern"),
        pytest.param(["z.xlsx", "k/b.xlsx"], ["z.xlsx", "k/b.xlsx"], id="files as they are given"),
        pytest.param(["k/*.csv"], ["k/*.csv"], id="a pattern that nothing fits"),
        pytest.param(["odd[1].yaml"], ["odd[1].yaml"], id="a file whose name is like a pattern"),
        pytest.param(["k/b.xlsx", "k"], ["k/b.xlsx", "k/a.yaml", "k/old.xls"], id="each once"),
        pytest.param(["-", "x\0y"], ["-", "x\0y"], id="no file"),
    ],
)
def test_which_files_are_meant(names, meant):
    assert given_files(names) == tuple(meant)


@pytest.mark.parametrize("name", ["empty", "./empty/"])
def test_a_folder_without_files_is_said(name):
    with pytest.raises(UsageError, match="empty"):
        given_files([name])
