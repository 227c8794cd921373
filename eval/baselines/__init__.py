"""Methods to compare with, over the same passages, vectors and reader as the default."""
