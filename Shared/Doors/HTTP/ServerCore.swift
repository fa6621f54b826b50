import Synchronization

/// One finished exchange, for metrics: no path, no query, nothing a person could be known by.
package struct Observation: Sendable {
    /// The route's pattern; "-" when there was none.
    package let route: String
    /// nil when the head was refused.
    package let method: Method?
    /// 0 when the exchange ended without a response.
    package let status: Int
    package let duration: Duration
    package let bodyBytes: Int
}

/// What the library's callbacks share with the server that started them.
final class ServerCore: Sendable {
    let router: Router
    let limits: ServerLimits
    let watch: ConnectionWatch
    let lingering: Lingering
    /// What clients behind trusted proxies hold.
    let shares: AddressShares
    private let observe: @Sendable (Observation) -> Void
    private let complain: @Sendable (String) -> Void
    private let open = Atomic<Int>(0)
    private let stopping = Atomic<Bool>(false)

    init(
        router: Router, limits: ServerLimits, observe: @escaping @Sendable (Observation) -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) {
        self.router = router
        self.limits = limits
        self.observe = observe
        self.complain = complain
        watch = ConnectionWatch(limits: limits)
        lingering = Lingering(bytesMax: limits.lingerBytesMax, secondsMax: limits.lingerSecondsMax)
        shares = AddressShares(countMax: limits.connectionsPerAddressMax)
    }

    var openExchangeCount: Int { open.load(ordering: .acquiring) }
    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    func stopAccepting() { stopping.store(true, ordering: .releasing) }
    func exchangeOpened() { open.add(1, ordering: .acquiringAndReleasing) }

    func exchangeClosed(_ observation: Observation) {
        open.subtract(1, ordering: .acquiringAndReleasing)
        observe(observation)
    }

    /// The library says something, or what it is about to refuse with: on its own thread, the moment to be faster.
    func heard(_ line: String, refusing status: Int) {
        if status > 0 { refuse(status) }
        complain(line)
    }

    private func refuse(_ status: Int) {
        guard let refused = watch.refused() else { return }
        let problem = refused.flaw ?? Problem(refusal: status, limits)
        guard refused.exchange?.isHeadRead == true else {
            LastAnswer.send(problem.lastResponse, on: refused.socket)
            let status = problem.status
            return observe(Observation(route: "-", method: nil, status: status, duration: .zero, bodyBytes: 0))
        }
        refused.exchange?.part(with: problem.lastResponse)
    }
}
