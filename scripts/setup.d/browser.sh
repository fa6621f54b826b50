#!/usr/bin/env bash
# Fills .colloquy/venv-browser with what drives the distribution's Chromium through the candidate's pages (playwright; its
# own browsers are not fetched), looks at them as a reader with a screen reader would (axe-core, in axe-playwright-python)
# and compares what was spoken with what arrived (numpy). websockets speaks to Firefox, for `make firefox`.
# The pins of browser.txt come from: pip-compile --generate-hashes --strip-extras --no-header --no-annotate, of
# playwright, axe-playwright-python, numpy, websockets.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/setup.d/browser.txt
stamp=$(sha256sum "$pins" | cut -c1-16)
tools=$COLLOQUY_CACHE/venv-browser-$stamp
link=$COLLOQUY_ROOT/.colloquy/venv-browser
if [ ! -x "$tools/bin/python" ]; then
    echo "fetching the browser's driver (70 MB)"
    fresh=$tools.new.$$
    trap 'rm -rf "$fresh"' EXIT
    /usr/bin/python3 -m venv "$fresh"
    "$fresh/bin/python" -m pip install -q --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r "$pins"
    "$fresh/bin/python" -c 'import playwright.sync_api, axe_playwright_python, numpy, websockets.sync.client'
    # Whoever came second while two were at work keeps the first one's folder.
    mv -T "$fresh" "$tools" 2>/dev/null || [ -x "$tools/bin/python" ]
fi
[ "$(readlink "$link" 2>/dev/null)" = "$tools" ] || ln -sfn "$tools" "$link"
