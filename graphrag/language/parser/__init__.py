"""The English parser: its files, and the pipelines that spaCy loads from them."""
