import CMicrohttpd
import Glibc
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
        /// The client was answered while it may still be sending.
        var isCutShort = false
        /// The client's address, when it counts against its share here.
        var share: InternetAddress?
        /// The library has been told that the body may come.
        var isBodyOpen = false
        /// The library was let go on with a chunked body, of which it may hold more than it has shown.
        var mayGoOnUnread = false
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
    /// The library's thread that serves this connection.
    let thread = pthread_self()
    let state = Mutex(State())
    private let isPastHead = Atomic<Bool>(false)

    init(core: ServerCore, target: String) {
        self.core = core
        self.target = target
    }

    var isHeadRead: Bool { isPastHead.load(ordering: .acquiring) }

    private var isHere: Bool { pthread_equal(thread, pthread_self()) != 0 }

    /// Whether the library is still reading the head, on the calling thread.
    var isReadingHeadHere: Bool { !isHeadRead && isHere }

    /// Whether the calling thread of the library may refuse its body without having read from its socket just now.
    var mayGoOnUnreadHere: Bool { isHere && state.withLock { $0.mayGoOnUnread } }

    /// The library's next step for this request: the head, a chunk of the body, or its end.
    func advance(
        _ connection: Connection, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>,
        chunk: UnsafeRawBufferPointer?
    ) -> MHD_Result {
        isPastHead.store(true, ordering: .releasing)
        let (result, work) = state.withLock { state -> (MHD_Result, Work?) in
            guard !state.isAborted else { return (.NO, nil) }
            state.mayGoOnUnread = false
            guard state.headRead != nil else {
                state.connection = connection
                state.headRead = .now
                return open(&state, connection, method, version)
            }
            let result = chunk.map { receive($0, &state) } ?? turn(&state)
            // A connection that ends suspended would never be let go.
            if result == .NO { wake(&state) }
            return (result, nil)
        }
        if let work { begin(work) }
        return result
    }

    /// What is to be answered, and where it goes.
    private struct Work {
        let request: Request
        let match: Router.Match
    }

    /// Begins on the library's own thread: until its first wait a route only looks at what is in memory, and handing that to
    /// another thread costs more than doing it. Not under the lock, which the task takes as well.
    private func begin(_ work: Work) {
        let task = Task.immediate { [self] in answer(await core.router.respond(to: work.request, work.match)) }
        let isAborted = state.withLock { state in
            state.task = task
            return state.isAborted
        }
        if isAborted { task.cancel() }
    }

    private func open(
        _ state: inout State, _ connection: Connection, _ method: UnsafePointer<CChar>,
        _ version: UnsafePointer<CChar>
    ) -> (MHD_Result, Work?) {
        core.exchangeOpened()
        guard !core.isStopping else { return (refuse(.stopping, &state), nil) }
        let head: RequestHead
        do {
            head = try connection.readHead(method: method, version: version, target: target, limits: core.limits)
        } catch {
            return (refuse(error, &state), nil)
        }
        state.head = head
        let (client, isBehindProxy) = client(of: connection, head)
        if isBehindProxy, let address = InternetAddress(client) {
            guard core.shares.take(address) else { return (refuse(.tooManyConnections, &state), nil) }
            state.share = address
        }
        var match = core.router.match(head.method, head.target.path)
        if case .route(let route, _) = match {
            state.route = route
            let bytesMax = bodyBytesMax(of: route)
            if let length = head.contentLength, length > bytesMax {
                match = .refusal(.contentTooLarge(bytesMax: bytesMax))
            }
        }
        let request = Request(
            head.method, target: head.target, headers: head.headers, remoteAddress: client,
            body: head.hasBody ? Body { [self] in try await nextChunk() } : Body([]))
        if !head.hasBody { state.inbound.complete() }
        // Left to itself the library would say "100 Continue" to a request without a body, and take what follows for one.
        if head.hasBody || head.expectsContinue { suspend(&state) }
        return (.YES, Work(request: request, match: match))
    }

    private func receive(_ chunk: UnsafeRawBufferPointer, _ state: inout State) -> MHD_Result {
        let room = state.inbound.receive(
            chunk, bytesMax: state.route.map(bodyBytesMax) ?? 0, windowBytesMax: core.limits.windowBytesMax,
            drainBytesMax: core.limits.drainBytesMax)
        switch room {
        case .more: return .YES
        case .full:
            suspend(&state)
            return .YES
        case .overflow:
            part(with: state.response ?? Problem.contentTooLarge.response, &state)
            return .NO
        }
    }

    private func bodyBytesMax(of route: Route) -> Int { min(route.limits.bodyBytesMax, core.limits.bodyBytesMax) }

    /// No bytes this time: the body may be opened, or it has ended, or the response is there.
    private func turn(_ state: inout State) -> MHD_Result {
        guard let head = state.head else { return .NO }
        if head.hasBody, !state.isBodyOpen {
            if state.response != nil {
                guard mayDrain(head) else {
                    state.isCutShort = true
                    return queue(&state)
                }
                state.inbound.isDiscarded = true
            } else if !state.inbound.isWanted {
                suspend(&state)
                return .YES
            }
            state.isBodyOpen = true
            // What waits until "100 Continue" is out.
            state.mayGoOnUnread = head.expectsContinue && head.isChunked
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
        state.response = problem.lastResponse
        state.isCutShort = true
        return queue(&state)
    }

    /// Answers within a body before the library does, which is about to end the connection.
    func part(with response: Response) { state.withLock { part(with: response, &$0) } }

    /// Answers within a body, where the library takes no response, and ends the connection.
    private func part(with response: Response, _ state: inout State) {
        guard let connection = state.connection else { return }
        LastAnswer.send(response, on: connection.socket)
        state.response = response
        state.responseQueued = .now
        state.isCutShort = true
    }

    /// Who asks, and whether a proxy of ours stands in between.
    private func client(of connection: Connection, _ head: RequestHead) -> (address: String, isBehindProxy: Bool) {
        let peer = connection.peer
        guard !core.limits.trustedProxies.blocks.isEmpty, let address = InternetAddress(peer) else {
            return (peer, false)
        }
        let client = core.limits.trustedProxies.client(peer: address, head.headers)
        return (client.description, client != address)
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
        // In a chunked body the library goes on to the next chunk although the connection was suspended in this one, and
        // suspending it twice would break the library's lists.
        guard let connection = state.connection, !state.isSuspended else { return }
        state.inbound.pauseWaiting()
        state.isSuspended = true
        connection.suspend()
    }

    func wake(_ state: inout State) {
        guard state.isSuspended, let connection = state.connection else { return }
        state.isSuspended = false
        state.mayGoOnUnread = state.isBodyOpen && state.head?.isChunked == true && !state.inbound.isComplete
        if state.isBodyOpen { state.inbound.startWaiting() }
        connection.resume()
    }
}
