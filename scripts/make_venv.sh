#!/bin/sh
# Create the virtual environment $1 with the first Python >= 3.11 found; keep one that works.
set -eu
folder=$1
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

if "$folder/bin/python" -c "$new_enough" 2>/dev/null && "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c "$new_enough" 2>/dev/null; then
        echo "creating $folder with $("$python" --version)"
        rm -rf "$folder"
        if "$python" -m venv "$folder"; then
            exit 0
        fi
        rm -rf "$folder"
        echo "error: $python cannot create virtual environments." >&2
        echo "On Debian and Ubuntu: apt-get install python3-venv, then run make again." >&2
        exit 1
    fi
done
echo "error: no Python 3.11 or later found; install one, or say where it is: make PYTHON=/path/to/python3" >&2
exit 1
