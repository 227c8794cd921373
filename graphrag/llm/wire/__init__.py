"""To the server and back: connections, requests, streams, pace and keys."""
