"""From a question to entities: by name, by vector, by its plain words, and along paths of facts."""
