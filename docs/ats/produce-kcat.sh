#!/usr/bin/env bash
# Publishes one event with kcat, in the binary mode of the CloudEvents Kafka binding.
# produce-kcat.sh BROKERS TOPIC KEY TYPE FILE.json [ID]
set -euo pipefail
brokers=$1 topic=$2 key=$3 type=$4 file=$5 id=${6:-$(cat /proc/sys/kernel/random/uuid)}

# One line is one record to kcat, so the line breaks of a pretty file go. The key stands before the first tab.
{ printf '%s\t' "$key"; tr -d '\n' <"$file"; } |
    kcat -P -b "$brokers" -t "$topic" -K '\t' -X acks=all -X message.max.bytes=8388608 \
        -H ce_specversion=1.0 -H "ce_id=$id" -H ce_source=/ats/example -H "ce_type=$type" \
        -H "ce_time=$(date -u +%Y-%m-%dT%H:%M:%SZ)" -H "ce_subject=$key" -H content-type=application/json
echo "$id"
