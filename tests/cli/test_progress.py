"""The line that says how far a long work is."""

import contextlib
import io

import pytest

from egovmaturity.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


def worked(screen, names, seconds, *, is_quiet=False):
    """Do a thing for each name, each taking some seconds, with this as standard error."""
    times = iter(step * seconds for step in range(len(names) + 1))
    with contextlib.redirect_stderr(screen):
        progress = Progress(
            "Making sheets", len(names), is_quiet=is_quiet, clock=lambda: next(times)
        )
        for number, name in enumerate(names, start=1):
            progress.step(number, name)
        progress.clear()


def test_a_long_work_is_shown_in_one_line(terminal):
    worked(terminal, ["Setda", "Dinas Perhubungan"], 0.5)
    _, first, second, cleared, end = terminal.getvalue().split("\r")
    assert first == "Making sheets  1/2  Setda".ljust(57) + "  [#########.........]"
    assert second == "Making sheets  2/2  Dinas Perhubungan".ljust(57) + "  [##################]"
    assert cleared == " " * 79
    assert end == ""


def test_a_short_work_is_not(terminal):
    worked(terminal, ["Setda", "BPKAD"], 0.2)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("width", [200, 80, 40, 10])
def test_it_fits_the_terminal(terminal, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    worked(terminal, ["Dinas Perpustakaan dan Kearsipan" * 9], 1)
    assert max(map(len, terminal.getvalue().split("\r"))) <= min(width - 1, 80)


def test_names_are_data(terminal):
    worked(terminal, ["A\r\n\x1b[2JB"], 1)
    assert "\x1b" not in terminal.getvalue()
    assert "\n" not in terminal.getvalue()


def test_in_a_file_nothing_is_drawn():
    file = io.StringIO()
    worked(file, ["Setda"], 1)
    assert file.getvalue() == ""


def test_without_standard_error_the_work_goes_on():
    worked(None, ["Setda"], 1)


def test_a_terminal_that_cannot_go_back_is_left_alone(terminal, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    worked(terminal, ["Setda"], 1)
    assert terminal.getvalue() == ""


def test_quiet_draws_nothing(terminal):
    worked(terminal, ["Setda"], 1, is_quiet=True)
    assert terminal.getvalue() == ""
