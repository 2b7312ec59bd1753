"""``egovmaturity help TOPIC``: what does not belong to a single command."""

from egovmaturity.language import to_translate

TOPICS = {
    "exit-codes": to_translate(
        "0    Done. No gate was asked for, or every gate passed.\n"
        "1    A gate failed, or check found errors. A gate for which the answers hold\n"
        "     nothing to judge fails. Use --exit-zero to report only. With --exit-code,\n"
        "     compare found differences; verify found a report that differs.\n"
        "2    Nothing was assessed: wrong option, missing or unreadable file,\n"
        "     answers that do not fit the questionnaire, output not writable. Or a\n"
        "     gate lacks what it needs: no baseline, one that is broken, not earlier or\n"
        "     of another questionnaire, no --as-of, an id that does not exist.\n"
        "3    A bug in egovmaturity. Please report it with --debug.\n"
        "130  Stopped with Ctrl+C. No partial files are left.\n"
        "143  Ended by the system. No partial files are left."
    ),
    "formats": to_translate(
        "-o FILE      the ending selects the format; repeat it for several:\n"
        "  .html      one file, no network, to read, print and send\n"
        "  .docx      a Word document to go on writing in; needs the extra docx\n"
        "  .md        Markdown tables for a git host or a word processor\n"
        "  .json      everything, exact, for programs (schema_version 1.0)\n"
        "  .csv       one row a question; --locale id (semicolon, decimal\n"
        "             comma, for Excel) or c (RFC 4180)\n"
        "  .xml       JUnit, for CI: gates, and mandatory questions that are due\n"
        "  .svg, .badge.json  a badge: drawn, or for shields.io\n"
        "--format     the same for standard output: terminal, md, html, json, csv,\n"
        "             docx, junit, badge, svg\n"
        "Findings of check: terminal, json, github, gitlab, sarif\n"
        "--template   your own Jinja2 template for .html and .md\n"
        "--docx-template  a .docx whose styles, header and footer are used\n"
        "--include, --exclude   parts of .html, .md and .docx, in this order:\n"
        "             summary, conditions, factors, map, gaps, crosswalk, actions,\n"
        "             development, certainty, quality, answers, method, approval\n"
        "--intro      your own introduction before the first part of them\n"
        "--anonymous  every format without names and texts of the answers file"
    ),
    "ci": to_translate(
        "egovmaturity check jawaban-2026.yaml\n"
        "egovmaturity assess jawaban-2026.yaml -o laporan.html -o hasil.json \\\n"
        "    --fail-stage-under persiapan --fail-under 45\n"
        "\n"
        "More gates:\n"
        '  --fail-score "factor:funding >= 50 %"     stage: and section: likewise\n'
        '  --fail-score "question:S1-LAY-01 >= 2"   the level that counts\n'
        "  --fail-on regression --baseline jawaban-2025.yaml\n"
        "             nothing fell: stage or band, index, score of a stage, question;\n"
        "             --tolerance POINTS and --max-fall LEVELS allow a little\n"
        "  --fail-on incomplete,evidence,unverified   no question of this kind\n"
        "  --fail-on overdue --as-of 2026-01-31       no action is late on this day\n"
        "  --max-age 400d --as-of 2026-01-31          the answers are not older\n"
        "All of them can stand in egovmaturity.toml beside the answers or above; an\n"
        "option takes the place of what the file says.\n"
        "\n"
        "Exit code 1 only when a gate fails; 2 when a file is broken, so that\n"
        "a broken file never looks like a low score. Gates compare exactly; what\n"
        "cannot be judged never passes. See: egovmaturity help exit-codes"
    ),
    "scoring": to_translate(
        "A question earns the worth of its level, 0 to 1. A score is the weighted\n"
        "mean of the questions that apply, in exact fractions.\n"
        "A stage is attained when its score meets attain, every earlier stage meets\n"
        "foundation, and every mandatory question of them reaches its level.\n"
        "Unanswered and don't know count 0, with the upper bound shown beside.\n"
        "Not applicable needs permission and a reason and counts nowhere; below half\n"
        "of its weight a stage is undetermined.\n"
        "Bases: claimed, supported (evidence listed), verified, best (verified where\n"
        "present, otherwise claimed)."
    ),
    "windows": to_translate(
        "A window for commands: open the folder in File Explorer, write cmd in the\n"
        "address bar and press Enter. The program is called so:\n"
        "  py -m egovmaturity --version\n"
        "In that window, before it, where the program is in a folder .venv:\n"
        "  .venv\\Scripts\\activate\n"
        "A year in a folder of its own, with a guide to all steps and a file that makes\n"
        "and opens the report by double-click (BUAT-LAPORAN.bat):\n"
        '  py -m egovmaturity init 2026 --year 2026 --institution "Kota Makmur"\n'
        "\n"
        "Edit with Notepad and save as UTF-8. Close a file in Excel before it is written.\n"
        "Put names with spaces into quotes. Files can be named by their folder or as\n"
        "*.xlsx where several are taken:\n"
        "  py -m egovmaturity merge kembali --into jawaban-2026.yaml\n"
        "Open a report by double-click. Print: Ctrl+P, then Save as PDF."
    ),
}
"""Topics and their texts, laid out by hand for 80 columns."""
