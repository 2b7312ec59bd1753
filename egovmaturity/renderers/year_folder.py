"""What lies beside the answers in the folder of one year: settings, a guide, a file to click."""

import json
import re
from typing import NamedTuple

from egovmaturity.domain.questionnaire import Questionnaire
from egovmaturity.language import Words, to_translate
from egovmaturity.renderers.safe_text import one_line
from egovmaturity.yaml_scalars import word

PROGRAM = "py -m egovmaturity"
"""How the program is called on Windows, wherever it is installed."""


class Year(NamedTuple):
    """What the files of a folder tell of; file names are bare, paths lead from the folder.

    ``reference`` is the path of the questionnaire where its id does not lead to it from the folder,
    ``earlier`` that of last year's answers or result; both are empty where there is nothing to say.
    ``is_comparable`` says that a report can compare with ``earlier`` as it is.
    """

    questionnaire: Questionnaire
    institution: str
    number: int
    answers: str
    reference: str = ""
    earlier: str = ""
    is_comparable: bool = False

    def report(self, words: Words) -> str:
        """Return the name of the report: ``laporan-2026.html``."""
        return f"{words('report')}-{self.number}.html"


def settings(year: Year, words: Words) -> str:
    """Return ``egovmaturity.toml``: what is known of the year, the rest as comments."""
    result = f"{words('result')}-{year.number}.json"
    report = year.report(words)
    unknown = json.dumps(f"{words('result')}-{year.number - 1}.json")
    baseline = _toml(year.earlier) if year.earlier else unknown
    lines = [
        words(
            "Settings of the assessment {year}, which commands about its answers read.",
            year=year.number,
        ),
        words("A line that begins with # does nothing; take the sign away to use it."),
        None,
        words("Language of the program's messages: id or en"),
        f'lang = "{words.language}"',
        None,
        *_questionnaire_lines(year, words),
        words("Which level counts: claimed, supported, verified, best"),
        '# basis = "best"',
        None,
        "[assess]",
        words("Last year's answers or result: the report shows what has changed"),
        f"{'' if year.is_comparable else '# '}baseline = {baseline}",
        None,
        words("Files to write where no -o says otherwise, in this folder"),
        f'# output = ["{report}", "{result}"]',
        None,
        "[gates]",
        words("When the exit code is 1; see: egovmaturity help ci"),
        '# fail_on = ["incomplete"]',
    ]
    return "\n".join(_as_toml(line) for line in lines) + "\n"


def _questionnaire_lines(year: Year, words: Words) -> list[str | None]:
    if not year.reference:
        return []
    told = words("The questionnaire, as a path from this folder")
    return [told, f"questionnaire = {_toml(year.reference)}", None]


_SETTING = re.compile(r"(# )?[a-z_]+ = |\[")


def _as_toml(line: str | None) -> str:
    """Write a remark as a comment, a setting as it is, and nothing as an empty line."""
    if line is None or _SETTING.match(line):
        return line or ""
    return f"# {one_line(line)}"


