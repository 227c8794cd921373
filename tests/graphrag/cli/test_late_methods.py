"""Methods that are made when they are called do what those of `dataclasses` do."""

import dataclasses

import pytest

from graphrag.cli.late_methods import late, make_methods_late


@pytest.fixture
def late_ones(monkeypatch):
    monkeypatch.setattr(dataclasses, "_create_fn", dataclasses._create_fn)  # put back afterwards
    make_methods_late()


def row(**how):
    return dataclasses.dataclass(**how)(
        type("Row", (), {"__annotations__": {"name": str, "size": int}, "size": 1})
    )


KINDS = [{}, {"frozen": True}, {"frozen": True, "slots": True}, {"order": True}, {"eq": False}]


@pytest.mark.parametrize("how", KINDS)
def test_they_say_the_same(how, late_ones, monkeypatch):
    found = row(**how)
    monkeypatch.undo()
    expected = row(**how)

    def said(cls):
        one, other, less = cls("Ada"), cls("Ada"), cls("Ada", 0)
        yield repr(one), one == other, one == less, one != less, one == "Ada", one == one
        yield cls.__hash__ is None or cls.__eq__ is object.__eq__ or hash(one)
        yield cls.__repr__.__qualname__, cls.__eq__.__qualname__
        if how.get("order"):
            yield less < one, one <= less, one > less, sorted([one, less]) == [less, one]
        if how.get("frozen"):
            for harm in (lambda: setattr(one, "name", "x"), lambda: delattr(one, "size")):
                with pytest.raises(dataclasses.FrozenInstanceError) as refused:
                    harm()
                yield str(refused.value)
        yield one.name, one.size

    assert list(said(found)) == list(said(expected))


def test_one_takes_its_place_when_it_is_called():
    calls = []

    def make():
        calls.append(1)
        return lambda self: 7

    class Whole:
        __hash__ = late("__hash__", make)

    class Part(Whole):
        pass

    assert not calls
    assert [hash(Part()), hash(Whole())] == [7, 7]
    assert calls == [1]
    assert Whole.__dict__["__hash__"].__name__ == "<lambda>"
