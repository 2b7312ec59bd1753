"""What services show beside a finding: the texts of docs/codes.md, by code.

The page is written for people; the package carries its words, so that they are written once.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "codes.md"
FILE = ROOT / "egovmaturity" / "renderers" / "findings" / "rules.json"

_FIX = "*Fix:* "
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")


def written() -> str:
    """Return the file as it should be."""
    texts = {code: _texts(body) for code, body in _sections(PAGE.read_text(encoding="utf-8"))}
    return json.dumps(texts, ensure_ascii=False, indent=1) + "\n"


def _sections(page: str) -> list[tuple[str, str]]:
    _, *parts = re.split(r"(?m)^#{2,3} (.*)$", page)
    return [
        (title, body)
        for title, body in zip(parts[::2], parts[1::2], strict=True)
        if re.fullmatch(r"[A-Z]\d{3}", title)
    ]


def _texts(body: str) -> dict[str, str]:
    """Take what stands before the first example, and the way out; links lead out of a viewer."""
    paragraphs = [_LINK.sub(r"\1", " ".join(p.split())) for p in body.strip().split("\n\n")]
    about = []
    for paragraph in paragraphs:
        if paragraph.startswith(("```", "<!--", "|", _FIX)):
            break
        about.append(paragraph)
    (fix,) = [p.removeprefix(_FIX) for p in paragraphs if p.startswith(_FIX)] or [""]
    return {"about": "\n\n".join(about), "fix": fix[:1].upper() + fix[1:]}


def write() -> None:
    """Bring the file up to date."""
    FILE.write_text(written(), encoding="utf-8", newline="\n")
