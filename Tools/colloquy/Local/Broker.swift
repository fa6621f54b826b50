import FoundationEssentials

/// The Kafka broker of a local environment, and what runs behind it.
@MainActor struct Broker {
    /// For people: which broker this is.
    let title: String
    let bootstrapServers: String
    /// In the order they were started; empty when the broker is somebody else's.
    let children: [Child]

    /// `COLLOQUY_BROKER=memory` takes the in-memory one in any case. Else a broker that is there already; else a genuine Apache Kafka that is at hand; else the in-memory one.
    static func start(in place: Place, environment: [String: String]) throws -> Broker {
        if environment["COLLOQUY_BROKER"] == "memory" { return try MemoryBroker.start(in: place) }
        if let servers = environment["KAFKA_BOOTSTRAP_SERVERS"], !servers.isEmpty {
            return Broker(
                title: "the broker at \(servers) (KAFKA_BOOTSTRAP_SERVERS)", bootstrapServers: servers, children: [])
        }
        if let home = try ApacheKafka.home(place, environment: environment) {
            return try ApacheKafka.start(in: place, home: home, environment: environment)
        }
        return try MemoryBroker.start(in: place)
    }

    /// Waits until a client of another make gets the broker's metadata.
    static func awaitReady(_ children: [Child], bootstrapServers: String, place: Place, millisecondsMax: Int) throws {
        let end = Uptime.milliseconds + millisecondsMax
        let port = bootstrapServers.split(separator: ":").last.flatMap { Int($0) } ?? 0
        while Uptime.milliseconds < end {
            if let ended = children.first(where: { !$0.isRunning }) {
                throw LocalFailure("\(ended.name) ended while starting", log: ended.log)
            }
            if Loopback.listens(port) {
                let listing = Child.Order(
                    name: "kcat", command: ["kcat", "-b", bootstrapServers, "-m", "3", "-L"],
                    environment: ["PATH": "/usr/bin:/bin"], log: place.log("kcat"))
                if (try? Child.run(listing, millisecondsMax: 6000)) != nil { return }
            }
            try Interrupt.sleep(milliseconds: 50)
        }
        throw LocalFailure("the broker did not answer within \(millisecondsMax / 1000) s", log: children.last?.log)
    }
}
