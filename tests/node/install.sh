#!/bin/sh
# Get what the tests ask of Node.js; say plainly what is skipped without it.
cd "$(dirname "$0")" || exit 1
if ! command -v npm >/dev/null 2>&1; then
    echo "SKIPPED: the types of the scripts and of the structured data, and the check of the HTML. There is no Node.js."
    exit 0
fi
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
echo "Installing TypeScript, the types of schema.org and the Nu HTML checker for the tests ..."
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && exit 0
echo "SKIPPED: the types of the scripts and of the structured data, and the check of the HTML. npm could not install."
