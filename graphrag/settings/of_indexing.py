"""The sections of the settings that indexing follows: reading, extracting, encoding, storing."""

from __future__ import annotations

from dataclasses import dataclass

from graphrag.settings.option import option


@dataclass(frozen=True, slots=True)
class Chunking:
    """How documents become passages (folders only; corpus lines are passages already)."""

    tokens: int = option(220, "longest passage, in tokens of the sentence splitter")
    overlap: int = option(0, "tokens shared by neighbouring passages")
    max_file_mb: int = option(50, "larger files are listed as failed, not read")
    max_seconds: float = option(
        20.0,
        "time to read one file, after which it is listed as failed; more in proportion above 50 MB",
    )
    max_memory_mb: int = option(
        1024, "memory to read one file with; more in proportion above 50 MB"
    )


@dataclass(frozen=True, slots=True)
class Extraction:
    """How entities and triples are found."""

    extractor: str = option(
        "rules",
        "where triples come from; llm needs llm.model, import needs --triples",
        choices=("rules", "llm", "rules+llm", "import", "rules+import"),
    )
    mode: str = option(
        "two-calls",
        "llm: entities first and then triples about them (HippoRAG 2), or both in one call",
        choices=("two-calls", "one-call"),
    )
    gleaning: int = option(0, "llm: times to ask again what was missed, a call each")
    kinds: str = option(
        "", "llm: the only kinds of entities wanted, with commas between; empty: any"
    )
    relations: str = option("", "llm: the only predicates wanted, with commas between; empty: any")
    facts: str = option(
        "parser",
        "what facts are read off, where the extractor has rules: the parse of English sentences, "
        "or what stands between two names; the graph that is walked is the same",
        choices=("parser", "rules"),
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
    base_url: str = option(
        "https://api.openai.com/v1",
        "provider=openai: address of the server; Azure's ends in ?api-version=… and gets the key "
        "in a header called api-key",
    )
    key_env: str = option("OPENAI_API_KEY", "provider=openai: environment variable with the key")
    batch: int = option(64, "provider=openai: texts in a request")
    timeout: float = option(60.0, "provider=openai: seconds for one request, retries included")


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
