"""What a page shows that is not its text, and what it holds that is not shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import defs

from indexing.readers.tables import Rows

DROPPED = frozenset(
    "script style title textarea noscript noframes iframe template svg object audio video "
    "annotation annotation-xml canvas nav select button dialog ix:header rt rp".split()
)
ROOTS = frozenset({"html", "body"})  # a page hidden as a whole is shown by its script
_ROLES = frozenset(
    "navigation search menu menubar toolbar alertdialog dialog tablist doc-toc doc-noteref "
    "doc-backlink doc-pagebreak".split()
)
_TYPES = frozenset("toc noteref backlink pagebreak landmarks page-list".split())  # of e-books
_RELS = frozenset("next prev previous up start contents index first last".split())
_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3}|(?:note|n) ?\d{1,3})\]?,?\s*")
_BACK = re.compile(r"\s*[↩↑⤴⏎\ufe0e^]{1,3}\s*")
_PASSIVE = frozenset("a script style button select option noscript template".split())
MOST_APART = 600  # characters of navigation that are in no link
FEWEST_LINKS = 3
SHORTEST_PROSE = 80  # characters
_MOST_CSS = 200_000  # characters of style sheets
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_SHOWN = re.compile(r"(?:^|;)\s*display\s*:", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[\w-]*([.#])([\w-]+)")
_NAMES = re.compile(  # words of classes and ids
    r"(?:^|[\s_-])(?:nav|navs?bar|navheader|navfooter|navigation|navlinks?|breadcrumbs?|pagination"
    r"|pager|toc|table-?of-?contents|skip-?(?:link|nav|to-(?:main|content))|sphinxsidebar\w*"
    r"|headerlink|visually-?hidden|sr-only|screen-reader-text|prev-?next|back-?to-?top"
    r"|(?:main|site|top|page|global|primary|side)-?(?:nav|menu))(?:$|[\s_-])",
    re.IGNORECASE,
)
_BANNERS = re.compile(
    r"(?:cookies?|consent|gdpr)[\s_-]*(?:banner|notice|consent|bar|popup|modal|dialog|message"
    r"|overlay|law|alert|warning|prompt|manager)|cookieconsent|onetrust",
    re.IGNORECASE,
)
_BAR = re.compile(
    r"(?:\W|\b(?:previous|prev|next|up|home|index|contents|table of contents|top|back|back to top"
    r"|skip to (?:main )?content|menu|page|chapter|section|first|last|first page|last page)\b)*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\W*(?:table of contents|contents|on this page|in this (?:article|page)|toc)\W*", re.IGNORECASE
)
_TAG = re.compile(r"\s*</?([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)")
_VALUED = re.compile(r"[^\s=/\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)")
_KNOWN = defs.tags | frozenset("main picture template dialog bdi data search slot nobr".split())
_BARE = frozenset(  # attributes without a value
    "hidden open checked disabled selected controls loop muted autoplay reversed async defer "
    "nowrap noshade compact markdown".split()
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of a page, with what tells whether it is a bar of links."""

    kind: str
    text: str
    level: int
    linked: float  # share of its characters that are in links
    inside: bool  # the page links to itself
    main: bool  # it stands in what the page calls its main part


def hidden_names(css: str, before: frozenset[str] = frozenset()) -> frozenset[str]:
    """The classes (".x") and ids ("#x") that a style sheet hides, by plain selectors; a later rule
    shows again what an earlier one (or those `before` it) hides.
    """
    css = re.sub(r"/\*.*?\*/", "", css[:_MOST_CSS], flags=re.DOTALL)
    css = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    found = set(before)
    for selectors, body in _RULE.findall(css):
        hides = _UNSEEN.search(body)
        if hides or _SHOWN.search(body):
            said = (_SELECTOR.fullmatch(one.strip()) for one in selectors.split(","))
            names = {name.group(1) + name.group(2) for name in said if name}
            found = found | names if hides else found - names
    return frozenset(found)


def unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """An element that is not shown (found by searching counts as shown), or a menu, or a banner."""
    if tag in DROPPED:
        return True
    if not attributes or tag in ROOTS:
        return False
    return (
        attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role", "").casefold() in _ROLES
        or not _TYPES.isdisjoint(attributes.get("epub:type", "").casefold().split())
        or _UNSEEN.search(attributes.get("style", "")) is not None
        or (tag == "a" and _other_tongue(attributes))
        or (tag == "a" and not _RELS.isdisjoint(attributes.get("rel", "").casefold().split()))
        or any(_BANNERS.search(attributes.get(name, "")) for name in ("class", "id"))
    )


