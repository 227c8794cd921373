#!/bin/sh
# Install Debian's Chromium for the browser tests where that is possible; say so where it is not.
if command -v chromium >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1 || ! grep -qs '^ID=debian' /etc/os-release; then
    echo "no chromium with chromedriver here: the browser tests will be skipped"
    exit 0
fi
echo "installing chromium for the browser tests"
log=$(mktemp)
if (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    chromium chromium-driver) >"$log" 2>&1; then
    rm -f "$log"
else
    tail -n 3 "$log"
    rm -f "$log"
    echo "chromium could not be installed: the browser tests will be skipped"
fi
exit 0
