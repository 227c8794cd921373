"""Why an entity is a seed, in words for people."""

WHY_SEED = {  # `Seed.source` in words
    "mention": "named in the question",
    "fuzzy": "almost named in the question",
    "vector": "a name close in meaning",
    "fact": "an end of one of the nearest facts",
    "anchor": "an anchor word of the question",
    "llm": "named by the language model",
}
