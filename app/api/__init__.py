"""The JSON API beside the pages: what `graphrag … --json` prints, over HTTP."""
