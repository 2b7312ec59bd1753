"""fill on a real terminal, and ended by force: what was confirmed is in the file."""

import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.filling import answers_in, prepare

from egovmaturity.domain.answers import Rated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "egovmaturity", "fill", "a.yaml"]
PATIENCE = 30


def environment(**more):
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        **more,
    }


class Terminal:
    """A terminal of 40 columns with ``fill`` in it."""

    def __init__(self, folder: Path, columns: int = 40, command=COMMAND) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.shown = ""
        self._run = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment(),
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: str) -> None:
        """Read until a text has appeared since the last line was typed."""
        end = time.monotonic() + PATIENCE
        start = len(self.shown)
        while text not in self.shown[start:]:
            assert time.monotonic() < end, self.shown
            self._read()

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.5)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # how Linux says that nobody is at the other end any more
            return False
        self.shown += data.decode()
        return bool(data)

    def type(self, data: bytes) -> None:
        os.write(self._master, data)

    def hang_up(self) -> int:
        os.close(self._master)
        return self._run.wait(PATIENCE)

    def ended(self) -> int:
        """Wait for the end, and return the exit status."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, self.shown
        os.close(self._master)
        return self._run.wait(PATIENCE)


# A session has no terminal until it takes one; only then do Ctrl-C and a hang-up reach it.
TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture
def file(tmp_path, signals_that_count):  # noqa: ARG001  # a terminal sends them
    return prepare(tmp_path)


def test_ctrl_c_at_a_prompt(file):
    """In 40 columns, nothing but lines; Ctrl-C ends it at any prompt and says how to go on."""
    terminal = Terminal(file.parent)
    terminal.wait_for("Level:")
    terminal.type(b"\x1b[D3\n")
    terminal.wait_for("Level:")
    assert "control" in terminal.shown
    terminal.type(b"3\n")
    terminal.wait_for("Evidence 1 (Enter = done):")
    terminal.type(b"half a doc")
    terminal.type(b"\x03")
    assert terminal.ended() == 130
    assert answers_in(file)["A1"] == Rated(3)
    lines = terminal.shown.replace("\r\n", "\n").splitlines()
    assert [line for line in lines if len(line) > 40 and "To go on" not in line] == []
    assert lines[-3:] == [
        "Answered in this run: 1 question.",
        "Complete: 0 of 3 questions.",
        "To go on: egovmaturity fill a.yaml",
    ]
    typed = terminal.shown.replace("^[[D", "").replace("^C", "")
    assert re.findall(r"[^\x20-\x7e\r\n]", typed) == []
    assert "Traceback" not in typed


def test_ctrl_d_at_a_prompt(file):
    terminal = Terminal(file.parent, 100)
    terminal.wait_for("Level:")
    terminal.type(b"1\n")
    terminal.wait_for("Evidence 1")
    terminal.type(b"\x04")
    assert terminal.ended() == 0
    assert answers_in(file)["A1"] == Rated(1)
    assert "To go on: egovmaturity fill a.yaml" in terminal.shown


def test_what_was_pasted_ahead_does_not_reach_the_shell(file):
    """The rest of a pasted text would be run as commands."""
    shell = ["/bin/sh", "-c", '"$@"; read line; echo "shell: $line"', "sh", *COMMAND]
    terminal = Terminal(file.parent, command=shell)
    terminal.wait_for("Level:")
    terminal.type(b"q\nrm -rf\nls\n")
    terminal.wait_for("To go on")
    terminal.type(b"later\n")
    assert terminal.ended() == 0
    assert "shell: later" in terminal.shown


def test_a_lost_line(file):
    terminal = Terminal(file.parent)
    terminal.wait_for("Level:")
    terminal.type(b"2\n")
    terminal.wait_for("Evidence 1")
    assert terminal.hang_up() == 143
    assert answers_in(file)["A1"] == Rated(2)
    assert sorted(path.name for path in file.parent.iterdir()) == ["a.yaml", "a.yaml.bak", "small"]


def test_the_system_ends_it(file):
    run = piped(file.parent)
    send(run, b"2\n")
    read_until(run, b"Saved")
    run.send_signal(signal.SIGTERM)
    out = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 143
    assert b"To go on: egovmaturity fill a.yaml" in out
    assert answers_in(file)["A1"] == Rated(2)


def test_killed_at_any_moment(file):
    """What was said to be saved is there, the file is whole, and nothing else lies around."""
    moments = random.Random(7)  # noqa: S311  # no secret
    levels = [b"%d\nb\n" % (1 + number % 3) for number in range(40)]
    for _ in range(3):
        run = piped(file.parent, "--all")
        send(run, b"".join(levels))
        wanted = moments.randrange(1, 30)
        seen = read_until(run, b"Saved", wanted)
        time.sleep(moments.random() / 100)
        run.kill()
        seen += run.communicate(timeout=PATIENCE)[0]
        said = re.findall(rb"Saved: A1, (\d)", seen)
        found = answers_in(file)["A1"]
        possible = {int(said[-1]), 1 + int(said[-1]) % 3}  # the next one may be there, unsaid
        assert found.rating in possible
        names = {path.name for path in file.parent.iterdir()}
        assert {name for name in names if not LEFT.search(name)} == {"a.yaml", "small"}


# Copies of what was there, and a file that was whole but had not taken the place of the old one.
LEFT = re.compile(r"\.bak[0-9]*$|^\.egovmaturity-[0-9a-f]+\.tmp$")


def piped(folder: Path, *options: str):
    return subprocess.Popen(
        [*COMMAND, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )


def send(run, data: bytes) -> None:
    run.stdin.write(data)
    run.stdin.flush()


def read_until(run, text: bytes, times: int = 1) -> bytes:
    """Read what a run writes until a text has come so many times."""
    seen = b""
    while seen.count(text) < times:
        assert select.select([run.stdout], [], [], PATIENCE)[0], seen
        data = os.read(run.stdout.fileno(), 4096)
        assert data, seen
        seen += data
    return seen
