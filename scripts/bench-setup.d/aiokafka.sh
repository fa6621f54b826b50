#!/usr/bin/env bash
# Fills .colloquy/venv-bench with what the Python peer of consume.effect is written with: aiokafka and asyncpg.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/bench-setup.d/aiokafka.txt
target=$COLLOQUY_ROOT/.colloquy/venv-bench
stamp=$(sha256sum "$pins" | cut -c1-16)
[ "$(cat "$target/.stamp" 2>/dev/null)" != "$stamp" ] || exit 0
rm -rf "$target"
/usr/bin/python3 -m venv "$target"
"$target/bin/pip" install -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r "$pins"
echo "$stamp" >"$target/.stamp"
