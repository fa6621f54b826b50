import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// For how long after its end a link can still be exchanged for a new one by mail: own documents stay reachable.
    static let renewalDaysMax: Int64 = 730
    private static let tag = "candidate"

    /// How a link lets its candidate in; whoever holds it may call these.
    var linkRoutes: [Route] { [exchange, renewal] }

    private var exchange: Route {
        route(
            .post, "/v1/links/exchange",
            RouteDocumentation(
                "Exchange a link's token for a session of twelve hours on this device.", tag: Self.tag,
                request: .json(.named("Link")),
                answers: [.init(.ok, "The session.", .json(.named("Session")))],
                problems: [.unauthorized, .notFound, .gone, .tooManyRequests])
        ) { request in
            let body = try await request.read(LinkBody.self, bytesMax: 4096)
            let link = FollowedLink(application: body.applicationID, token: body.token)
            let claim = try await follow(link, request)
            return try .value(SessionBody(session: sessions.make(claim, at: now()), purpose: claim.purpose.rawValue))
        }
    }

    /// Lets the device in that followed a link; gives what its session says. A device that has a session for the same goes
    /// on with that.
    func follow(
        _ link: FollowedLink, _ request: Request, present: [SessionToken.Claim] = []
    ) async throws -> SessionToken.Claim {
        let claim = try await check(link, request)
        guard now().millisecondsSinceEpoch < claim.endsAt * 1000 else {
            noteRefusedLink("expired", request)
            throw Problem.linkExpired
        }
        try await awaitTarget(of: claim.purpose, link.application)
        let own = present.first { $0.application == link.application && $0.purpose == claim.purpose }
        if let own, try await records.access(link.application)?.device(own.device) != nil { return own }
        let device = Hex.encode(randomBytes(count: 16))
        let purpose = LinkPurpose(rawValue: claim.purpose.rawValue) ?? .status
        _ = try await accept(
            OpenAccess(
                applicationID: link.application, deviceID: device, purpose: purpose,
                linkIssuedAtSeconds: claim.issuedAt),
            key: link.application.text, idempotencyKey: device)
        return .init(application: link.application, purpose: claim.purpose, device: device)
    }

    /// The answer is the same whether a mail goes out or went out a moment ago.
    private var renewal: Route {
        route(
            .post, "/v1/links/renewals",
            RouteDocumentation(
                "Have a new link sent to the candidate's mail address in place of one that has ended.", tag: Self.tag,
                request: .json(.named("Link")),
                answers: [.init(.accepted, "It will be sent, once in ten minutes.", .json(.named("Recorded")))],
                problems: [.unauthorized, .notFound, .gone, .tooManyRequests])
        ) { request in
            let body = try await request.read(LinkBody.self, bytesMax: 4096)
            try await renew(FollowedLink(application: body.applicationID, token: body.token), request)
            return try .value(Recorded(applicationID: body.applicationID), status: .accepted)
        }
    }

    /// Has a new link sent to the candidate's mail address, once in ten minutes.
    func renew(_ link: FollowedLink, _ request: Request) async throws {
        let claim = try await check(link, request)
        let end = (claim.endsAt + Self.renewalDaysMax * 86_400) * 1000
        guard now().millisecondsSinceEpoch < end else { throw Problem.linkExpired }
        let slot = now().millisecondsSinceEpoch / 600_000
        _ = try await accept(
            SendLink(purpose: LinkPurpose(rawValue: claim.purpose.rawValue)), key: link.application.text,
            idempotencyKey: "renewal/\(link.application)/\(slot)")
    }

    /// What a link says, if a secret of ours made it and nobody took it back. Its end is for the caller to look at.
    private func check(_ link: FollowedLink, _ request: Request) async throws -> LinkToken.Claim {
        guard let claim = links.open(link.token, for: link.application.text) else {
            try lookAt(request, .link)
            noteRefusedLink("unknown", request)
            throw Problem.linkInvalid
        }
        let access = try await records.access(link.application)
        if access?.isErased == true { throw Problem.erased }
        guard access?.accepts(linkIssuedAt: claim.issuedAt) != false else {
            noteRefusedLink("revoked", request)
            throw Problem.linkRevoked
        }
        return claim
    }

    private func noteRefusedLink(_ reason: String, _ request: Request) {
        attempts.failed(.link, reason, from: request.remoteAddress, at: now())
    }

    /// Waits until what the link opens is known here; a link that leads to what is gone ends in the page's own answer.
    private func awaitTarget(of purpose: LinkToken.Purpose, _ application: ApplicationID) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .milliseconds(linkPatienceMilliseconds)
        while clock.now < deadline, try await !isThere(purpose, application) {
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    private func isThere(_ purpose: LinkToken.Purpose, _ application: ApplicationID) async throws -> Bool {
        switch purpose {
        case .interview: try await records.session(application) != nil
        case .offer: try await records.application(application)?.offer != nil
        case .contract: try await records.application(application)?.contract?.isReadyToSign == true
        case .status: try await records.application(application) != nil
        }
    }
}

private struct LinkBody: Decodable {
    let applicationID: ApplicationID
    let token: String
}

private struct SessionBody: Encodable {
    let session: String
    let purpose: String
}
