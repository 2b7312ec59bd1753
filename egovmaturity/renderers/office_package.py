"""The packages of Word and Excel, written reproducibly and taken apart."""

import io
import zipfile

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The only time a member of the package ever has; it is the first that zip can tell."""


def packed(parts: dict[str, bytes]) -> bytes:
    """Write members in a fixed order with fixed times, as if on no particular machine."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name in sorted(parts, key=_place):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.create_system = 0  # otherwise Windows and others differ
            member.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(member, parts[name])
    return written.getvalue()


def _place(name: str) -> tuple[bool, bool, str]:
    """Put first what readers look for first."""
    return name != "[Content_Types].xml", name != "_rels/.rels", name


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a package of our own by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
