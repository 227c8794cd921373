"""A pattern is compiled when it is first used, and is then used as any other."""

import importlib
import pkgutil
import re

import pytest

from graphrag import language, retrieval
from graphrag.language import patterns
from graphrag.language.patterns import pattern


def test_it_does_what_the_compiled_one_does():
    given, text = r"(?P<word>[a-z]+)(\d)?", "Ida met 3 of us2"
    ours, compiled = pattern(given, re.IGNORECASE), re.compile(given, re.IGNORECASE)
    for method in ("search", "match", "fullmatch"):
        one, other = getattr(ours, method)(text), getattr(compiled, method)(text)
        assert (one and one.groupdict()) == (other and other.groupdict())
    assert ours.findall(text) == compiled.findall(text)
    assert [m.span() for m in ours.finditer(text, 4)] == [
        m.span() for m in compiled.finditer(text, 4)
    ]
    assert ours.sub("<>", text) == compiled.sub("<>", text)
    assert ours.subn("<>", text) == compiled.subn("<>", text)
    assert ours.split(text) == compiled.split(text)
    assert ours.pattern == compiled.pattern
    assert (ours.flags, ours.groups) == (compiled.flags, compiled.groups)


def test_it_is_compiled_once_and_not_before(monkeypatch):
    made, compiled = [], re.compile("b+")
    monkeypatch.setattr(patterns.re, "compile", lambda *given: made.append(given) or compiled)
    found = pattern("a+")
    assert made == []
    assert found.pattern == "a+"
    assert made == []
    assert found.search("abb").group() == "bb"
    assert found.findall("b") == ["b"]
    assert made == [("a+", 0)]


def test_an_error_shows_when_it_is_used():
    with pytest.raises(re.error):
        pattern("(").search("a")


def test_every_pattern_can_be_compiled():
    found = 0
    for package in (language, retrieval):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for one in vars(importlib.import_module(module.name)).values():
                if isinstance(one, patterns._Later):
                    assert one.flags is not None
                    found += 1
    assert found > 50
