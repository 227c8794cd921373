"""The lines between "---" and "---" that open a page: keys and values of YAML's plainest kind;
between "+++" and "+++" of TOML.

No YAML is parsed: it builds objects, aliases make it grow without bound, and a line of prose with a
colon is an error in it. Lists of plain values are joined by commas; of people with further fields
their names stay, deeper structure is left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")


# Keys that lay a page out or place it on a site.
_OF_SITE = frozenset(
    "layout permalink slug id key weight order position sidebar_position sidebar_label nav_order"
    " sidebar toc draft published private image thumbnail cover banner icon logo url link href path"
    " aliases alias redirect_from redirect_to canonical_url css class type template theme lang"
    " locale math mermaid comments share show_toc hide parent grand_parent has_children menu"
    " keywords tags_links linktitle robots sitemap og_image".split()
)
_NOTHING = re.compile(r"true|false|null|none|\W*|\w+://\S*|\S*/\S*\.\w+", re.IGNORECASE)
_SLUGS = re.compile(r"(\w+)[_-]slugs?")
_LONGEST = 2000  # characters of a field that is told
_TITLES = ("title", "name", "heading")


def title_of(fields: Mapping[str, str]) -> str:
    """What the page is called; one about a person or a place has a name instead of a title."""
    return next((fields[key] for key in _TITLES if fields.get(key)), "")


def told(fields: Mapping[str, str]) -> list[str]:
    """The fields that say something of the text: "author: Ada Lane", "updated: 3 May 2021".

    Left out are those of a site and its pages' looks, switches, addresses, and the title. A page
    that is meant by its address ("speaker_slugs: ada-lane") is told by name.
    """
    return [
        f"{key}: {value}"
        for key, value in map(_named, fields.items())
        if key != "title"
        and key.replace("-", "_") not in _OF_SITE
        and len(value) <= _LONGEST
        and not _NOTHING.fullmatch(value)
    ]


def _named(field: tuple[str, str]) -> tuple[str, str]:
    key, value = field
    kind = _SLUGS.fullmatch(key)
    return (kind.group(1), value.replace("-", " ").title()) if kind else field


def split_front(source: str) -> tuple[dict[str, str], str]:
    """The fields (keys in lower case) and the text after them; no fields where there are none."""
    if toml := _TOML.match(source):
        return _split_toml(source, toml)
    found = _FRONT.match(source)
    if not found:
        return {}, source
    fields: dict[str, str] = {}
    key, deeper = "", False
    for line in found.group(1).split("\n"):
        if named := _KEY.match(line):
            key = named.group(1).strip().casefold()
            value = _plain(named.group(2) or "")
            deeper = not value  # what is set in below it may be fields of its own
            fields.setdefault(key, "" if value in (">", "|", ">-", "|-") else value)
        elif key and line[:1] in (" ", "\t", "-") and line.strip():
            item = _ITEM.match(line)
            said = (item.group(1) if item else line).strip()
            own = _KEY.match(said) if deeper else None
            if own and own.group(1).casefold() != "name":
                continue
            gap = ", " if (item or own) and fields[key] else " " if fields[key] else ""
            fields[key] += gap + _plain(own.group(2) or "" if own else said)
        elif line.strip() and not line.startswith("#"):
            return {}, source  # it is text between two rules
    return {name: value for name, value in fields.items() if value}, source[found.end() :]


def _split_toml(source: str, found: re.Match[str]) -> tuple[dict[str, str], str]:
    try:
        values = tomllib.loads(found.group(1))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, source
    fields = {}
    for key, value in values.items():
        several = value if isinstance(value, list) else [value]
        plain = [str(one) for one in several if not isinstance(one, dict | list)]
        fields[key.casefold()] = ", ".join(plain)
    return {name: value for name, value in fields.items() if value}, source[found.end() :]


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part) for part in value[1:-1].split(","))
    return value
