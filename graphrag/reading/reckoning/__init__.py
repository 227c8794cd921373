"""What a question asks to be done with what the documents say: dates, digits, letters counted."""
