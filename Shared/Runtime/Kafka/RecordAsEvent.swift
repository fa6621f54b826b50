import CloudEvents

extension CloudEventAttributes {
    /// Valid as long as the record is held.
    package init(_ record: KafkaRecord) {
        self.init(of: record.value) { take in record.forEachHeader { name, value in take(name, value) } }
    }
}

extension CloudEvent {
    /// Reads a record in either mode; the content type says which.
    package init(_ record: KafkaRecord) throws(CloudEventError) {
        let attributes = CloudEventAttributes(record)
        try attributes.checkUnique()
        if attributes.isStructured {
            self = try CloudEvent(structured: record.value, traceParent: attributes.traceParent)
        } else {
            self = try CloudEvent(binary: attributes, data: record.value)
        }
    }
}
