import FoundationEssentials
import Glibc

/// The services as separate processes: started, watched, started again when one dies, stopped.
@MainActor final class Fleet {
    private static let readyMillisecondsMax = 60_000
    /// A service gets 25 s to finish what it holds; we wait a little longer before we kill it.
    private static let stopMillisecondsMax = 27_000

    private let site: Site
    private let place: Place
    private var children: [String: Child] = [:]
    private let members: [String]
    private var budgets: [String: RestartBudget] = [:]

    /// - Parameter only: names some of the services; empty for all.
    init(site: Site, place: Place, only: [String] = []) {
        self.site = site
        self.place = place
        members = only.isEmpty ? Services.names : only
    }

    /// Starts all services and waits until each says that it is ready.
    func start() throws {
        for name in members { children[name] = try launch(name) }
        try awaitReady()
        try site.write(to: place, processes: children.mapValues { Int($0.pid) })
    }

    /// Starts again what ended by itself; call it often. Throws ``LocalFailure`` when that happens too often.
    func tend() throws {
        var changed = false
        for name in members {
            guard let child = children[name], !child.isRunning else { continue }
            guard budgets[name, default: RestartBudget()].spend(at: Uptime.milliseconds) else {
                throw LocalFailure(
                    "\(name) ended \(RestartBudget.countMax) times within a minute (status \(child.status ?? -1))",
                    log: child.log)
            }
            Progress.note("\(name) ended with status \(child.status ?? -1) and is started again")
            children[name] = try launch(name)
            changed = true
        }
        if changed { try site.write(to: place, processes: children.mapValues { Int($0.pid) }) }
    }

    /// Asks all services to end at once and waits for each.
    func stop() {
        for child in children.values { child.signal(SIGTERM) }
        let end = Uptime.milliseconds + Fleet.stopMillisecondsMax
        for name in members {
            children[name]?.stop(millisecondsMax: max(0, end - Uptime.milliseconds))
        }
        children = [:]
    }

    private func launch(_ name: String) throws -> Child {
        let program = "\(OwnProgram.folder)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw LocalFailure("there is no \(program): run `make build`")
        }
        return try Child.start(
            .init(
                name: name, command: [program], environment: site.variables(of: name), directory: place.checkout,
                log: place.log(name)))
    }

    private func awaitReady() throws {
        let end = Uptime.milliseconds + Fleet.readyMillisecondsMax
        var waiting = members
        while !waiting.isEmpty {
            for name in waiting {
                guard let child = children[name], child.isRunning else {
                    throw LocalFailure("\(name) ended while starting", log: place.log(name))
                }
            }
            waiting.removeAll { Loopback.status(port: site.healthPorts[$0] ?? 0, path: "/readyz") == 200 }
            if let first = waiting.first, Uptime.milliseconds > end {
                throw LocalFailure("\(waiting.joined(separator: ", ")) not ready within 60 s", log: place.log(first))
            }
            try Interrupt.sleep(milliseconds: 30)
        }
    }
}
