"""Whether a text is a JSON result; cheap, for every run that may be given one."""

from egovmaturity.loading.text_source import SourceText


def is_result(source: SourceText) -> bool:
    """Whether a file is a JSON result, be it whole or not; answers may be JSON too."""
    text = source.text
    if not text.lstrip().startswith("{"):
        return False
    if '"schema_version"' in text or '"answer_sheet"' in text:
        return True
    return source.name.endswith(".json") and '"format"' not in text
