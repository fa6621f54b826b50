import FoundationEssentials

/// The embedded default: a Kafka-compatible broker in memory, behind ``ApiVersionsShim``. It forgets everything when it ends.
@MainActor enum MemoryBroker {
    static func start(in place: Place) throws -> Broker {
        let program = "\(place.checkout)/.colloquy/broker/tansu"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw LocalFailure("the in-memory broker is missing: run `make setup`")
        }
        let ports = try Loopback.freePorts(2)
        let servers = "127.0.0.1:\(ports[0])"
        let broker = try Child.start(
            .init(
                name: "tansu",
                command: [
                    program, "broker", "--listener-url", "tcp://127.0.0.1:\(ports[1])",
                    "--advertised-listener-url", "tcp://\(servers)", "--storage-engine", "memory://tansu/",
                ],
                environment: ["RUST_LOG": "warn", "HOME": place.root], directory: place.kafka, log: place.log("kafka")))
        do {
            let shim = try Child.start(
                .init(
                    name: "api-versions-shim",
                    command: [OwnProgram.path, Command.apiVersionsShim.name, "\(ports[0])", "\(ports[1])"],
                    log: place.log("api-versions-shim")))
            let children = [broker, shim]
            do {
                try Broker.awaitReady(children, bootstrapServers: servers, place: place, millisecondsMax: 20_000)
            } catch {
                shim.stop(millisecondsMax: 2000)
                throw error
            }
            return Broker(title: "the in-memory broker (Tansu)", bootstrapServers: servers, children: children)
        } catch {
            broker.stop(millisecondsMax: 2000)
            throw error
        }
    }
}
