#!/usr/bin/env bash
# The whole C++ library as one precompiled header, since candidates' programs often begin with <bits/stdc++.h>: read from its
# sources it alone takes some seconds of processor time. The flags are those of Services/Scoring/App/Judge.swift; where they or
# the compiler differ, g++ reads the sources instead.
set -euo pipefail
folder=${CODE_HEADERS_DIRECTORY:-$COLLOQUY_ROOT/.colloquy/headers}
target=$folder/bits/stdc++.h.gch
source=$(g++ -std=c++20 -M -x c++ - <<<'#include <bits/stdc++.h>' | awk '{ for (i = 1; i <= NF; i++) if ($i ~ /bits\/stdc\+\+\.h$/) print $i }')
if [ -e "$target" ] && [ "$target" -nt "$source" ] && [ "$target" -nt "$(readlink -f "$(command -v g++)")" ]; then exit 0; fi
mkdir -p "$folder/bits"
g++ -std=c++20 -O2 -x c++-header -o "$target.new" "$source"
mv "$target.new" "$target"
