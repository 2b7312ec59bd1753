"""Which locations may become links."""

import pytest

from egovmaturity.views.links import safe_link


@pytest.mark.parametrize(
    "location",
    [
        "https://contoh.go.id/bukti?a=1#b",
        "http://contoh.go.id",
        "mailto:kominfo@contoh.go.id",
        "bukti/S1-LAY-01/sk.pdf",
        "HTTPS://CONTOH.GO.ID/",
    ],
)
def test_harmless_locations_are_links(location):
    assert safe_link(location) == location


def test_spaces_in_a_path_are_written_out():
    assert safe_link("bukti/SK 100%.pdf") == "bukti/SK%20100%25.pdf"


@pytest.mark.parametrize(
    "location",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " javascript:alert(1)",
        "javascript&colon;alert(1)//https://x",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//host/path",
        "\\\\host\\share",
        "/etc/passwd",
        "../../etc/passwd",
        "bukti/../../x",
        "C:\\bukti\\sk.pdf",
        "https://user@host/",
        "https://",
        "mailto:a@b?bcc=c@d",
        "bukti/\u202egpj.exe",
    ],
)
def test_everything_else_stays_text(location):
    assert safe_link(location) == ""
