import FoundationEssentials
import Glibc

/// A genuine Apache Kafka in KRaft mode: one node that is broker and controller.
@MainActor enum ApacheKafka {
    /// The folder of an official download: `KAFKA_HOME`, else what `../shared/kafka/home` prints; `nil` without either.
    static func home(_ place: Place, environment: [String: String]) throws -> String? {
        if let home = environment["KAFKA_HOME"], !home.isEmpty {
            guard access("\(home)/bin/kafka-server-start.sh", X_OK) == 0 else {
                throw LocalFailure("KAFKA_HOME is \(home), but there is no bin/kafka-server-start.sh in it")
            }
            return home
        }
        let printer = "\(place.checkout)/../shared/kafka/home"
        guard access(printer, X_OK) == 0 else { return nil }
        let answer = place.log("kafka-home")
        unlink(answer)
        let wanted = environment["KAFKA_VERSION"].map { [$0] } ?? []
        try Child.run(
            .init(name: "shared/kafka/home", command: [printer] + wanted, environment: environment, log: answer),
            millisecondsMax: 60_000)
        let lines = String(decoding: try Data(contentsOf: URL(filePath: answer)), as: UTF8.self).split(separator: "\n")
        return lines.last.map(String.init)
    }

    static func start(in place: Place, home: String, environment: [String: String]) throws -> Broker {
        let ports = try Loopback.freePorts(2)
        let servers = "127.0.0.1:\(ports[0])"
        let file = "\(place.kafka)/server.properties"
        try Data(properties(place, broker: ports[0], controller: ports[1]).utf8).write(
            to: URL(filePath: file), options: .atomic)
        var variables = environment.filter { ["PATH", "JAVA_HOME", "HOME", "LANG"].contains($0.key) }
        variables["KAFKA_HEAP_OPTS"] = environment["KAFKA_HEAP_OPTS"] ?? "-Xms128m -Xmx512m"
        variables["LOG_DIR"] = place.logs
        if !FileManager.default.fileExists(atPath: "\(place.kafka)/data/meta.properties") {
            try Child.run(
                .init(
                    name: "kafka-storage",
                    command: ["\(home)/bin/kafka-storage.sh", "format", "-t", clusterID(), "-c", file],
                    environment: variables, log: place.log("kafka")),
                millisecondsMax: 60_000)
        }
        let child = try Child.start(
            .init(
                name: "kafka", command: ["\(home)/bin/kafka-server-start.sh", file], environment: variables,
                log: place.log("kafka")))
        do {
            try Broker.awaitReady([child], bootstrapServers: servers, place: place, millisecondsMax: 90_000)
        } catch {
            child.stop(millisecondsMax: 10_000)
            throw error
        }
        let version = home.split(separator: "/").last.map(String.init) ?? home
        return Broker(title: "Apache Kafka (\(version))", bootstrapServers: servers, children: [child])
    }

    private static func properties(_ place: Place, broker: Int, controller: Int) -> String {
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:\(controller)
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:\(broker),CONTROLLER://127.0.0.1:\(controller)
        advertised.listeners=PLAINTEXT://127.0.0.1:\(broker)
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=\(place.kafka)/data
        auto.create.topics.enable=false
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=8
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=8
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=4

        """
    }

    /// 16 random bytes in URL-safe base64; the first letter is fixed, because an id must not begin with a dash.
    private static func clusterID() -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        return "A" + String((0..<20).map { _ in letters[Int.random(in: 0..<64)] }) + "A"
    }
}
