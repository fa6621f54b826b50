#!/usr/bin/env bash
# Sends one event over HTTP with curl, in binary or structured mode or as a batch of one. COLLOQUY_KEY holds the API key.
# post-curl.sh URL TYPE FILE.json [binary|structured|batch] [ID]
set -euo pipefail
url=$1 type=$2 file=$3 mode=${4:-binary} id=${5:-$(cat /proc/sys/kernel/random/uuid)}
send=(curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused --max-time 60
    -H "Authorization: Bearer $COLLOQUY_KEY" "$url/v1/events")

event() {
    printf '{"specversion":"1.0","id":"%s","source":"/ats/example","type":"%s","data":' "$id" "$type"
    cat "$file"
    printf '}'
}

# The same id again is the same event, so curl may repeat what it does not know the fate of.
case $mode in
    binary)
        "${send[@]}" -H "ce-specversion: 1.0" -H "ce-id: $id" -H "ce-source: /ats/example" -H "ce-type: $type" \
            -H "Content-Type: application/json" --data-binary "@$file" ;;
    structured) event | "${send[@]}" -H "Content-Type: application/cloudevents+json" --data-binary @- ;;
    batch)
        { printf '['; event; printf ']'; } |
            "${send[@]}" -H "Content-Type: application/cloudevents-batch+json" --data-binary @- ;;
esac
echo
