"""From a question to an answer."""

from graphrag.answering.reader import read_answer
from graphrag.answering.replying import ask, ask_stream

__all__ = ["ask", "ask_stream", "read_answer"]
