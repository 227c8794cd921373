"""What a language model does when a question is asked: one stage a file, each off by default."""