def _toml(text: str) -> str:
    """Write a text as a TOML string, which is like JSON but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_GUIDE = to_translate(
    "SELF-ASSESSMENT {year}\n"
    "{institution}\n"
    "{title}\n"
    "\n"
    "Everything happens on this computer; nothing is sent to the internet.\n"
    "\n"
    "How to give a command: open this folder in File Explorer, write cmd in the\n"
    "address bar and press Enter. Copy one whole line into the window. This line\n"
    "must name a version; if it does not, install the program first:\n"
    "\n"
    "  {version}\n"
    "\n"
    "If the program is in a folder .venv, first give: .venv\\Scripts\\activate\n"
    "\n"
    "1. OWNERS. The questionnaire may name the offices already; step 2 lists them.\n"
    "   For another office, or where there is none, open {answers} with\n"
    "   Notepad and write it below the code, like this. Save as UTF-8.\n"
    "\n"
    "  {code}:\n"
    "    owner: {office}\n"
    "\n"
    "2. FILES FOR THE OFFICES. Excel sheets, or forms for a browser, or both. Put\n"
    "   in your deadline and your contact. Again after a change: add --force.\n"
    "\n"
    "  {sheet}\n"
    "  {form}\n"
    "\n"
    "3. SEND. {notes} has a message for every office, ready to paste,\n"
    "   with the files to attach.\n"
    "\n"
    "4. COLLECT. Put what comes back into the folder {returned}, as it is.\n"
    "\n"
    "5. MERGE. The first line only shows who has answered and what does not agree;\n"
    "   the second one writes into {answers}.\n"
    "\n"
    "  {plan}\n"
    "  {merge}\n"
    "\n"
    "6. VERIFY, if somebody does. This sheet for the verifier shows what is claimed\n"
    "   and asks what was found. When it is back: steps 4 and 5.\n"
    "\n"
    "  {verify}\n"
    "\n"
    "7. CHECK. Every problem is named with its line and a way out.\n"
    "\n"
    "  {check}\n"
    "\n"
    "8. REPORT. Double-click {batch}, or give the line below. Then open\n"
    "   {report}. To print: Ctrl+P.\n"
    "\n"
    "  {assess}\n"
    "\n"
    "9. NEXT YEAR begins with the owners, targets and evidence of this one.\n"
    "\n"
    "  {next}\n"
)


def guide(year: Year, words: Words) -> str:
    """Return the round trip from questions to report on one page.

    Its commands are those for this folder, given in it. Lines end as Notepad wants them.
    """
    report, folder, back = year.report(words), words("sheets"), returned(words)
    chosen = f" -Q {argument(year.reference)}" if year.reference else ""
    last_time = f" --baseline {argument(year.earlier)}" if year.earlier else ""
    sent = f"--per owner --out-dir {folder} --due {year.number}-02-15"
    contact = f'--contact "{words("name and telephone number")}"'
    ask = f"{year.answers} {sent} {contact}{last_time}{chosen}"
    answers = f"{year.answers}{chosen}"
    following = year.number + 1
    text = words(
        _GUIDE,
        year=year.number,
        institution=one_line(year.institution),
        title=one_line(year.questionnaire.title),
        version=f"{PROGRAM} --version",
        answers=year.answers,
        code=word(year.questionnaire.questions[0].id),
        office=words("name of the office"),
        sheet=f"{PROGRAM} sheet {ask}",
        form=f"{PROGRAM} form {ask}",
        notes=f"{folder}\\{words('messages')}.txt",
        returned=back,
        plan=f"{PROGRAM} merge {back} --into {answers} --dry-run",
        merge=f"{PROGRAM} merge {back} --into {answers}",
        verify=f"{PROGRAM} sheet {year.answers} --verify --out-dir {folder}{chosen}",
        check=f"{PROGRAM} check {answers}",
        batch=batch_name(words),
        report=report,
        assess=f"{PROGRAM} assess {year.answers} -o {report}",
        next=f"{PROGRAM} init ../{following} --from {year.answers} --year {following}{chosen}",
    )
    return text.replace("\n", "\r\n")


def argument(path: str) -> str:
    """Write a path as cmd and other shells take it; on Windows names of files hold no quotes."""
    return path if re.fullmatch(r"[\w.:/\\-]+", path) else f'"{path}"'


def returned(words: Words) -> str:
    """Return the name of the folder for files that come back."""
    return words("returned")


def guide_name(words: Words) -> str:
    """Return the name of the guide: ``BACA-SAYA.txt``."""
    return words("READ-ME") + ".txt"


def batch_name(words: Words) -> str:
    """Return the name of the file to click: ``BUAT-LAPORAN.bat``."""
    return words("MAKE-REPORT") + ".bat"


def batch(year: Year, words: Words) -> str:
    """Return a batch file for Windows that makes the report and opens it, in plain ASCII.

    It holds nothing of the user's, and its folder only as ``%~dp0`` in quotes: neither a percent
    sign nor an ampersand acts there. ``pushd`` also goes to a shared folder of the network.
    """
    report = year.report(words)
    missing = words("Python is missing. See {file}.", file=guide_name(words))
    lines = [
        "@echo off",
        "setlocal EnableExtensions DisableDelayedExpansion",
        'pushd "%~dp0"',
        'set "PYTHON=py"',
        r'if exist "..\.venv\Scripts\python.exe" set "PYTHON=..\.venv\Scripts\python.exe"',
        r'if exist ".venv\Scripts\python.exe" set "PYTHON=.venv\Scripts\python.exe"',
        f'%PYTHON% -m egovmaturity assess "{year.answers}" -o "{report}"',
        f"if errorlevel 9009 echo {missing}",
        f'if not errorlevel 1 start "" "{report}"',
        "popd",
        "pause",
    ]
    return "\r\n".join(lines) + "\r\n"
