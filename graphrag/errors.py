"""Every error this project raises on purpose.

    GraphRAGError                 catch this one to catch them all
    ├── SettingsError             an unknown key, a value of the wrong type or range
    ├── SourceError               documents to index: missing, empty, malformed
    │   └── DocumentError         one document cannot be read; the rest goes on
    ├── IndexError_               an index directory that cannot be opened
    │   ├── NotAnIndex            the directory is not one of ours
    │   ├── SchemaMismatch        written by another version of the catalog
    │   ├── EmbedderMismatch      built with another embedder
    │   ├── DamagedIndex          a file does not match its recorded hash
    │   └── IndexLocked           another process is writing
    ├── QuestionError             an empty, over-long or otherwise unusable question
    ├── WeightsError              the encoder's files are missing or damaged
    ├── GraphError                invalid PPR input: weights, reset vector, damping
    └── LLMError                  a language model's server: refused, late, or unusable reply
        └── BudgetReached         a cap on calls, tokens, money or seconds is reached

Each message is a whole sentence that says what to do. The command line prints it and exits with 2.
"""

from __future__ import annotations


class GraphRAGError(Exception):
    """Base of the tree."""


class SettingsError(GraphRAGError):
    """A setting is unknown or has an unusable value."""


class SourceError(GraphRAGError):
    """The documents to index are missing, empty or malformed."""


class DocumentError(SourceError):
    """One document cannot be read."""


class IndexError_(GraphRAGError):
    """An index directory cannot be opened."""


class NotAnIndex(IndexError_):
    """The directory holds no index."""


class SchemaMismatch(IndexError_):
    """The catalog has another schema version."""


class EmbedderMismatch(IndexError_):
    """The index was built with another embedder."""


class DamagedIndex(IndexError_):
    """A derived or catalog file does not match its recorded hash."""


class IndexLocked(IndexError_):
    """Another process is writing this index."""


class QuestionError(GraphRAGError):
    """The question is empty, too long, or k is out of range."""


class WeightsError(GraphRAGError):
    """The encoder's weights are missing or damaged."""


class GraphError(GraphRAGError):
    """Invalid input to a Personalized PageRank solver."""


class LLMError(GraphRAGError):
    """A language model's server failed or replied with something unusable."""


class BudgetReached(LLMError):
    """A cap on calls, tokens, money or seconds is reached; going on later buys nothing twice."""
