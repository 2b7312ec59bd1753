"""Documents of JSON as files for programs that people may read as well."""

import json
from typing import Any


def json_text(document: Any) -> str:
    """Write a document as JSON: keys sorted, two spaces a level, one final line break.

    Texts stay as they are, not as codes of ASCII.

    Raises:
        TypeError: There is something in it that JSON has not.
    """
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
