import FoundationEssentials
import Glibc

extension Command {
    static let local = Command(
        name: "local", usage: "local [--name N] [--durable] [--keep] -- COMMAND…",
        summary: "Starts a private PostgreSQL and a broker, runs a command that finds them, stops and removes both."
    ) { arguments in
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let words = try Words(Array(arguments[..<end]), keys: ["name"], flags: ["durable", "keep"])
        try words.noMore()
        let command = Array(arguments[end...].dropFirst())
        guard !command.isEmpty else {
            throw WrongWords("which command? colloquy local [--name N] -- COMMAND…", areMisspelt: true)
        }
        return try runLocally(
            command, name: words["name"] ?? "local", durable: words.has("durable"), keep: words.has("keep"))
    }

    static let apiVersionsShim = Command(
        name: "api-versions-shim", usage: "api-versions-shim PORT UPSTREAM",
        summary: "Relays PORT to UPSTREAM on loopback, so that librdkafka 2.0.2 understands the in-memory broker."
    ) { arguments in
        guard arguments.count == 2, let port = Int(arguments[0]), let upstream = Int(arguments[1]) else {
            throw WrongWords("two port numbers are needed", areMisspelt: true)
        }
        try ApiVersionsShim.serve(port: port, upstream: upstream)
        return 0
    }
}

/// Runs a command inside a throw-away environment; its status is the result.
@MainActor private func runLocally(_ command: [String], name: String, durable: Bool, keep: Bool) throws -> Int32 {
    Interrupt.listen()
    let place = try Place(name: name)
    let lock = try PlaceLock(place)
    try place.clear()
    let fresh = try Place(name: name)
    defer {
        if !keep { try? fresh.clear() }
        withExtendedLifetime(lock) {}
    }
    do {
        let environment = try LocalEnvironment.start(in: fresh, durable: durable)
        defer { environment.stop() }
        var variables = ProcessInfo.processInfo.environment
        variables.merge(environment.variables) { _, new in new }
        let child = try Child.start(.init(name: command[0], command: command, environment: variables))
        defer { child.stop(millisecondsMax: 30_000) }
        while child.isRunning {
            try Interrupt.sleep(milliseconds: 50)
            if let ended = environment.ended { throw LocalFailure("\(ended.name) ended", log: ended.log) }
        }
        return child.status ?? 1
    } catch let interrupted as Interrupted {
        return 128 + interrupted.signal
    }
}
