#!/usr/bin/env bash
# What CloudEvents' Python SDK writes into Kafka records, where it differs from the specification.
#
# 1. `to_structured` of `cloudevents.kafka` (1.x, and `cloudevents.v1.kafka` of 2.x). Expected (Kafka protocol binding
#    1.0.2, section 3.3.1): content type application/cloudevents+json, by which a reader knows the mode. Seen: the
#    content type of the data, or no header at all.
# 2. `to_binary` of the same. Expected: `datacontenttype` may be left out (CloudEvents 1.0.2: optional), and an integer
#    extension attribute is written in its canonical form (binding, section 3.2.3.1). Seen: a KeyError and an
#    AttributeError; neither event can be sent.
# 3. `to_binary_event` of `cloudevents.core.bindings.kafka` (2.x). Expected (CloudEvents 1.0.2, type system): a Boolean
#    reads `true`, Binary is base64. Seen: Python's own words for both, `True` and `b'ab'`.
# 4. The same event, whose data is given as JSON text, in the two modes of 2.x: an object in binary mode, a string that
#    holds the object in structured mode.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/old.py" <<'PYTHON'
try:
    from cloudevents.v1.http import CloudEvent
    from cloudevents.v1.kafka import to_binary, to_structured
except ImportError:
    from cloudevents.http import CloudEvent
    from cloudevents.kafka import to_binary, to_structured

plain = {"type": "application-received", "source": "/ats"}
for attributes in (plain, {**plain, "datacontenttype": "application/json"}):
    message = to_structured(CloudEvent(attributes, {"applicationID": "a-1"}), key_mapper=lambda event: "a-1")
    print("structured", message.headers)
for attributes in (plain, {**plain, "datacontenttype": "application/json", "sequence": 7}):
    try:
        print("binary", to_binary(CloudEvent(attributes, {}), key_mapper=lambda event: "a-1").headers)
    except (AttributeError, KeyError) as error:
        print("binary", type(error).__name__)
PYTHON
cat > "$folder/core.py" <<'PYTHON'
import json

from cloudevents.core.bindings import kafka
from cloudevents.core.v1.event import CloudEvent

plain = {"type": "application-received", "source": "/ats", "id": "1", "specversion": "1.0",
         "datacontenttype": "application/json"}
headers = kafka.to_binary_event(CloudEvent({**plain, "urgent": True, "blob": b"ab"}, {})).headers
print("extensions", headers["ce_urgent"].decode(), headers["ce_blob"].decode())
event = CloudEvent(plain, '{"applicationID":"a-1"}')
print("binary", type(json.loads(kafka.to_binary_event(event).value)).__name__)
print("structured", type(json.loads(kafka.to_structured_event(event).value)["data"]).__name__)
PYTHON

status=0
expect() {
    said=$("$folder/$1/bin/python" "$folder/$2")
    printf 'cloudevents %s, %s\n%s\n' "$1" "$2" "$said"
    [ "$said" = "$3" ] || { printf 'otherwise than before:\n%s\n' "$3" >&2; status=1; }
}
old="structured {}
structured {'content-type': b'application/json'}
binary KeyError
binary AttributeError"
core="extensions True b'ab'
binary dict
structured str"
for version in 1.12.0 2.2.0; do
    python3 -m venv "$folder/$version"
    "$folder/$version/bin/pip" --quiet --disable-pip-version-check install "cloudevents==$version"
    expect "$version" old.py "$old"
done
expect 2.2.0 core.py "$core"
exit $status
