"""Org's text without its marks: links by what they are called, times without their brackets."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[\[([^\[\]]{1,2000})\](?:\[([^\n]{1,500}?)\])?\]")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".eps", ".pdf")
_KIND = re.compile(r"^(?!https?:)[a-z]{2,12}:(?://)?")  # of a link: "file:", "mailto:"
_ADDRESS = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,2000})>")
_TIME = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?: [^\s\d<>\[\]+-]{2,13})?([^<>\[\]]{0,40})[>\]]")
_COMPUTED = re.compile(
    r"[<\[]%%\([^<>\n]{0,200}\)[^<>\n]{0,20}[>\]]"
)  # a time that a program works out
_REPEAT = re.compile(r"\s+[.+-]{1,2}\d+[hdwmy](?:/\d+[hdwmy])?")  # "+1w", "-2d": for the agenda
_TARGET = re.compile(r"<<<?([^<>\n]{1,200})>?>>")
_NOTE = re.compile(r"\[fn:[\w-]{0,60}(?::([^\[\]]{1,2000}))?\]")
_MACRO = re.compile(r"\{\{\{[\w-]{1,60}(?:\(([^(){}]{0,500})\))?\}\}\}")
_EMPHASIS = re.compile(
    r"(?<![^\s\-({'\"—])([*/_=~+])(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![^\s\-.,:;!?'\")}\[—])"
)


def plain(text: str) -> str:
    """Text as it is shown."""
    text = _NOTE.sub(lambda found: f" ({found.group(1).strip()})" if found.group(1) else "", text)
    text = _LINK.sub(_linked, text)
    text = _ADDRESS.sub(r"\1", text)
    text = _COMPUTED.sub("", _TIME.sub(_when, text))
    text = _TARGET.sub(r"\1", text)
    text = _MACRO.sub(lambda found: found.group(1) or "", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    return text


def _linked(found: re.Match[str]) -> str:
    """What a link is called, else where it leads; a picture is nothing in words."""
    target, called = found.group(1), found.group(2)
    if called and not called.lower().endswith(_PICTURES):
        return called
    if target.lower().endswith(_PICTURES) and (called or not target.startswith("http")):
        return ""
    return _KIND.sub("", target).removeprefix("*").removeprefix("#")


def _when(found: re.Match[str]) -> str:
    day, rest = found.group(1), _REPEAT.sub("", found.group(2)).rstrip()
    return day + rest
