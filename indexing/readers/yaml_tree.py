"""YAML (PyYAML): its values are told as JSON's are, each in the words of the file.

No type is guessed: a plain parser makes 90 seconds of "1:30", a yes of "NO" and eight of "010".
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from graphrag.errors import DocumentError
from indexing.clean import decode
from indexing.documents import FileContent
from indexing.readers.json_records import DEEPEST
from indexing.readers.json_tree import content_of

MOST_VALUES = 1_000_000  # with what an alias stands for, each time
_SAME_WORDS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # scalars as they are written
_NOTHING = ("", "~", "null", "Null", "NULL")
_TRUTH = {"true": True, "True": True, "false": False, "False": False}


def read_yaml(path: Path, raw: bytes) -> FileContent:
    """A YAML file; several documents in it are a list.

    Raises:
        DocumentError: it is none, nests too deeply, or its aliases make too much of it.
    """
    try:
        values = list(yaml.load_all(decode(raw), Loader=_SAME_WORDS))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise DocumentError(f"it cannot be read as YAML ({said})") from error
    values = [value for value in values if value not in _NOTHING]
    told = _Counted().told(values[0] if len(values) == 1 else values)
    return content_of(told, path.stem)


class _Counted:
    """Copies values, and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def told(self, value: Any, depth: int = 0) -> Any:
        """A value with nothing for nothing and truth for truth."""
        self._count += 1
        if depth > DEEPEST:
            raise DocumentError(f"its values nest more than {DEEPEST} deep")
        if self._count > MOST_VALUES:
            raise DocumentError(f"it stands for more than {MOST_VALUES} values")
        if isinstance(value, dict):
            return {str(key): self.told(one, depth + 1) for key, one in value.items()}
        if isinstance(value, list):
            return [self.told(one, depth + 1) for one in value]
        return None if value in _NOTHING else _TRUTH.get(value, value)