def called_navigation(tag: str, attributes: Mapping[str, str]) -> bool:
    """By its class or id. Some pages lie whole in an element that is called so."""
    named = (attributes.get(name, "") for name in ("class", "id"))
    return tag not in ROOTS and any(map(_NAMES.search, named))


def _other_tongue(attributes: Mapping[str, str]) -> bool:
    """A link to the page in another language, called by that language's name in itself."""
    target = attributes.get("hreflang", "")
    return bool(target) and attributes.get("lang") == target


@dataclass(slots=True)
class Doubted:
    """An element that is called navigation, and how much of it is prose."""

    number: int  # of the element in its page
    apart: int = 0  # characters in no link
    linked: int = 0
    _passive: int = 0  # open elements whose text is no prose

    def open(self, tag: str) -> None:
        """An element opens in it."""
        self._passive += tag in _PASSIVE

    def close(self, tag: str) -> None:
        """One of them closes."""
        self._passive -= tag in _PASSIVE and self._passive > 0

    def say(self, text: str) -> None:
        """It says something."""
        if self._passive:
            self.linked += len(text.strip())
        else:
            self.apart += len(text.strip())

    def mistaken(self) -> set[int]:
        """Its number where it holds more prose than links."""
        return {self.number} if self.apart > max(MOST_APART, self.linked) else set()


def is_note_mark(text: str, *, raised: bool) -> bool:
    """A link's text that marks a footnote, or leads back from one."""
    return bool(raised and _MARK.fullmatch(text)) or _BACK.fullmatch(text) is not None


def without_noise(pieces: Sequence[Shown | Rows]) -> list[Shown | Rows]:
    """Pieces without bars of links to other pages, and without a table of contents."""
    has_main = any(isinstance(piece, Shown) and piece.main for piece in pieces)
    kept: list[Shown | Rows] = []
    run: list[Shown] = []
    margin = frozenset[int]() if has_main else _margins(pieces)
    for position, piece in enumerate(pieces):
        if isinstance(piece, Shown):
            away = has_main and not piece.main
            bar = piece.linked > 0.5 and _BAR.fullmatch(piece.text)
            if bar or (piece.linked > 0.8 and away) or position in margin:
                continue
            if piece.kind in ("item", "paragraph") and piece.linked > 0.8 and piece.inside:
                run.append(piece)
                continue
        _end_run(kept, run)
        kept.append(piece)
    _end_run(kept, run)
    return kept


def _margins(pieces: Sequence[Shown | Rows]) -> frozenset[int]:
    """Positions of links, three or more below each other and under no heading of their own, above
    the first and below the last prose of a page that does not say where its main part is.
    """
    prose = [
        n for n, piece in enumerate(pieces) if not isinstance(piece, Shown) or _is_prose(piece)
    ]
    if not prose:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    for position, piece in enumerate((*pieces, Rows((), ()))):
        outside = not prose[0] < position < prose[-1]
        if outside and isinstance(piece, Shown) and _leads_away(piece):
            run.append(position)
            continue
        above = pieces[run[0] - 1] if run and run[0] else None
        headed = isinstance(above, Shown) and (above.kind == "heading" or above.text.endswith(":"))
        if len(run) >= FEWEST_LINKS and not headed:
            found.update(run)
        run = []
    return frozenset(found)


def _leads_away(piece: Shown) -> bool:
    return piece.linked > 0.8 and piece.kind != "heading" and not piece.inside


def _is_prose(piece: Shown) -> bool:
    return len(piece.text) >= SHORTEST_PROSE and piece.linked < 0.5 and piece.kind != "heading"


def _end_run(kept: list[Shown | Rows], run: list[Shown]) -> None:
    """Three links of a page to itself, one below the other, are its table of contents."""
    if len(run) < 3:
        kept += run
    elif kept and isinstance(kept[-1], Shown) and _CONTENTS.fullmatch(kept[-1].text):
        kept.pop()
    run.clear()


def is_tag(source: str) -> bool:
    """Does it begin with a tag of HTML, or a comment? "<String>" and "<b and c>" are text."""
    if source.lstrip().startswith(("<!", "<?")):
        return True
    found = _TAG.match(source)
    if not found:
        return False
    name, attributes = found.groups()
    bare = _VALUED.sub(" ", attributes).replace("/", " ").lower().split()
    return name.lower() in _KNOWN and (name.islower() or name.isupper()) and _BARE.issuperset(bare)
