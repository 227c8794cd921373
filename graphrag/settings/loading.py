"""Settings from a TOML file and `section.key=value` pairs.

An unknown section or key is an error that names the nearest known one. A list is written as TOML's
or, in a pair, as names with commas between: `--set weighting.boosts=key-facts,direction`.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from reprlib import repr as short
from typing import Any, get_type_hints

from graphrag.errors import SettingsError
from graphrag.settings import presets
from graphrag.settings.removed import REMOVED
from graphrag.settings.sections import Embedding, Settings


def load_settings(
    toml: Path | str | None = None,
    overrides: Iterable[str] = (),
    base: Settings | None = None,
    preset: str | None = None,
) -> Settings:
    """`base` (default: the defaults), a preset, the TOML file, then `section.key=value` pairs.

    Each changes what the ones before it say. The preset is `preset`, or the one that a pair
    `preset=NAME` or the first lines of the file (`preset = "NAME"`) name.

    Raises:
        SettingsError: the preset is unknown; the file is missing or not TOML; a section, key or
            value is not usable.

    >>> graphrag.load_settings(None, ["walk.damping=0.7", "reading.passages=8"]).walk.damping
    0.7
    """
    settings, table = base or Settings(), _read(Path(toml)) if toml is not None else {}
    named, pairs = _split_preset(overrides)
    name = preset or named or table.pop("preset", None)
    table.pop("preset", None)
    if name:
        settings = update(settings, presets.preset(name))
    settings = update(settings, table)
    for pair in pairs:
        path, equals, value = pair.partition("=")
        section, dot, key = path.strip().partition(".")
        if not equals or not dot:
            raise SettingsError(f"--set {pair!r} is not of the form section.key=value")
        settings = update(settings, {section: {key: value.strip()}})
    return settings


def _read(toml: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(toml.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot read the settings file {toml}: {error.strerror}") from error
    except RecursionError as error:
        raise SettingsError(f"the settings file {toml} is nested too deeply") from error
    except ValueError as error:  # not UTF-8, not TOML, or a number of too many digits
        raise SettingsError(f"the settings file {toml} is not TOML: {error}") from error


def _split_preset(overrides: Iterable[str]) -> tuple[str, list[str]]:
    """The last preset named among the pairs, and the other pairs."""
    named, pairs = "", []
    for pair in overrides:
        path, equals, value = pair.partition("=")
        if path.strip() == "preset" and equals:
            named = value.strip()
        else:
            pairs.append(pair)
    return named, pairs


def update(settings: Settings, table: Mapping[str, Any]) -> Settings:
    """A copy of `settings` with the sections and keys of `table` replaced."""
    for name, keys in table.items():
        section = _known(settings, name, "section")
        if not isinstance(keys, Mapping):
            raise SettingsError(f"{name!r} is a section; write [{name}] and its keys below it")
        changes = {key: _value(section, name, key, raw) for key, raw in keys.items()}
        settings = dataclasses.replace(settings, **{name: dataclasses.replace(section, **changes)})
    return settings


def recorded(embedding: Mapping[str, Any]) -> Settings:
    """The defaults with the encoder that an index recorded; what is no setting any more is left."""
    names = {item.name for item in dataclasses.fields(Embedding)}
    kept = {key: value for key, value in embedding.items() if key in names}
    return update(Settings(), {"embedding": kept})


def describe(settings: Settings) -> list[tuple[str, Any, str, tuple[str, ...]]]:
    """Rows of (section.key, value, help, choices) in the order of definition."""
    rows = []
    for section in dataclasses.fields(settings):
        values = getattr(settings, section.name)
        for key in dataclasses.fields(values):
            choices = key.metadata["choices"]
            name = f"{section.name}.{key.name}"
            rows.append((name, getattr(values, key.name), key.metadata["help"], choices))
    return rows


def _known(owner: Any, name: str, what: str) -> Any:
    names = [item.name for item in dataclasses.fields(owner)]
    if name in names:
        return getattr(owner, name)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
    raise SettingsError(f"unknown {what} {name!r}; did you mean {near[0]!r}?")


def _value(section: Any, name: str, key: str, raw: Any) -> Any:
    if f"{name}.{key}" in REMOVED:
        raise SettingsError(f"there is no {name}.{key} any more: {REMOVED[f'{name}.{key}']}")
    _known(section, key, f"key in section {name!r}:")
    wanted = get_type_hints(type(section))[key]
    choices = next(f for f in dataclasses.fields(section) if f.name == key).metadata["choices"]
    if wanted == tuple[str, ...]:
        return _names(raw, f"{name}.{key}", choices)
    value = _convert(raw, wanted, f"{name}.{key}")
    if choices and value not in choices:
        raise SettingsError(f"{name}.{key} is one of {', '.join(choices)}, not {value!r}")
    return value


def _names(raw: Any, name: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a list, each once, in the order of `choices`."""
    listed = [part.strip() for part in raw.split(",")] if isinstance(raw, str) else raw
    if not isinstance(listed, (list, tuple)):
        raise SettingsError(f"{name} is a list of names, not {short(raw)}")
    wrong = [part for part in listed if part not in (*choices, "")]
    if wrong:
        raise SettingsError(f"{name} is a list of {', '.join(choices)}; {short(wrong[0])} is none")
    return tuple(choice for choice in choices if choice in listed)


def _convert(raw: Any, wanted: type, name: str) -> Any:
    if wanted is bool and isinstance(raw, str):
        if raw.lower() in ("true", "false"):
            return raw.lower() == "true"
        raise SettingsError(f"{name} is true or false, not {raw!r}")
    refusal = SettingsError(f"{name} needs a value of type {wanted.__name__}, not {short(raw)}")
    if isinstance(raw, bool) != (wanted is bool) or (wanted is int and isinstance(raw, float)):
        raise refusal
    if isinstance(raw, list | dict):  # a setting is one value; str() would take anything
        raise refusal
    try:
        value = wanted(raw)
    except (TypeError, ValueError) as error:
        raise refusal from error
    if isinstance(value, float) and not math.isfinite(value):
        raise refusal
    return value
