"""Which locations may become links: an allow-list, because escaping does not stop a scheme."""

import re

_ADDRESS = re.compile(
    r"(?:https?://[^\s/?#\\@]+(?:[/?#]\S*)?|mailto:[^\s?]+@[^\s?]+)", re.IGNORECASE
)
_RELATIVE = re.compile(r"[^\s:/\\?#][^:\\?#]*")


def safe_address(location: str) -> str:
    """Return ``location`` if it is an http, https or mailto address, else nothing."""
    return location if location.isprintable() and _ADDRESS.fullmatch(location) else ""


def safe_link(location: str) -> str:
    """Return ``location`` if following it is harmless, else nothing.

    Allowed are http, https and mailto addresses, and relative paths that stay below the folder
    of the answers. Everything else, other schemes and ``..`` among them, stays plain text.
    """
    if safe_address(location):
        return location
    if not location.isprintable() or location != location.strip():
        return ""
    if _RELATIVE.fullmatch(location) and ".." not in location.split("/"):
        return location.replace("%", "%25").replace(" ", "%20")
    return ""
