"""``python -m egovmaturity``: the same program where scripts are not on the path."""

from egovmaturity.cli.entry import main

main()
