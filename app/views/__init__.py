"""The pages. Each draws what `graphrag` says; none scores or reads the catalog's tables."""
