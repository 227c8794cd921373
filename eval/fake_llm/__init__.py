"""A fake OpenAI-compatible server whose replies are known beforehand: by rules, or recorded.

It proves the plumbing of the language-model route on a real socket, without a model and without
money; it cannot show what a model is worth. `python -m eval.fake_llm --help`.
"""
