"""The files that answers name as evidence: found inside one folder, never outside, and compared."""

import contextlib
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.samples import ANSWERS, brief, codes, questionnaire, source
from strategies import PROPERTY

from egovmaturity.domain.diagnostics import ContentError
from egovmaturity.loading.answer_file import complete_answers, open_answers
from egovmaturity.loading.evidence_files import compare, look_up
from egovmaturity.loading.evidence_manifest import EvidenceFile, manifest_text, read_manifest

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on POSIX")
AS_ROOT = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of evidence, beside something that it does not hold."""
    inside = tmp_path / "bukti"
    (inside / "sub").mkdir(parents=True)
    (inside / "surat.pdf").write_bytes(b"a letter")
    (inside / "sub" / "daftar.csv").write_bytes(b"a list")
    (tmp_path / "rahasia.txt").write_bytes(b"a secret")
    return inside


def answered(*locations):
    """Answers that name these locations, one document a line from line 9 on."""
    documents = "".join(f"      - {{title: X, location: {json.dumps(at)}}}\n" for at in locations)
    draft = open_answers(source(f"{ANSWERS}  B:\n    level: 0\n    evidence:\n{documents}"))
    complete_answers(draft, questionnaire())
    return draft


def looked(folder, *locations, recorded=None):
    """What is found, and what is noted."""
    draft = answered(*locations)
    found = look_up(draft, folder, recorded)
    return found, [brief(each) for each in draft.log.diagnostics]


def paths(found):
    return [named.file.path for named in found.files]


def test_what_is_recorded_of_a_file(folder):
    found, notes = looked(folder, "surat.pdf", "sub/daftar.csv")
    assert notes == []
    assert [named.file for named in found.files] == [
        EvidenceFile("sub/daftar.csv", hashlib.sha256(b"a list").hexdigest(), 6),
        EvidenceFile("surat.pdf", hashlib.sha256(b"a letter").hexdigest(), 8),
    ]


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("sub/daftar.csv", id="as it is"),
        pytest.param("./sub/daftar.csv", id="a dot before it"),
        pytest.param("sub//daftar.csv", id="two slashes"),
        pytest.param("sub\\daftar.csv", id="as Windows writes it"),
        pytest.param("sub/./daftar.csv", id="a dot inside"),
    ],
)
def test_ways_to_write_a_path(folder, location):
    found, notes = looked(folder, location)
    assert (paths(found), notes) == (["sub/daftar.csv"], [])


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("../rahasia.txt", id="up"),
        pytest.param("sub/../../rahasia.txt", id="up from below"),
        pytest.param("sub/../surat.pdf", id="up and back inside"),
        pytest.param("..\\rahasia.txt", id="up, as on Windows"),
        pytest.param("..", id="nothing but up"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("\\Windows\\win.ini", id="absolute, as on Windows"),
        pytest.param("C:\\Windows\\win.ini", id="a drive"),
        pytest.param("C:surat.pdf", id="a drive's own folder"),
        pytest.param("\\\\server\\share\\a.pdf", id="a server"),
        pytest.param("//server/share/a.pdf", id="a server, with slashes"),
        pytest.param("\\\\?\\C:\\a.pdf", id="a device path"),
        pytest.param("file:///etc/passwd", id="an address of a file"),
        pytest.param("FILE:rahasia.txt", id="the same in capitals"),
        pytest.param("surat.pdf\u0007", id="a sign that is no letter"),
        pytest.param("surat\u202egpj.exe", id="a sign that turns the text around"),
    ],
)
def test_nothing_outside_the_folder_is_looked_at(folder, location):
    found, notes = looked(folder, location)
    assert (paths(found), notes) == ([], ["10:30 E210"])


@pytest.mark.parametrize(
    "location",
    [
        "https://example.go.id/a.pdf",
        "HTTP://example.go.id/a.pdf",
        "ftp://example.go.id/a",
        "mailto:arsip@example.go.id",
        "doi:10.1000/182",
        "s3://bucket/a.pdf",
    ],
)
def test_addresses_are_counted_and_not_fetched(folder, location):
    found, notes = looked(folder, location, "surat.pdf")
    assert (found.links, paths(found), notes) == (1, ["surat.pdf"], [])


def test_documents_without_a_location_are_counted(folder):
    found, notes = looked(folder, "", "", "surat.pdf")
    assert (found.unplaced, found.links, notes) == (2, 0, [])


@pytest.mark.parametrize(
    ("location", "code"),
    [
        pytest.param("hilang.pdf", "E211", id="not there"),
        pytest.param("sub/hilang.pdf", "E211", id="not there, in a folder"),
        pytest.param("hilang/surat.pdf", "E211", id="no such folder"),
        pytest.param("surat.pdf/x", "E211", id="a file is no folder"),
        pytest.param("surat.pdf.", "E211", id="a dot that Windows would leave out"),
        pytest.param("SURAT~1.PDF", "E211", id="a short name"),
        pytest.param("surat.pdf:stream", "E211", id="a stream"),
        pytest.param("NUL", "E211", id="a device of Windows"),
        pytest.param("notulen:surat.pdf", "E211", id="no address without slashes"),
        pytest.param("~/surat.pdf", "E211", id="no home"),
        pytest.param("$HOME/surat.pdf", "E211", id="no variables"),
        pytest.param("*.pdf", "E211", id="no patterns"),
        pytest.param("surat%2Epdf", "E211", id="no escapes"),
        pytest.param("sub", "E212", id="a folder"),
        pytest.param("sub/", "E212", id="a folder, with a slash"),
        pytest.param(".", "E212", id="the folder itself"),
    ],
)
def test_what_is_not_there_or_no_file(folder, location, code):
    found, notes = looked(folder, location)
    assert (paths(found), notes) == ([], [f"10:30 {code}"])


@posix
def test_links_inside_the_folder_are_followed_and_others_are_not(folder, tmp_path):
    (folder / "inside.pdf").symlink_to("sub/daftar.csv")
    (folder / "outside.pdf").symlink_to(tmp_path / "rahasia.txt")
    (folder / "above").symlink_to(tmp_path)
    (folder / "nowhere.pdf").symlink_to("hilang.pdf")
    (folder / "circle.pdf").symlink_to("circle.pdf")
    found, notes = looked(
        folder,
        "inside.pdf",
        "outside.pdf",
        "above/rahasia.txt",
        "above/bukti/surat.pdf",
        "nowhere.pdf",
        "circle.pdf",
    )
    assert paths(found) == ["inside.pdf"]
    assert codes(notes) == ["E210", "E210", "E210", "E213", "E213"]


@posix
def test_the_folder_itself_may_be_a_link(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)
    found, notes = looked(tmp_path / "link", "surat.pdf")
    assert (paths(found), notes) == (["surat.pdf"], [])


@posix
def test_pipes_sockets_and_devices_are_not_opened(folder):
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        with contextlib.chdir(folder):  # the name of a socket may not be long
            listening.bind("socket")
        found, notes = looked(folder, "pipe", "socket", "zero")
    assert (paths(found), codes(notes)) == ([], ["E212", "E212", "E210"])


@AS_ROOT
def test_what_may_not_be_read(folder):
    (folder / "surat.pdf").chmod(0)
    found, notes = looked(folder, "surat.pdf")
    assert (paths(found), codes(notes)) == ([], ["E213"])


def test_a_disk_that_fails_is_a_problem_of_the_file(folder, monkeypatch):
    def broken(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(hashlib, "file_digest", broken)
    found, notes = looked(folder, "surat.pdf", "sub")
    assert (paths(found), codes(notes)) == ([], ["E213", "E212"])


@pytest.mark.parametrize(
    ("on_disk", "location"),
    [
        pytest.param("Laporan.pdf", "laporan.PDF", id="case"),
        pytest.param(
            unicodedata.normalize("NFD", "café.pdf"),
            unicodedata.normalize("NFC", "café.pdf"),
            id="accents apart on the disk",
        ),
        pytest.param(
            unicodedata.normalize("NFC", "café.pdf"),
            unicodedata.normalize("NFD", "café.pdf"),
            id="accents apart in the answers",
        ),
    ],
)
def test_another_spelling_is_found_and_told(folder, on_disk, location):
    (folder / on_disk).write_bytes(b"x")
    found, notes = looked(folder, location)
    assert (paths(found), codes(notes)) == ([on_disk], ["W314"])


@posix
def test_a_spelling_that_fits_two_files_fits_none(folder):
    (folder / "A.pdf").write_bytes(b"1")
    (folder / "a.pdf").write_bytes(b"2")
    if len(list(folder.glob("[aA].pdf"))) < 2:
        pytest.skip("the disk takes them for one")
    found, notes = looked(folder, "a.PDF", "a.pdf")
    assert (paths(found), codes(notes)) == (["a.pdf"], ["E211"])


def test_a_file_named_twice_is_read_once_and_a_problem_told_once(folder):
    found, notes = looked(folder, "surat.pdf", "hilang.pdf", "./surat.pdf", "hilang.pdf")
    assert (paths(found), notes) == (["surat.pdf"], ["11:30 E211"])


@posix
def test_a_large_file_is_read_piece_by_piece(folder):
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2)\n"
        "from egovmaturity.loading.evidence_files import _read\n"
        "print(_read(Path(sys.argv[1]))[1])\n"
    )
    with (folder / "besar.bin").open("wb") as file:
        file.truncate(1_000_000_000)
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "besar.bin")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout == "1000000000\n", done.stderr


# The record


def record(folder, *locations):
    """Record these files, and return the record."""
    found, notes = looked(folder, *locations)
    assert notes == []
    path = folder.parent / "bukti.sha256"
    path.write_bytes(manifest_text(named.file for named in found.files).encode())
    return path


def compared(folder, manifest, *locations):
    """What is noted of the answers, and of the record."""
    recorded = read_manifest(manifest)
    draft = answered(*locations)
    compare(look_up(draft, folder, recorded), recorded, folder, draft.log)
    return tuple([brief(each) for each in log.diagnostics] for log in (draft.log, recorded.log))


ALL = ("surat.pdf", "sub/daftar.csv")


def test_what_a_record_looks_like(folder):
    letter, listed = (hashlib.sha256(text).hexdigest() for text in (b"a letter", b"a list"))
    assert (
        record(folder, *ALL).read_bytes()
        == (
            "# egovmaturity-evidence 1: 2 files, 14 bytes\n"
            f"{listed}  sub/daftar.csv\n"
            f"{letter}  surat.pdf\n"
        ).encode()
    )


def test_the_order_in_which_answers_name_files_does_not_matter(folder):
    first = record(folder, *ALL).read_bytes()
    assert record(folder, *reversed(ALL)).read_bytes() == first


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_sha256sum_checks_a_record(folder):
    (folder / "laporan akhir (2).pdf").write_bytes(b"x")
    (folder / "café.pdf").write_bytes(b"y")
    path = record(folder, *ALL, "laporan akhir (2).pdf", "café.pdf")

    def check():
        command = ["sha256sum", "--check", "--strict", "--quiet", str(path)]
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode

    assert check() == 0
    (folder / "surat.pdf").write_bytes(b"another letter")
    assert check() != 0


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
@pytest.mark.parametrize("mode", ["--text", "--binary"])
def test_a_record_of_sha256sum_is_read(folder, mode):
    names = ["./surat.pdf", "sub/daftar.csv"]
    done = subprocess.run(["sha256sum", mode, *names], cwd=folder, capture_output=True, check=True)
    (folder.parent / "own.sha256").write_bytes(done.stdout)
    assert compared(folder, folder.parent / "own.sha256", *ALL) == ([], [])


def test_nothing_has_changed(folder):
    assert compared(folder, record(folder, *ALL), *ALL) == ([], [])


def test_a_changed_file_is_noticed(folder):
    path = record(folder, *ALL)
    (folder / "surat.pdf").write_bytes(b"a lettex")
    assert compared(folder, path, *ALL) == (["10:30 E214"], [])


def test_a_lost_file_is_noticed(folder):
    path = record(folder, *ALL)
    (folder / "surat.pdf").unlink()
    assert compared(folder, path, *ALL) == (["10:30 E215"], [])


def test_a_file_that_is_lost_and_named_no_more_is_noticed(folder):
    path = record(folder, *ALL)
    (folder / "surat.pdf").unlink()
    assert compared(folder, path, "sub/daftar.csv") == ([], ["3:1 E215"])


def test_a_file_that_is_named_no_more(folder):
    path = record(folder, *ALL)
    assert compared(folder, path, "surat.pdf") == ([], ["2:1 W316"])


def test_a_new_file_is_told(folder):
    path = record(folder, "surat.pdf")
    assert compared(folder, path, *ALL) == (["11:30 W315"], [])


@posix
def test_a_folder_in_place_of_a_recorded_file_is_no_file(folder):
    path = record(folder, *ALL)
    (folder / "surat.pdf").unlink()
    (folder / "surat.pdf").mkdir()
    assert compared(folder, path, *ALL) == (["10:30 E212"], [])


def test_a_file_recorded_on_another_system_is_the_same(folder):
    """macOS takes accents apart, and Windows does not mind about case."""
    apart, together = (unicodedata.normalize(form, "café.pdf") for form in ("NFD", "NFC"))
    (folder / apart).write_bytes(b"x")
    path = record(folder, apart)
    (folder / apart).rename(folder / together)
    assert compared(folder, path, together) == ([], [])


HASH = "a" * 64


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("not a record\n", "1:1 E018", id="something else"),
        pytest.param(f"{HASH} surat.pdf\n", "1:1 E018", id="one space"),
        pytest.param(f"{HASH[:-1]}  surat.pdf\n", "1:1 E018", id="a hash too short"),
        pytest.param(f"{HASH[:-1]}g  surat.pdf\n", "1:1 E018", id="no hash"),
        pytest.param(f"{HASH}  ../rahasia.txt\n", "1:1 E018", id="outside"),
        pytest.param(f"{HASH}  /etc/passwd\n", "1:1 E018", id="absolute"),
        pytest.param(f"{HASH}  a\n{HASH}  a\n", "2:1 E018", id="twice"),
        pytest.param(
            "# egovmaturity-evidence 2: 0 files, 0 bytes\n", "1:1 E018", id="later layout"
        ),
        pytest.param(
            f"# egovmaturity-evidence 1: 2 files, 9 bytes\n{HASH}  a\n", "1:1 E018", id="cut off"
        ),
    ],
)
def test_what_is_no_record(tmp_path, text, place):
    path = tmp_path / "x.sha256"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_manifest(path)
    assert [brief(each) for each in refused.value.diagnostics] == [place]


NAMES = st.text(
    st.characters(categories=["L", "N", "Zs", "P"], exclude_characters="/\\"), min_size=1
)
FILES = st.lists(
    st.builds(
        EvidenceFile,
        st.lists(NAMES.map(str.strip).filter(lambda n: n not in {"", ".", ".."}), min_size=1).map(
            "/".join
        ),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        st.integers(0, 10**12),
    ),
    unique_by=lambda file: file.path,
    max_size=5,
)


@PROPERTY
@given(FILES)
def test_a_record_reads_back_as_it_was_written(tmp_path_factory, files):
    path = tmp_path_factory.mktemp("record") / "x.sha256"
    path.write_bytes(manifest_text(files).encode())
    found = {name: entry.sha256 for name, entry in read_manifest(path).entries.items()}
    assert found == {file.path: file.sha256 for file in files}
    assert manifest_text(reversed(files)) == manifest_text(files)
