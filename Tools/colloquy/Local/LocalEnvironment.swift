import FoundationEssentials

/// A running local environment: the private cluster and the broker, with the variables that lead to them.
@MainActor struct LocalEnvironment {
    let place: Place
    let cluster: PrivateCluster
    let broker: Broker

    /// Starts both; prints each step with its time. Whatever was started is stopped again when a later step fails.
    static func start(in place: Place, durable: Bool) throws -> LocalEnvironment {
        let environment = ProcessInfo.processInfo.environment
        let begin = Uptime.milliseconds
        let cluster = try PrivateCluster.start(in: place, durable: durable)
        Progress.step("PostgreSQL answers on 127.0.0.1:\(cluster.port)", since: begin)
        do {
            let begin = Uptime.milliseconds
            let broker = try Broker.start(in: place, environment: environment)
            Progress.step("Kafka is \(broker.title) at \(broker.bootstrapServers)", since: begin)
            return LocalEnvironment(place: place, cluster: cluster, broker: broker)
        } catch {
            cluster.stop()
            throw error
        }
    }

    /// What a program outside needs to reach the environment; tests read these.
    var variables: [String: String] {
        [
            "KAFKA_BOOTSTRAP_SERVERS": broker.bootstrapServers,
            "POSTGRES_ADMIN_URL": cluster.administratorURL,
            "COLLOQUY_LOCAL": place.root,
        ]
    }

    /// Stops what was started, the last first.
    func stop() {
        for child in broker.children.reversed() { child.stop(millisecondsMax: 15_000) }
        cluster.stop()
    }

    /// The first part that has ended by itself.
    var ended: Child? {
        (broker.children + [cluster.child]).first { !$0.isRunning }
    }
}
