"""One frozen settings object of frozen sections, read from TOML and `section.key=value` pairs.

Every field carries its help text, so `graphrag settings` prints the whole manual. An unknown
section or key is an error that names the nearest known one. Stages receive their section only.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from graphrag.errors import SettingsError


def option(default: Any, help: str, *, choices: tuple[str, ...] = ()) -> Any:
    """A dataclass field with its help text and, for strings, the values it may take."""
    return field(default=default, metadata={"help": help, "choices": choices})


@dataclass(frozen=True, slots=True)
class Chunking:
    """How documents become passages (folders only; corpus lines are passages already)."""

    tokens: int = option(220, "longest passage, in tokens of the sentence splitter")
    overlap: int = option(0, "tokens shared by neighbouring passages")
    max_file_mb: int = option(50, "larger files are listed as failed, not read")


@dataclass(frozen=True, slots=True)
class Extraction:
    """How entities and triples are found."""

    extractor: str = option(
        "rules",
        "where triples come from",
        choices=("rules", "import", "rules+import"),
    )
    spacy_model: str = option(
        "", "an installed spaCy pipeline such as en_core_web_sm; empty: rules without a model"
    )


@dataclass(frozen=True, slots=True)
class Embedding:
    """How texts become vectors."""

    provider: str = option(
        "minilm",
        "the bundled encoder, or a model on an OpenAI-compatible server",
        choices=("minilm", "openai"),
    )
    precision: str = option("int8", "arithmetic of the bundled encoder", choices=("int8", "fp32"))
    max_tokens: int = option(256, "texts are truncated to this many tokens")
    threads: int = option(0, "CPU threads; 0: all cores")
    model: str = option("", "provider=openai: the model's name")
    base_url: str = option("https://api.openai.com/v1", "provider=openai: address of the server")
    key_env: str = option("OPENAI_API_KEY", "provider=openai: environment variable with the key")
    dimension: int = option(0, "provider=openai: length of a vector; 0: ask the server")
    batch: int = option(64, "provider=openai: texts in a request")
    timeout: float = option(60.0, "provider=openai: seconds for one request, retries included")
    retries: int = option(4, "provider=openai: further attempts after a failure that may pass")


@dataclass(frozen=True, slots=True)
class LLM:
    """A language model on any OpenAI-compatible server; optional."""

    model: str = option("", "the model's name; empty: no language model is used")
    base_url: str = option("https://api.openai.com/v1", "address of the server")
    key_env: str = option("OPENAI_API_KEY", "environment variable that holds the key")
    timeout: float = option(60.0, "seconds for one reply, retries included")
    retries: int = option(4, "further attempts after a failure that may pass")
    max_tokens: int = option(1024, "longest reply, in tokens; a longer one is an error")
    token_parameter: str = option(
        "max_tokens",
        "what the server calls that limit",
        choices=("max_tokens", "max_completion_tokens"),
    )
    temperature: float = option(0.0, "sampling temperature; below 0: the server's own")
    call_limit: int = option(0, "calls after which to stop; 0: no limit")
    token_limit: int = option(0, "tokens after which to stop; 0: no limit")


@dataclass(frozen=True, slots=True)
class Store:
    """Where passages are searched."""

    kind: str = option(
        "edge",
        "Qdrant in process on disk, in memory, or a server",
        choices=("edge", "memory", "server"),
    )
    url: str = option(
        "", "address of the Qdrant server, for kind=server; its key is read from QDRANT_API_KEY"
    )
    bm25_k1: float = option(1.2, "BM25 term-frequency saturation")
    bm25_b: float = option(0.75, "BM25 length normalisation")


@dataclass(frozen=True, slots=True)
class Linking:
    """From the question to entities."""

    fuzzy: float = option(0.86, "lowest spelling similarity of a name; above 1: exact names only")
    min_similarity: float = option(
        0.4, "without a known name, nearest sentences must be at least this near to seed a walk"
    )
    facts: int = option(2, "nearest sentences whose entities become seeds in the first walk")
    many_facts: int = option(5, "the same in the second walk; the third uses names only")


@dataclass(frozen=True, slots=True)
class Weighting:
    """How much each edge carries."""

    query_aware: bool = option(True, "weigh edges by how well their sentences fit the question")
    temperature: float = option(0.3, "cosine difference that divides an edge's weight by e")
    context: float = option(1.0, "multiplier of entity-passage edges")
    relation: float = option(0.5, "multiplier of entity-entity edges stated by a fact")
    alias: float = option(0.3, "weight of edges between a shared name and the titles it may mean")
    literal: float = option(0.2, "multiplier for dates and numbers")


@dataclass(frozen=True, slots=True)
class Walk:
    """Personalized PageRank."""

    damping: float = option(0.5, "probability of following an edge")
    anchors: bool = option(True, "entities that the question names are seeds")
    passage_mass: float = option(0.05, "share of the reset mass on passages")
    passage_seeds: int = option(100, "passages that share it, by dense + BM25 score")
    solver: str = option("push", "local push or igraph's exact solver", choices=("push", "exact"))
    epsilon: float = option(1e-6, "residual bound of the push solver")


@dataclass(frozen=True, slots=True)
class Reranking:
    """From the walks and lists to the final order."""

    ranker: str = option(
        "learned",
        "order of the pool; without a known entity always lists",
        choices=("learned", "min-rank", "rrf", "ppr", "lists"),
    )
    joint: bool = option(True, "learned only: a second look in the light of the other candidates")
    hop_width: int = option(3, "joint only: candidates from which the question is asked again")
    pool_hop: int = option(5, "joint only: passages taken from each of these next hops")
    pool_walk: int = option(20, "passages taken from each walk")
    pool_list: int = option(8, "passages taken from the dense and from the BM25 list")


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read off the retrieved passages."""

    reader: str = option("extractive", "who answers", choices=("extractive",))
    passages: int = option(5, "passages read")
    min_confidence: float = option(0.1, "below this the reader abstains")


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections."""

    chunking: Chunking = field(default_factory=Chunking)
    extraction: Extraction = field(default_factory=Extraction)
    embedding: Embedding = field(default_factory=Embedding)
    llm: LLM = field(default_factory=LLM)
    store: Store = field(default_factory=Store)
    linking: Linking = field(default_factory=Linking)
    weighting: Weighting = field(default_factory=Weighting)
    walk: Walk = field(default_factory=Walk)
    reranking: Reranking = field(default_factory=Reranking)
    reading: Reading = field(default_factory=Reading)


def load_settings(
    toml: Path | None = None, overrides: Iterable[str] = (), base: Settings | None = None
) -> Settings:
    """`base` (default: the defaults), then the TOML file, then `section.key=value` pairs.

    Raises:
        SettingsError: the file is missing or not TOML; a section, key or value is not usable.
    """
    settings = base or Settings()
    if toml is not None:
        try:
            table = tomllib.loads(toml.read_text(encoding="utf-8"))
        except OSError as error:
            raise SettingsError(
                f"cannot read the settings file {toml}: {error.strerror}"
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"the settings file {toml} is not TOML: {error}") from error
        settings = update(settings, table)
    for pair in overrides:
        path, equals, value = pair.partition("=")
        section, dot, key = path.strip().partition(".")
        if not equals or not dot:
            raise SettingsError(f"--set {pair!r} is not of the form section.key=value")
        settings = update(settings, {section: {key: value.strip()}})
    return settings


def update(settings: Settings, table: Mapping[str, Any]) -> Settings:
    """A copy of `settings` with the sections and keys of `table` replaced."""
    for name, keys in table.items():
        section = _known(settings, name, "section")
        if not isinstance(keys, Mapping):
            raise SettingsError(f"{name!r} is a section; write [{name}] and its keys below it")
        changes = {key: _value(section, name, key, raw) for key, raw in keys.items()}
        settings = dataclasses.replace(settings, **{name: dataclasses.replace(section, **changes)})
    return settings


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
    _known(section, key, f"key in section {name!r}:")
    wanted = get_type_hints(type(section))[key]
    value = _convert(raw, wanted, f"{name}.{key}")
    choices = next(f for f in dataclasses.fields(section) if f.name == key).metadata["choices"]
    if choices and value not in choices:
        raise SettingsError(f"{name}.{key} is one of {', '.join(choices)}, not {value!r}")
    return value


def _convert(raw: Any, wanted: type, name: str) -> Any:
    if wanted is bool and isinstance(raw, str):
        if raw.lower() in ("true", "false"):
            return raw.lower() == "true"
        raise SettingsError(f"{name} is true or false, not {raw!r}")
    refusal = SettingsError(f"{name} needs a value of type {wanted.__name__}, not {raw!r}")
    if isinstance(raw, bool) != (wanted is bool) or (wanted is int and isinstance(raw, float)):
        raise refusal
    try:
        value = wanted(raw)
    except (TypeError, ValueError) as error:
        raise refusal from error
    if isinstance(value, float) and not math.isfinite(value):
        raise refusal
    return value
