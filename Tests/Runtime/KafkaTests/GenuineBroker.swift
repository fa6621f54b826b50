import Foundation
import Kafka
import Testing

/// A genuine Apache Kafka of one version, started once per test run and killed with it.
final class GenuineBroker: @unchecked Sendable, CustomTestStringConvertible {
    // Sendable by hand: changed under the lock only.
    let version: String
    private let home: String
    private let folder: URL
    private let lock = NSLock()
    private var process: Spawned?
    private var port = 0

    /// Lines of its server.properties beside the usual ones.
    private let properties: [String]

    private let listeners: [Listener]
    /// Words for kafka-storage.sh format, such as users to be made.
    private let formatting: [String]

    struct Listener {
        let name: String
        let transport: String
        let port: Int
    }

    private init(
        version: String, home: String, suffix: String = "", properties: [String] = [], listeners: [Listener] = [],
        formatting: [String] = []
    ) {
        self.version = version
        self.home = home
        self.properties = properties
        self.listeners = listeners
        self.formatting = formatting
        let name = "colloquy-kafka-tests-\(getpid())-\(version)\(suffix)"
        folder = FileManager.default.temporaryDirectory.appending(path: name)
    }

    /// A broker of its own for a test that harms it; the test ends it.
    func another(
        _ properties: [String] = [], listeners: [Listener] = [], formatting: [String] = []
    ) -> GenuineBroker {
        GenuineBroker(
            version: version, home: home, suffix: "-own\(UInt16.random(in: 0 ... .max))", properties: properties,
            listeners: listeners, formatting: formatting)
    }

    var testDescription: String { "Apache Kafka \(version)" }

    /// `KAFKA_HOME`, else the versions `../shared/kafka` has; empty where there is neither.
    static let all: [GenuineBroker] = {
        if let home = ProcessInfo.processInfo.environment["KAFKA_HOME"], !home.isEmpty {
            return [GenuineBroker(version: URL(filePath: home).lastPathComponent, home: home)]
        }
        // The same word makes the local environment take the in-memory broker.
        guard ProcessInfo.processInfo.environment["COLLOQUY_BROKER"] != "memory" else { return [] }
        return ["4.2.1", "3.9.2"].compactMap { version in
            guard let home = Spawned.answer(["../shared/kafka/home", version]) else { return nil }
            return GenuineBroker(version: version, home: home)
        }
    }()

    /// Settings of the running broker; starts it at the first call.
    func settings() throws -> KafkaSettings {
        try lock.withLock {
            if process == nil { try start() }
            return KafkaSettings(bootstrapServers: "127.0.0.1:\(port)", clientID: "test")
        }
    }

    /// Kills the broker as a power cut would, and starts it again after a while.
    func restart(afterMilliseconds: Int) throws {
        try lock.withLock {
            process?.end()
            usleep(UInt32(afterMilliseconds) * 1000)
            try launch()
        }
    }

    private func start() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        port = try GenuineBroker.freePort()
        let controller = try GenuineBroker.freePort()
        let more = listeners.map { ",\($0.name)://127.0.0.1:\($0.port)" }.joined()
        let kinds = listeners.map { ",\($0.name):\($0.transport)" }.joined()
        let properties = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:\(controller)
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://127.0.0.1:\(port),CONTROLLER://127.0.0.1:\(controller)\(more)
            advertised.listeners=PLAINTEXT://127.0.0.1:\(port)\(more)
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT\(kinds)
            log.dirs=\(folder.path)/data
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            group.initial.rebalance.delay.ms=0
            num.network.threads=2
            num.io.threads=2
            \(self.properties.joined(separator: "\n"))

            """
        try Data(properties.utf8).write(to: folder.appending(path: "server.properties"))
        let format = try Spawned(
            [
                "\(home)/bin/kafka-storage.sh", "format", "-t", "AAAAAAAAQACAAAAAAAAAAA",
                "-c", "\(folder.path)/server.properties",
            ] + formatting,
            environment: environment)
        #expect(format.wait() == 0)
        try launch()
        atexit { for broker in GenuineBroker.all { broker.end() } }
    }

    /// The watcher kills the broker when the tests die without coming to their end.
    private func launch() throws {
        process = try Spawned(
            [
                "bash", "-c",
                """
                me=$$; (while kill -0 \(getpid()) 2>/dev/null && kill -0 $me 2>/dev/null; do sleep 1; done
                kill -9 $me 2>/dev/null) & exec "$0/bin/kafka-server-start.sh" "$1/server.properties"
                """, home, folder.path,
            ], environment: environment, output: "\(folder.path)/log")
        for _ in 0..<900 {
            if let cluster = try? Cluster(
                KafkaSettings(bootstrapServers: "127.0.0.1:\(port)", clientID: "test"), log: quiet)
            {
                defer { cluster.close() }
                if (try? cluster.describe(timeoutMilliseconds: 1000)) != nil { return }
            }
            usleep(100_000)
        }
        Issue.record("Apache Kafka \(version) did not start; see \(folder.path)/log")
    }

    private var environment: [String: String] {
        ["KAFKA_HEAP_OPTS": "-Xms96m -Xmx320m", "LOG_DIR": folder.path]
    }

    func end() {
        lock.withLock {
            guard let process else { return }
            process.end()
            self.process = nil
            try? FileManager.default.removeItem(at: folder)
        }
    }

    static func freePort() throws -> Int {
        let code = "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); print(s.getsockname()[1])"
        return try #require(Spawned.answer(["python3", "-c", code]).flatMap { Int($0) })
    }
}

/// The brokers a test is run against: genuine ones where present, else what `KAFKA_BOOTSTRAP_SERVERS` names.
enum AnyBroker: Sendable, CustomTestStringConvertible {
    case genuine(GenuineBroker)
    case given(String)

    static let all: [AnyBroker] = {
        let genuine = GenuineBroker.all.map(AnyBroker.genuine)
        guard genuine.isEmpty else { return genuine }
        return ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP_SERVERS"].map { [.given($0)] } ?? []
    }()

    func settings() throws -> KafkaSettings {
        switch self {
        case .genuine(let broker): try broker.settings()
        case .given(let servers): KafkaSettings(bootstrapServers: servers, clientID: "test")
        }
    }

    var testDescription: String {
        switch self {
        case .genuine(let broker): broker.testDescription
        case .given(let servers): "the broker at \(servers)"
        }
    }

    /// A new topic of that many partitions.
    func topic(_ name: String, partitionCount: Int = 4) throws -> String {
        let name = unique(name)
        let cluster = try Cluster(try settings(), log: quiet)
        defer { cluster.close() }
        let plan = TopicPlan(name, partitionCount: partitionCount)
        let outcomes = try cluster.ensure([plan], timeoutMilliseconds: 120_000)
        #expect(outcomes[name] == .created)
        return name
    }
}
