#!/bin/sh
# Pin every requirement with its hashes, for all platforms and Python >= 3.11, naming no index:
# requirements.txt and requirements-dev.txt on the newest versions, lowest.txt on the lowest that
# pyproject.toml allows (for the wheel's test on Python 3.11; only versions that are built).
# Run with --upgrade to take the newest releases; the weights are pinned by hand
# (graphrag/embedding/weights.txt).
set -eu
lock() {
    output=$1
    shift
    uv pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file "$output"
}
lock requirements/requirements-dev.txt --extra dev --extra train --extra langchain --extra haystack "$@"
lock requirements/requirements.txt --constraints requirements/requirements-dev.txt
rm -f requirements/lowest.txt # else uv would keep its versions, and a floor that is lowered unseen
lock requirements/lowest.txt --resolution lowest-direct --only-binary :all:
