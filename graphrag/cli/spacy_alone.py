"""spaCy without what it loads and nothing here asks for: its commands, and pydantic's checks.

Its commands are loaded for the sake of one function, `spacy.info`. By pydantic it checks the
settings of pipelines: the one that is loaded here is known by its hash. Both together are more than
half of what loading it costs. That is for a process of our own, and only while spaCy itself is
loaded: elsewhere somebody may say `spacy.cli.download`, or make pydantic's models.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

# The spaCy that was seen to make the same pipeline without pydantic; another one is left to check.
SEEN = '"3.8.18"'
_COMMANDS = ("spacy.cli", "spacy.cli.info")
_CHECKING = ("pydantic", "pydantic.v1")
_INSTEAD = (
    "confection.validation"  # spaCy brings it, and it has models for where pydantic is absent
)


@contextmanager
def without_commands(*, checks: bool = False) -> Iterator[None]:
    """Whoever loads spaCy within the block loads it so.

    Args:
        checks: leave it its checks, for a pipeline that somebody names.
    """
    if "spacy" in sys.modules:
        yield
        return
    finder = _Finder(checks)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder(MetaPathFinder):
    def __init__(self, checks: bool) -> None:
        self._checks = checks

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name) if name == "spacy" else None
        if spec is not None and spec.loader is not None and spec.origin is not None:
            about = Path(spec.origin).with_name("about.py").read_text(encoding="utf-8")
            is_checked = self._checks or SEEN not in about or "pydantic" in sys.modules
            spec.loader = _Loader(spec.loader, is_checked)
        return spec


class _Loader(Loader):
    """Loads as the one that was found, with other modules in some places meanwhile."""

    def __init__(self, found: Loader, is_checked: bool) -> None:
        self._found, self._is_checked = found, is_checked

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._found.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._found
        if module.__spec__ is not None:
            module.__spec__.loader = self._found
        commands = {name: ModuleType(name) for name in _COMMANDS}
        vars(commands["spacy.cli.info"])["info"] = None
        checking = {} if self._is_checked else {"pydantic": _taking_everything()}
        with _in_place(commands | checking):
            self._found.exec_module(module)


def _taking_everything() -> ModuleType:
    """pydantic's names as spaCy uses them, by the models that stand for them where it is absent."""
    with _in_place(dict.fromkeys(_CHECKING)):
        validation: Any = import_module(_INSTEAD)
    schema: type = validation.Schema

    class Model(schema):  # type: ignore[misc]
        def __class_getitem__(cls, _: object) -> type:
            return cls

        @classmethod
        def model_rebuild(cls, **_: object) -> None:
            pass

    def field(default: Any = ..., *, alias: str | None = None, **_: object) -> Any:
        return validation.Field(default, alias=alias)

    def as_it_is(*_: object, **__: object) -> Callable[[Any], Any]:
        return lambda function: function

    found = ModuleType("pydantic")
    vars(found).update(
        BaseModel=Model,
        RootModel=Model,
        ConfigDict=dict,
        Field=field,
        StrictBool=validation.StrictBool,
        StrictFloat=validation.StrictFloat,
        StrictInt=int,
        StrictStr=str,
        ValidationError=validation.ValidationError,
        constr=lambda **_: str,
        create_model=validation.create_schema,
        field_validator=as_it_is,
    )
    return found


@contextmanager
def _in_place(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Whoever asks for a name gets these; None: it is not installed."""
    places: dict[str, Any] = sys.modules
    before = {name: places[name] for name in modules if name in places}
    places.update(modules)
    try:
        yield
    finally:
        for name in modules:
            del places[name]
        places.update(before)
