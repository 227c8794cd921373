"""All that an answer is found in: the pages, what they share, the sentences that lead to them."""
