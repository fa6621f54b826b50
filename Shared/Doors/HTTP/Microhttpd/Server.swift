import CMicrohttpd
import Domain
import Glibc
import Synchronization
import Threads

/// Why a server could not start.
package enum ServerError: Classified, Sendable, Equatable, CustomStringConvertible {
    /// The address cannot be bound; the text names address, port and the system's reason.
    case cannotListen(String)
    /// The library refused its options or could not start its threads.
    case cannotStart

    package var description: String {
        switch self {
        case .cannotListen(let reason): "Cannot listen: \(reason)."
        case .cannotStart: "The HTTP library did not start; check the limits on threads and open files."
        }
    }

    package var kind: FailureKind { .environment }
}

/// A ``Router`` behind a socket.
package final class Server: Sendable {
    /// Unchecked because of its pointers: they are set before the library's threads start, and used again only by
    /// the one caller of `stop` that took this value out of the lock.
    private struct Running: @unchecked Sendable {
        let daemon: OpaquePointer
        let listening: Int32
        let callbacks: UnsafeMutablePointer<chttp_callbacks>
        let guardian: Task<Void, Never>
    }

    private enum Stage { case idle, running(Running), stopping, stopped }

    private let core: ServerCore
    private let host: String
    private let wantedPort: UInt16
    private let stage = Mutex(Stage.idle)
    private let ended = Completion()

    /// A server for a numeric address (`127.0.0.1`, `0.0.0.0`, `::`); port 0 takes any free one.
    ///
    /// - Parameters:
    ///   - observe: told of every finished exchange.
    ///   - complain: told what the library notices; never holds anything a client sent.
    package init(
        _ router: Router, host: String, port: UInt16, limits: ServerLimits = ServerLimits(),
        observe: @escaping @Sendable (Observation) -> Void = { _ in },
        complain: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        core = ServerCore(router: router, limits: limits, observe: observe, complain: complain)
        self.host = host == "localhost" ? "127.0.0.1" : host
        wantedPort = port
    }

    /// Requests being answered now.
    package var openExchangeCount: Int { core.openExchangeCount }

    /// Binds, starts serving and returns the port.
    @discardableResult
    package func start() throws(ServerError) -> UInt16 {
        var port: UInt16 = 0
        let listening = chttp_listen(host, wantedPort, 1024, &port)
        guard listening >= 0 else {
            throw .cannotListen("\(host):\(wantedPort): \(String(cString: strerror(-listening)))")
        }
        let callbacks = UnsafeMutablePointer<chttp_callbacks>.allocate(capacity: 1)
        let context = Unmanaged.passRetained(core)
        callbacks.initialize(
            to: chttp_callbacks(
                context: context.toOpaque(), access: requestAdvanced, completed: requestCompleted,
                connection: connectionNotified, begin: requestBegan, complain: libraryComplained))
        let limits = core.limits
        var settings = chttp_limits(
            threads: UInt32(limits.threads), connection_count_max: UInt32(limits.connectionCountMax),
            idle_seconds_max: UInt32(limits.idleSecondsMax),
            connection_memory_bytes: max(limits.headerBytesMax + limits.urlBytesMax, 32 * 1024) * 2)
        guard let daemon = chttp_start(listening, &settings, callbacks) else {
            Glibc.close(listening)
            callbacks.deallocate()
            context.release()
            throw .cannotStart
        }
        let guardian = Task { [watch = core.watch] in
            while !Task.isCancelled {
                watch.cutOverdue()
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
        stage.withLock {
            $0 = .running(Running(daemon: daemon, listening: listening, callbacks: callbacks, guardian: guardian))
        }
        return port
    }

    /// Refuses new connections and requests, lets those under way finish until the deadline, then ends them.
    package func stop(deadline: Duration) async {
        let running: Running? = stage.withLock { stage in
            guard case .running(let running) = stage else { return nil }
            stage = .stopping
            return running
        }
        guard let running else { return await ended.wait() }
        core.stopAccepting()
        let listening = MHD_quiesce_daemon(running.daemon)
        // A quiet listener would still let the kernel complete handshakes nobody will ever serve.
        if listening >= 0 { shutdown(listening, Int32(SHUT_RDWR)) }
        if await !drained(within: deadline) {
            core.watch.exchanges.forEach { $0.cancel() }
            if await !drained(within: .seconds(1)) {
                core.watch.exchanges.forEach { $0.abort() }
                core.watch.cutAll()
                _ = await drained(within: .seconds(2))
            }
        }
        // libmicrohttpd 0.9.75 crashes when it refuses a request by itself while it is being stopped: it takes the response
        // as queued and then builds the head of none. So it is stopped when no connection is left that could ask for it.
        core.watch.cutAll()
        _ = await come(within: .seconds(2)) { core.watch.isEmpty }
        await release(running, listening: listening)
        core.lingering.stop()
        running.guardian.cancel()
        stage.withLock { $0 = .stopped }
        ended.finish()
    }

    private func drained(within limit: Duration) async -> Bool {
        await come(within: limit) { core.openExchangeCount == 0 }
    }

    private func come(within limit: Duration, _ isThere: () -> Bool) async -> Bool {
        let end = ContinuousClock.now + limit
        while !isThere() {
            guard ContinuousClock.now < end else { return false }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    private func release(_ running: Running, listening: Int32) async {
        await onOwnThread { MHD_stop_daemon(running.daemon) }
        if listening >= 0 { Glibc.close(listening) }
        running.callbacks.deinitialize(count: 1)
        running.callbacks.deallocate()
        Unmanaged.passUnretained(core).release()
    }
}
