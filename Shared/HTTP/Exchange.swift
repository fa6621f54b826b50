import CMicrohttpd
import Synchronization

/// One request and its response over a socket.
///
/// Two sides meet here: the library's thread, which calls `advance` whenever it has something and must never wait,
/// and the route's task, which may take its time. While the task is busy the connection is suspended, so a client
/// cannot send faster than its bytes are used; whoever gives the other side something to do wakes the connection.
final class Exchange: Sendable {
    struct State {
        /// nil once the library has let go of the connection.
        var connection: Connection?
        var isSuspended = false
        var isAborted = false
        /// The library has been told that the body may come.
        var isBodyOpen = false
        var route: Route?
        var head: RequestHead?
        var begun = ContinuousClock.now
        var headRead: ContinuousClock.Instant?
        var inbound = Inbound()
        var response: Response?
        var responseQueued: ContinuousClock.Instant?
        var outbound = Outbound()
        var task: Task<Void, Never>?
    }

    let core: ServerCore
    let target: String
    let state = Mutex(State())

    init(core: ServerCore, target: String) {
        self.core = core
        self.target = target
    }

    /// The library's next step for this request: the head, a chunk of the body, or its end.
    func advance(
        _ connection: Connection, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
        chunk: UnsafeRawBufferPointer?
    ) -> MHD_Result {
        state.withLock { state in
            guard !state.isAborted else { return .NO }
            guard state.headRead != nil else {
                state.connection = connection
                state.headRead = .now
                return open(&state, connection, method, version)
            }
            return chunk.map { receive($0, &state) } ?? turn(&state)
        }
    }

    private func open(
        _ state: inout State, _ connection: Connection, _ method: UnsafePointer<CChar>,
        _ version: UnsafePointer<CChar>
    ) -> MHD_Result {
        core.exchangeOpened()
        guard !core.isStopping else { return refuse(.stopping, &state) }
        let head: RequestHead
        do {
            head = try connection.readHead(method: method, version: version, target: target, limits: core.limits)
        } catch {
            return refuse(error, &state)
        }
        state.head = head
        var match = core.router.match(head.method, head.target.path)
        if case .route(let route, _) = match {
            state.route = route
            let bytesMax = route.limits.bodyBytesMax
            if let length = head.contentLength, length > bytesMax {
                match = .refusal(.contentTooLarge(bytesMax: bytesMax))
            }
        }
        let request = Request(
            head.method, target: head.target, headers: head.headers, remoteAddress: connection.peer,
            body: head.hasBody ? Body { [self] in try await nextChunk() } : Body([]))
        if head.hasBody { suspend(&state) } else { state.inbound.complete() }
        state.task = Task { [self, match] in answer(await core.router.respond(to: request, match)) }
        return .YES
    }

    private func receive(_ chunk: UnsafeRawBufferPointer, _ state: inout State) -> MHD_Result {
        let room = state.inbound.receive(
            chunk, bytesMax: state.route?.limits.bodyBytesMax ?? 0, windowBytesMax: core.limits.windowBytesMax,
            drainBytesMax: core.limits.drainBytesMax)
        switch room {
        case .more: return .YES
        case .full:
            suspend(&state)
            return .YES
        case .overflow: return .NO
        }
    }

    /// No bytes this time: the body may be opened, or it has ended, or the response is there.
    private func turn(_ state: inout State) -> MHD_Result {
        guard let head = state.head else { return .NO }
        if head.hasBody, !state.isBodyOpen {
            if state.response != nil {
                guard mayDrain(head) else { return queue(&state) }
                state.inbound.isDiscarded = true
            } else if !state.inbound.isWanted {
                suspend(&state)
                return .YES
            }
            state.isBodyOpen = true
            state.inbound.startWaiting()
            return .YES
        }
        if !state.inbound.isComplete { state.inbound.complete() }
        guard state.response != nil else {
            suspend(&state)
            return .YES
        }
        return queue(&state)
    }

    /// A small body is read and thrown away, which keeps the connection; a large one is answered at once.
    private func mayDrain(_ head: RequestHead) -> Bool {
        !head.expectsContinue && (head.contentLength ?? .max) <= core.limits.drainBytesMax
    }

    private func answer(_ response: Response) {
        state.withLock { state in
            guard state.response == nil else { return }
            state.response = response
            state.inbound.isDiscarded = true
            wake(&state)
        }
    }

    private func refuse(_ problem: Problem, _ state: inout State) -> MHD_Result {
        state.response = problem.response.with("Connection", "close").with("X-Content-Type-Options", "nosniff")
        return queue(&state)
    }

    private func nextChunk() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { state in
                    state.inbound.read(continuation)
                    wake(&state)
                }
            }
        } onCancel: {
            state.withLock { $0.inbound.fail(CancellationError()) }
        }
    }

    /// Suspends the connection; only the library's thread may, from within one of its calls.
    func suspend(_ state: inout State) {
        guard let connection = state.connection else { return }
        state.inbound.pauseWaiting()
        state.isSuspended = true
        connection.suspend()
    }

    func wake(_ state: inout State) {
        guard state.isSuspended, let connection = state.connection else { return }
        state.isSuspended = false
        if state.isBodyOpen { state.inbound.startWaiting() }
        connection.resume()
    }
}
