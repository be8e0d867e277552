#!/bin/sh
# Make sure that the browser tests find a Chromium; say plainly when they cannot.
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's chromium for the browser tests ..."
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
        exit 0
    fi
fi
echo "SKIPPED: the browser tests. There is no Chromium, and apt may not be used here."
echo "         Install Chromium and run 'make test' again to run them."
