#!/usr/bin/env bash
# Fills .colloquy/venv-django with what the peer of console.list is written with: Django, its PostgreSQL driver and gunicorn.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/bench-setup.d/django.txt
target=$COLLOQUY_ROOT/.colloquy/venv-django
stamp=$(sha256sum "$pins" | cut -c1-16)
[ "$(cat "$target/.stamp" 2>/dev/null)" != "$stamp" ] || exit 0
rm -rf "$target"
/usr/bin/python3 -m venv "$target"
"$target/bin/pip" install -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$pins"
echo "$stamp" >"$target/.stamp"
