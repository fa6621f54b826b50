#!/usr/bin/env bash
# Fills .colloquy/venv-test with the outside counterparts of the tests and the demo: an SMTP server (aiosmtpd), a Kafka
# client that shares no code with the services (confluent-kafka), one that is not librdkafka (aiokafka), the CloudEvents
# SDK, a client that tries everything that docs/openapi.json allows (schemathesis) and an S3 server (moto, flask).
# The pins of test-tools.txt come from: pip-compile --generate-hashes --strip-extras, of
# aiosmtpd, confluent-kafka, aiokafka[lz4], cloudevents, schemathesis, moto[s3], flask, flask-cors.
set -euo pipefail
pins=$COLLOQUY_ROOT/scripts/setup.d/test-tools.txt
target=$COLLOQUY_ROOT/.colloquy/venv-test
stamp=$(sha256sum "$pins" | cut -c1-16)
[ "$(cat "$target/.stamp" 2>/dev/null)" != "$stamp" ] || exit 0
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
echo "$stamp" >"$target/.stamp"
