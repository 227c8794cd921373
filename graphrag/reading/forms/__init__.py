"""The other forms of an answer: yes or no, lists, sentences, entries, documents, differences."""
