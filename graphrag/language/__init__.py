"""The ground floor: how words, names, dates and quantities are read; indexing uses the same."""
