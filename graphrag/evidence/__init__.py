"""What an answer rests on: passages with scored sentences, and the paths that led to them."""
