"""The file of settings: where it is found, and what it stands in for.

``assess`` heeds all of it, every other command about answers what is said there of the answers; the
table in docs/ci.md says which.
"""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from egovmaturity.cli.common import UsageError
from egovmaturity.domain.diagnostics import message
from egovmaturity.domain.gates import Concern, GatesAsked
from egovmaturity.domain.results import Basis
from egovmaturity.loading.text_source import STDIN

if TYPE_CHECKING:  # most runs have no file of settings
    from egovmaturity.loading.config_file import Config

NAME = "egovmaturity.toml"


class Options(NamedTuple):
    """What the command line says of what a file of settings may say too; ``None``: nothing."""

    questionnaire: str | None
    basis: Basis | None
    baseline: str | None
    outputs: tuple[str, ...]
    has_format: bool
    gates: GatesAsked


class Settled(NamedTuple):
    """What is asked for, option before file before default, and where the file was."""

    questionnaire: str | None
    basis: Basis
    baseline: str | None
    outputs: tuple[str, ...]
    gates: GatesAsked
    language: str | None
    file: str | None


class Usual(NamedTuple):
    """What a file of settings says of the answers near it, and where the file is.

    ``None`` is nothing; ``basis`` is then the default.
    """

    questionnaire: str | None = None
    basis: Basis = Basis.BEST
    language: str | None = None
    file: str | None = None


def usual(answers: str) -> Usual:
    """Return what the file of settings near these answers says of them.

    Raises:
        ContentError: The file cannot be used; with all its problems.
    """
    path = find_config(answers)
    if path is None:
        return Usual()
    from egovmaturity.loading.config_file import load_config  # noqa: PLC0415  # seldom there

    config = load_config(path)
    return Usual(_questionnaire(config), config.basis or Basis.BEST, config.language, str(path))


def settle(options: Options, answers: str, given: str | None) -> Settled:
    """Put the options above the file of settings, which is ``given`` or found near the answers.

    Raises:
        ContentError: The file cannot be used; with all its problems.
        UsageError: An option makes sense only beside another one.
    """
    path = Path(given) if given is not None else find_config(answers)
    if path is None:
        gates = _consistent(options.gates, options.gates)
        return Settled(
            options.questionnaire,
            options.basis or Basis.BEST,
            options.baseline,
            options.outputs,
            gates,
            None,
            None,
        )
    from egovmaturity.loading.config_file import load_config  # noqa: PLC0415  # seldom there

    config = load_config(path)
    outputs = options.outputs
    if not outputs and not options.has_format:
        outputs = tuple(config.beside(name) for name in config.outputs)
    baseline = config.beside(config.baseline) if config.baseline else None
    return Settled(
        options.questionnaire or _questionnaire(config),
        options.basis or config.basis or Basis.BEST,
        options.baseline or baseline,
        outputs,
        _consistent(_above(options.gates, config.gates), options.gates),
        config.language,
        str(path),
    )


def _questionnaire(config: "Config") -> str | None:
    """Return the questionnaire: an id as it is, a path from the folder of the file."""
    name = config.questionnaire
    if name is None or not (name.endswith((".yaml", ".yml")) or set(name) & {"/", "\\"}):
        return name
    return config.beside(name)


def _above(options: GatesAsked, config: GatesAsked) -> GatesAsked:
    """Take every gate from the options where they have it, else from the file."""
    nothing = GatesAsked()._asdict()
    given = {name: value for name, value in options._asdict().items() if value != nothing[name]}
    return config._replace(**given)


def _consistent(asked: GatesAsked, options: GatesAsked) -> GatesAsked:
    """Leave out what belongs to a comparison where none is asked for.

    Raises:
        UsageError: An option asked for it.
    """
    if Concern.REGRESSION in asked.concerns:
        return asked
    if options.tolerance is not None or options.max_fall is not None:
        raise UsageError(
            message("--tolerance and --max-fall are about a fall since the baseline"),
            message("Add: --fail-on regression --baseline FILE"),
        )
    return asked._replace(tolerance=None, max_fall=None, allowed=())


def find_config(answers: str) -> Path | None:
    """Return the file of settings for these answers, or ``None``.

    It is looked for in the folder of the answers (for standard input: here), then in every folder
    above: up to the one that holds ``.git``, never above the home folder, and in no folder above
    that everybody may write to, such as ``/tmp``.
    """
    start = Path() if answers == STDIN else Path(answers).parent
    home = os.path.realpath(Path.home()) if _has_home() else ""
    folder = os.path.realpath(start)
    path = start / NAME
    while True:
        if os.path.isfile(path):  # noqa: PTH113  # unlike Path, never raises
            return path
        above = os.path.dirname(folder)  # noqa: PTH120  # a text, as realpath gives
        is_repository = os.path.exists(os.path.join(folder, ".git"))  # noqa: PTH110, PTH118
        if is_repository or folder in {home, above} or _is_open_to_all(above):
            return None
        folder, path = above, Path(above) / NAME


def _has_home() -> bool:
    try:
        Path.home()
    except RuntimeError:
        return False
    return True


def _is_open_to_all(folder: str) -> bool:
    """Whether everybody may write there; systems without such rights say nothing about it."""
    if os.name != "posix":
        return False
    try:
        return bool(Path(folder).stat().st_mode & stat.S_IWOTH)
    except OSError:
        return True
