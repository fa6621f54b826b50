/// What every client of the broker needs to know.
package struct KafkaSettings: Sendable {
    /// `host:port`, several separated by commas.
    package var bootstrapServers: String
    /// Names the client in the broker's logs; the service's name.
    package var clientID: String
    package var security: KafkaSecurity
    /// librdkafka's own settings for what a client needs beyond this.
    package var extra: [String: String]
    /// The largest record that is sent or fetched, in bytes; topics may allow less.
    package var recordBytesMax = 10 * 1024 * 1024

    package init(
        bootstrapServers: String, clientID: String, security: KafkaSecurity = .none, extra: [String: String] = [:]
    ) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.security = security
        self.extra = extra
    }

    /// The settings of any client; `own` are those of its kind. `extra` has the last word on all but what
    /// our promises rest on, which `own` repeats.
    func properties(_ own: [String: String]) -> [String: String] {
        var properties = [
            "bootstrap.servers": bootstrapServers,
            "client.id": clientID,
            "socket.keepalive.enable": "true",
            "socket.nagle.disable": "true",
            "socket.timeout.ms": "15000",
            "reconnect.backoff.ms": "50",
            "reconnect.backoff.max.ms": "1000",
            "topic.metadata.refresh.interval.ms": "30000",
            "allow.auto.create.topics": "false",
            "message.max.bytes": "\(recordBytesMax)",
        ]
        properties.merge(security.properties) { _, site in site }
        properties.merge(extra) { _, client in client }
        properties.merge(own) { _, promised in promised }
        return properties
    }
}

/// One partition of a topic.
package struct TopicPartition: Hashable, Sendable {
    package let topic: String
    package let partition: Int32

    package init(_ topic: String, _ partition: Int32) {
        self.topic = topic
        self.partition = partition
    }
}

/// Where reading goes on in a partition: the offset after the last record that is done.
package struct Position: Hashable, Sendable {
    package let place: TopicPartition
    package let offset: Int64

    package init(_ place: TopicPartition, offset: Int64) {
        self.place = place
        self.offset = offset
    }
}
