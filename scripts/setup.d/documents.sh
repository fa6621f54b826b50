#!/usr/bin/env bash
# The PDF maker and signer in a folder of their own, and a certificate to sign with while developing.
# Leaves .colloquy/venv-documents (a link into the cache) and .colloquy/signing/{employer.key,employer.pem}.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/setup.d/documents.txt
stamp=$(sha256sum "$pins" | cut -c1-16)
tools=$COLLOQUY_CACHE/venv-documents-$stamp
link=$COLLOQUY_ROOT/.colloquy/venv-documents
if [ ! -x "$tools/bin/python" ]; then
    echo "fetching the PDF maker and signer (30 MB)"
    fresh=$tools.new.$$
    trap 'rm -rf "$fresh"' EXIT
    /usr/bin/python3 -m venv "$fresh"
    "$fresh/bin/python" -m pip install -q --disable-pip-version-check --no-deps --only-binary :all: \
        --require-hashes -r "$pins"
    "$fresh/bin/python" -c 'import weasyprint, pyhanko.sign.signers'
    # Whoever came second while two were at work keeps the first one's folder.
    mv -T "$fresh" "$tools" 2>/dev/null || [ -x "$tools/bin/python" ]
fi
mkdir -p "$COLLOQUY_ROOT/.colloquy"
[ "$(readlink "$link" 2>/dev/null)" = "$tools" ] || ln -sfn "$tools" "$link"

# Production names its own files by SIGNING_CERTIFICATE_FILE and SIGNING_KEY_FILE.
signing=$COLLOQUY_ROOT/.colloquy/signing
if [ ! -s "$signing/employer.pem" ] || ! openssl x509 -checkend 604800 -noout -in "$signing/employer.pem" >/dev/null; then
    umask 077
    mkdir -p "$signing"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha256 -days 365 -nodes -utf8 \
        -subj '/C=CN/O=Colloquy development, not for real contracts/CN=Colloquy development signer' \
        -addext 'keyUsage=critical,digitalSignature,nonRepudiation' -addext 'basicConstraints=critical,CA:false' \
        -keyout "$signing/employer.key" -out "$signing/employer.pem" 2>/dev/null
fi
