import CRDKafka

/// Records taken from one lane at once. Its memory is librdkafka's and is given back when the batch and all of its
/// records are gone.
package final class KafkaBatch: RandomAccessCollection, @unchecked Sendable {
    // Sendable by hand: a batch goes from thread to thread but is read by one at a time.
    private let messages: [UnsafeMutablePointer<rd_kafka_message_t>]
    private let topics: [(handle: OpaquePointer, name: String)]
    /// The assignment these records were taken under; see `Consumer.store`.
    package let generation: Int

    init(
        _ messages: [UnsafeMutablePointer<rd_kafka_message_t>], topics: [(handle: OpaquePointer, name: String)],
        generation: Int
    ) {
        self.messages = messages
        self.topics = topics
        self.generation = generation
    }

    deinit {
        for message in messages { rd_kafka_message_destroy(message) }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { messages.count }
    package subscript(index: Int) -> KafkaRecord { KafkaRecord(message: messages[index], batch: self) }

    /// Where reading goes on when all of these are done.
    package var positions: [Position] {
        var highest: [TopicPartition: Int64] = [:]
        // Records of one partition lie together, so that few places are looked up for many records.
        var index = 0
        while index < messages.count {
            let (handle, partition) = (messages[index].pointee.rkt, messages[index].pointee.partition)
            let place = self[index].place
            var next: Int64 = 0
            while index < messages.count, messages[index].pointee.rkt == handle,
                messages[index].pointee.partition == partition
            {
                next = Swift.max(next, messages[index].pointee.offset + 1)
                index += 1
            }
            highest[place] = Swift.max(highest[place] ?? 0, next)
        }
        return highest.map { Position($0.key, offset: $0.value) }
    }

    func topic(of message: UnsafeMutablePointer<rd_kafka_message_t>) -> String {
        if let known = topics.first(where: { $0.handle == message.pointee.rkt }) { return known.name }
        return RDHandle.text(rd_kafka_topic_name(message.pointee.rkt))
    }
}

/// One record: views into librdkafka's memory, valid as long as the record is held.
package struct KafkaRecord: @unchecked Sendable {
    // Sendable by hand: see KafkaBatch; librdkafka parses the headers at the first look, so one thread at a time.
    let message: UnsafeMutablePointer<rd_kafka_message_t>
    package let batch: KafkaBatch

    package var topic: String { batch.topic(of: message) }
    package var partition: Int32 { message.pointee.partition }
    package var offset: Int64 { message.pointee.offset }
    package var place: TopicPartition { TopicPartition(topic, partition) }

    /// When the record was made or appended, in milliseconds since 1970; nil when the broker keeps none.
    package var timestampMilliseconds: Int64? {
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let time = rd_kafka_message_timestamp(message, &type)
        return type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : time
    }

    /// Empty when the record has no key.
    package var key: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: message.pointee.key, count: message.pointee.key == nil ? 0 : message.pointee.key_len)
    }

    /// Empty for a tombstone.
    package var value: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: message.pointee.payload, count: message.pointee.payload == nil ? 0 : message.pointee.len)
    }

    /// A record without a value.
    package var isTombstone: Bool { message.pointee.payload == nil }

    /// Goes through the headers in their order; a header without a value has an empty one.
    package func forEachHeader(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
        var headers: OpaquePointer?
        guard rd_kafka_message_headers(message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR, let headers else { return }
        var index = 0
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while rd_kafka_header_get_all(headers, index, &name, &value, &count) == RD_KAFKA_RESP_ERR_NO_ERROR {
            if let name {
                body(
                    UnsafeRawBufferPointer(start: name, count: length(name)),
                    UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : count))
            }
            index += 1
        }
    }

    /// The last header of that name.
    package func header(_ name: StaticString) -> UnsafeRawBufferPointer? {
        var headers: OpaquePointer?
        guard rd_kafka_message_headers(message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR, let headers else { return nil }
        var value: UnsafeRawPointer?
        var count = 0
        let found = name.withUTF8Buffer { text in
            rd_kafka_header_get_last(
                headers, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), &value, &count)
        }
        guard found == RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : count)
    }

    /// All headers as texts and bytes, for dead letters and tools.
    package var headers: [(name: String, value: [UInt8])] {
        var headers: [(name: String, value: [UInt8])] = []
        forEachHeader { headers.append((String(decoding: $0, as: UTF8.self), [UInt8]($1))) }
        return headers
    }

    @inline(__always)
    private func length(_ text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while text[count] != 0 { count += 1 }
        return count
    }
}
