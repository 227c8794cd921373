"""Ways for a language model's server to fail; the ledger writes the class's name beside the call.

LLMError
├── Rejected      the server understood the request and does not do that
├── Refused       no access: key, permission, or a redirect to another place
├── Throttled     too many requests, or the account's quota is used up
├── Failed        the server says that it failed
├── Unreachable   no connection, or it broke before the reply was whole
├── Late          no complete reply by the deadline
├── Unusable      a reply that says nothing: HTML, no choices, no text
│   ├── Cut       stopped by the limit on tokens, or a stream without its end
│   └── Withheld  stopped by a content filter
└── Misfit        a whole reply that is not of the form asked for
"""

from __future__ import annotations

from graphrag.errors import LLMError


class Rejected(LLMError):
    """The server understood the request and does not do that."""

    def __init__(self, message: str, status: int = 400) -> None:
        """Keep the HTTP status beside the sentence."""
        super().__init__(message)
        self.status = status


class Refused(LLMError):
    """No access to the server."""


class Throttled(LLMError):
    """Too many requests, or the quota is used up."""


class Failed(LLMError):
    """The server says that it failed."""


class Unreachable(LLMError):
    """No connection, or it broke before the reply was whole."""


class Late(LLMError):
    """No complete reply by the deadline."""


class Unusable(LLMError):
    """The reply says nothing."""


class Cut(Unusable):
    """The reply has no end."""


class Withheld(Unusable):
    """A content filter stopped the reply."""


class Misfit(LLMError):
    """The reply is whole but not of the form asked for."""
