#!/usr/bin/env bash
# librdkafka up to 2.6.0 sends its own nonce twice in the last message of SCRAM.
#
# Expected (RFC 5802, section 5.1): `r=` of the client's last message is what the server sent, unchanged: the client's
# nonce and then the server's. Seen: the client's nonce, and then all of what the server sent. Brokers of Kafka 3 let it
# pass; Kafka 4 compares, and answers as if the password were wrong. From 2.6.1 on the message is right.
# The broker here is a few lines that offer SCRAM and note what comes; the name and the password are made up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/broker.py" <<'PYTHON'
import base64
import os
import socket
import struct
import threading

import confluent_kafka

API_VERSIONS, HANDSHAKE, AUTHENTICATE, METADATA = 18, 17, 36, 3
OFFERED = [(API_VERSIONS, 0, 0), (HANDSHAKE, 0, 1), (AUTHENTICATE, 0, 0), (METADATA, 0, 4)]
heard, is_heard = {}, threading.Event()


def exactly(connection, count):
    received = b""
    while len(received) < count:
        part = connection.recv(count - len(received))
        if not part:
            raise EOFError
        received += part
    return received


def text(value):
    return struct.pack(">h", len(value)) + value


def fields(message):
    return dict(part.split("=", 1) for part in message.split(","))


def authenticate(message, state):
    if not state:
        # n,,n=NAME,r=NONCE
        state["client"] = fields(message[3:])["r"]
        state["server"] = state["client"] + base64.b64encode(os.urandom(12)).decode()
        salt = base64.b64encode(os.urandom(16)).decode()
        answer = f"r={state['server']},s={salt},i=4096".encode()
        return struct.pack(">hhi", 0, -1, len(answer)) + answer
    heard.update(state, repeated=fields(message)["r"])
    is_heard.set()
    return struct.pack(">h", 58) + text(b"seen enough") + struct.pack(">i", 0)


def answer(key, version, body, state):
    if key == API_VERSIONS:
        ranges = b"".join(struct.pack(">hhh", *offered) for offered in OFFERED)
        return struct.pack(">hi", 35 if version else 0, len(OFFERED)) + ranges
    if key == HANDSHAKE:
        return struct.pack(">hi", 0, 1) + text(b"SCRAM-SHA-256")
    length, = struct.unpack(">i", body[:4])
    return authenticate(body[4:4 + length].decode(), state)


def serve(connection):
    state = {}
    try:
        while True:
            length, = struct.unpack(">i", exactly(connection, 4))
            request = exactly(connection, length)
            key, version, correlation, client = struct.unpack(">hhih", request[:10])
            response = struct.pack(">i", correlation) + answer(key, version, request[10 + client:], state)
            connection.sendall(struct.pack(">i", len(response)) + response)
    except (EOFError, OSError):
        pass


def accept(server):
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()


server = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, args=(server,), daemon=True).start()
producer = confluent_kafka.Producer({
    "bootstrap.servers": f"127.0.0.1:{server.getsockname()[1]}", "security.protocol": "sasl_plaintext",
    "sasl.mechanism": "SCRAM-SHA-256", "sasl.username": "applicants", "sasl.password": "made up", "log_level": 0})
for _ in range(200):
    producer.poll(0.1)
    if is_heard.is_set():
        break
if not heard:
    verdict = "said nothing"
elif heard["repeated"] == heard["server"]:
    verdict = "sends what the server sent"
elif heard["repeated"] == heard["client"] + heard["server"]:
    verdict = "sends its own nonce twice"
else:
    verdict = "sends something else"
print(confluent_kafka.libversion()[0], verdict, flush=True)
os._exit(0)
PYTHON

status=0
expect() {
    python3 -m venv "$folder/$1"
    "$folder/$1/bin/pip" --quiet --disable-pip-version-check install "confluent-kafka==$1"
    said=$("$folder/$1/bin/python" "$folder/broker.py")
    echo "librdkafka $said"
    [ "$said" = "$1 $2" ] || { echo "  otherwise than before: $2" >&2; status=1; }
}
expect 2.0.2 "sends its own nonce twice"
expect 2.6.0 "sends its own nonce twice"
expect 2.6.1 "sends what the server sent"
exit $status
