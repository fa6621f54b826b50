import Domain
import Synchronization
import Telemetry

/// Something that a service does beside its work, at its start and then again and again.
final class Upkeep: Sendable {
    private let name: String
    private let pause: Duration
    private let log: Logger
    private let body: @Sendable () async throws -> Void
    private let loop = Mutex<Task<Void, Never>?>(nil)

    init(_ name: String, every pause: Duration, log: Logger, _ body: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.pause = pause
        self.log = log
        self.body = body
    }

    func start() {
        loop.withLock { loop in loop = Task { [self] in await run() } }
    }

    /// Ends after the turn that is under way; another process or the next start goes on.
    func stop() async {
        let task = loop.withLock { $0 }
        task?.cancel()
        await task?.value
    }

    private func run() async {
        while !Task.isCancelled {
            do { try await body() } catch {
                log.warning(
                    "Upkeep failed and will be tried again",
                    metadata: ["upkeep": .string(name), "error": .string(harmlessDescription(of: error))])
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }
}
