"""From a question to entities: by name, by vector, by its plain words, and along paths of facts."""

from graphrag.linking.names import (
    FUNCTION_WORDS,
    Lexicon,
    QuestionMention,
    build_lexicon,
    link_mentions,
)

__all__ = ["FUNCTION_WORDS", "Lexicon", "QuestionMention", "build_lexicon", "link_mentions"]
