"""What became of every file and folder that indexing met: counts, lines and JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graphrag.cli.terminal import clean, wrap

if TYPE_CHECKING:
    from graphrag.storage.catalog import Account, Failure

STATUSES = ("read", "copy", "empty", "skipped", "failed")
_NAMED = 3  # files of one skipped kind that are named


def accounts_shape(accounts: Sequence[Account], failures: Sequence[Failure]) -> dict[str, Any]:
    """`{"files": {status: count, "all": …}, "folders_skipped", "met": [{"path", "status",
    "reason"}], "lost": [{"line", "reason"}]}`; `lost` are lines of files that were read."""
    return {
        "files": {**_counts(accounts), "all": len(_files(accounts))},
        "folders_skipped": len(accounts) - len(_files(accounts)),
        "met": [{"path": a.path, "status": a.status, "reason": a.reason} for a in accounts],
        "lost": [{"line": f.document, "reason": f.reason} for f in lost_lines(accounts, failures)],
    }


def account_lines(accounts: Sequence[Account], failures: Sequence[Failure]) -> list[str]:
    """The sum of the files by status, then each that was not read with its reason.

    Files that no reader is for, and hidden ones, are told by kind, with the first of them by name.
    """
    if not accounts:
        return []
    files, counts = _files(accounts), _counts(accounts)
    said = ", ".join(f"{counts[status]:,} {_plural(status, counts[status])}" for status in STATUSES)
    lines = [f"Files met: {len(files):,} = {said}."]
    for status, head in (("failed", "Failed"), ("empty", "Empty"), ("copy", "Copies")):
        some = [account for account in files if account.status == status]
        if some:
            lines.append(f"{head}:")
            lines += [_line(account) for account in some]
    lost = lost_lines(accounts, failures)
    if lost:
        lines.append("Lines left out of files that were read:")
        lines += [f"  {clean(failure.document)}: {clean(failure.reason)}" for failure in lost]
    return lines + _skipped([account for account in accounts if account.status == "skipped"])


def lost_lines(accounts: Sequence[Account], failures: Sequence[Failure]) -> list[Failure]:
    """The failures that are not of a whole file."""
    files = {account.path for account in accounts}
    return [failure for failure in failures if failure.document not in files]


def _skipped(accounts: Sequence[Account]) -> list[str]:
    """Skipped files and folders by reason, a few of them by name."""
    by_reason: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for account in accounts:
        by_reason[account.reason, account.path.endswith("/")].append(account.path)
    lines = ["Passed over:"] if by_reason else []
    for (reason, is_folder), paths in sorted(by_reason.items()):
        noun = "folder" if is_folder else "file"
        names = ", ".join(map(clean, paths[:_NAMED])) + (", …" if len(paths) > _NAMED else "")
        count = f"{len(paths):,} {noun}{'' if len(paths) == 1 else 's'}"
        lines.append(wrap(f"{count}, {reason}: {names}", "    ", "  "))
    return lines


def _line(account: Account) -> str:
    reason = f"the text of {account.reason}" if account.status == "copy" else account.reason
    return f"  {clean(account.path)}: {clean(reason)}"


def _files(accounts: Sequence[Account]) -> list[Account]:
    return [account for account in accounts if not account.path.endswith("/")]


def _counts(accounts: Sequence[Account]) -> dict[str, int]:
    found = Counter(account.status for account in _files(accounts))
    return {status: found[status] for status in STATUSES}


def _plural(status: str, count: int) -> str:
    return "copies" if status == "copy" and count != 1 else status
