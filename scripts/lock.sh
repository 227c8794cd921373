#!/bin/sh
# Pin every requirement with its hashes, for all platforms and Python >= 3.11, naming no index.
# Run with --upgrade to take the newest releases; the weights are pinned by hand (weights.txt).
set -eu
lock() {
    output=$1
    shift
    uv pip compile pyproject.toml "$@" --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file "$output"
}
lock requirements/requirements-dev.txt --extra dev --extra train "$@"
lock requirements/requirements.txt --constraints requirements/requirements-dev.txt
