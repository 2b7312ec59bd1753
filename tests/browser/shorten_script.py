"""Make the script that reports carry of the one that people read: no arguments.

The result is committed, so that the program needs neither Node.js nor a network; a test tells when
it is no longer made of its source.
"""

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "report_templates" / "html"
SOURCE, SENT = FOLDER / "script.js", FOLDER / "script.min.js"
TERSER = Path(__file__).parent / "node_modules" / "terser" / "bin" / "terser"


def shortened() -> str:
    """Return the script without comments and white space, and with short local names."""
    command = ["node", str(TERSER), str(SOURCE), "--compress", "--mangle"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Write it beside its source."""
    SENT.write_text(shortened(), encoding="utf-8", newline="\n")
    print(f"Made: {SENT.name} ({SENT.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
