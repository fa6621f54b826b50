// librdkafka, and the one call of it that Swift cannot make because it is variadic.
#pragma once

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

/// Queues a copy of the record. On success the headers are librdkafka's, otherwise they stay the caller's.
static inline rd_kafka_resp_err_t crdkafka_produce(
    rd_kafka_t *rk, rd_kafka_topic_t *topic, int32_t partition, const void *key, size_t key_bytes, const void *value,
    size_t value_bytes, int flags, rd_kafka_headers_t *headers, void *ticket) {
  return rd_kafka_producev(
      rk, RD_KAFKA_V_RKT(topic), RD_KAFKA_V_PARTITION(partition), RD_KAFKA_V_MSGFLAGS(flags),
      RD_KAFKA_V_KEY(key, key_bytes), RD_KAFKA_V_VALUE((void *)value, value_bytes), RD_KAFKA_V_HEADERS(headers),
      RD_KAFKA_V_OPAQUE(ticket), RD_KAFKA_V_END);
}
