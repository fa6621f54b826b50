#!/usr/bin/env bash
# Fills .colloquy/venv-test with the outside counterparts of the tests and the demo: an SMTP server (aiosmtpd), a Kafka
# client that shares no code with the services (confluent-kafka), one that is not librdkafka (aiokafka), the CloudEvents
# SDK, a client that tries everything that docs/openapi.json allows (schemathesis), one that checks a SCIM server
# (scim2-tester) and an S3 server (moto, flask).
# Besides, .colloquy/pgbouncer: the distribution's connection pooler with its libraries, unpacked, since the package would start
# a service.
# The pins of test-tools.txt come from: pip-compile --generate-hashes --strip-extras, of
# aiosmtpd, confluent-kafka, aiokafka[lz4], cloudevents, schemathesis, moto[s3], flask, flask-cors,
# scim2-tester, scim2-client[httpx2].
set -euo pipefail
pooler=$COLLOQUY_ROOT/.colloquy/pgbouncer
if [ ! -x "$pooler/usr/sbin/pgbouncer" ]; then
    # Of its own: two checkouts may be set up at the same moment.
    packages=$(mktemp -d)
    fetch() { (cd "$packages" && apt-get -qq download pgbouncer libevent-2.1-7 libc-ares2); }
    # A machine that has every package may have no lists, or old ones.
    fetch || { as_root apt-get -qq update && fetch; } ||
        { echo "PgBouncer could not be fetched" >&2; exit 1; }
    rm -rf "$pooler"
    for package in "$packages"/*.deb; do dpkg-deb -x "$package" "$pooler"; done
    rm -rf "$packages"
fi
pins=$COLLOQUY_ROOT/scripts/setup.d/test-tools.txt
target=$COLLOQUY_ROOT/.colloquy/venv-test
stamp=$(sha256sum "$pins" | cut -c1-16)
# Its programs name their interpreter by its path, so a checkout that was moved or copied needs another.
[ "$(cat "$target/.stamp" 2>/dev/null)" != "$stamp $target" ] || exit 0
wheels=$COLLOQUY_CACHE/test-tools-$stamp
if [ ! -e "$wheels/.complete" ]; then
    echo "fetching the test tools (35 MB)"
    mkdir -p "$wheels"
    /usr/bin/python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
        -r "$pins" -d "$wheels"
    touch "$wheels/.complete"
fi
rm -rf "$target"
/usr/bin/python3 -m venv "$target"
"$target/bin/pip" install -q --disable-pip-version-check --no-deps --no-index --find-links "$wheels" \
    --require-hashes -r "$pins"
echo "$stamp $target" >"$target/.stamp"
