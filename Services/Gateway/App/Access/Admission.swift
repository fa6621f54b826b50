import Crypto
import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// Lets a caller in whose key or session carries one of the route's roles; a candidate may do what the link is still good
    /// for. Whatever says nothing of who may call it lets nobody in.
    package func admit(_ request: Request, _ route: Route) async throws -> (any Sendable)? {
        let roles = route.documentation.roles
        guard !roles.isEmpty else {
            guard route.isOpen else { throw Problem.notYours }
            return nil
        }
        guard let header = request.headers["authorization"], let token = bearer(header) else {
            guard roles.contains(where: Role.everyCandidate.contains) else {
                return Principal.staff(try await memberByCookie(request, route))
            }
            return Principal.candidate(try await visitorByCookie(request, route))
        }
        // A session's proof cannot be guessed, so a right one never waits.
        if let claim = sessions.open(token, at: now()) {
            guard roles.contains(Role.candidate(claim.purpose)) else { throw Problem.notYours }
            return Principal.candidate(try await visitor(claim, route))
        }
        let member = try await holder(of: token, request)
        guard roles.contains(member.role.rawValue) else { throw Problem.notYours }
        return Principal.staff(member)
    }

    /// Who of the employer's people is signed in on this browser. By the cookie the API is only read: what changes something is a
    /// form of a page of ours, which carries a guard of its own.
    private func memberByCookie(_ request: Request, _ route: Route) async throws -> StaffMember {
        let isPage = route.documentation.tag == Self.consoleTag
        guard let token = request.cookie(StaffCookie.name).flatMap({ StaffToken($0) }) else {
            throw isPage ? Problem.signInNeeded : Problem.keyMissing
        }
        let isQuiet = route.documentation.tag == Self.consoleStreamTag
        guard let session = try await staff.session(token, at: now(), isQuiet: isQuiet) else {
            throw Problem.signInNeeded
        }
        guard request.method.isSafe || isPage && isFromOwnPage(request) else { throw Problem.crossSite }
        let member = StaffMember(
            role: session.account.role, actorID: session.account.actorID, token: token, principals: session.principals)
        guard
            route.documentation.roles.contains(member.role.rawValue)
                || route.delegableAction.map({ member.principal(doing: $0) != nil }) ?? false
        else { throw Problem.notYours }
        return member
    }

    /// The candidate whose browser sends its session as a cookie. A browser adds that to whatever any site sends, so what
    /// changes something counts only when a page of ours sent it.
    private func visitorByCookie(_ request: Request, _ route: Route) async throws -> Visitor {
        let roles = route.documentation.roles
        guard request.cookie(SessionCookie.name) != nil else { throw Problem.keyMissing }
        guard let claim = held(request).chosen?.claim else { throw Problem.sessionEnded }
        guard request.method.isSafe || isFromOwnPage(request) else { throw Problem.crossSite }
        guard roles.contains(Role.candidate(claim.purpose)) else { throw Problem.notYours }
        return try await visitor(claim, route, isInBrowser: true)
    }

    /// Whether a page of ours sent this: by what the browser says of the sender (Fetch Metadata), or by the sender's origin
    /// where a browser is too old to say it.
    func isFromOwnPage(_ request: Request) -> Bool {
        if let site = request.headers["sec-fetch-site"] { return site == "same-origin" }
        guard let own = door.origin, let origin = request.headers["origin"] else { return false }
        return origin == own
    }

    /// Whose key this is. From an address that is held back only keys are looked at that were good before.
    private func holder(of token: String, _ request: Request) async throws -> StaffMember {
        let kind: AttemptLimits.Kind = token.contains(".") ? .session : .key
        let hash = SHA256.hash(token).bytes
        if !attempts.isKnown(hash) { try lookAt(request, kind) }
        if let found = keys.find(hash: hash) {
            attempts.succeeded(hash)
            return StaffMember(role: found.role, actorID: found.actor)
        }
        guard let found = try await machineKeys.find(hash: hash, at: now()) else {
            attempts.failed(kind, "unknown", from: request.remoteAddress, at: now())
            throw Problem.keyMissing
        }
        attempts.succeeded(hash)
        return StaffMember(role: found.role, actorID: found.actorID)
    }

    /// Throws while the address is held back.
    func lookAt(_ request: Request, _ kind: AttemptLimits.Kind) throws {
        guard let seconds = attempts.wait(of: request.remoteAddress, at: now()) else { return }
        attempts.refusedUnseen(kind)
        throw Problem.heldBack(seconds: seconds)
    }

    /// The device behind a session, if it is still let in and its link may do this now.
    private func visitor(
        _ claim: SessionToken.Claim, _ route: Route, isInBrowser: Bool = false
    ) async throws -> Visitor {
        guard let action = route.linkAction else { throw Problem.notYours }
        let found = try await records.access(claim.application)
        if found?.isErased == true { throw Problem.erased }
        guard let access = found, let device = access.device(claim.device),
            device.purpose.rawValue == claim.purpose.rawValue
        else {
            throw Problem.sessionEnded
        }
        if isInBrowser, action.needsSeat, access.isSeatedElsewhere(than: device.deviceID) {
            throw Problem(.otherDevice)
        }
        let session = try await records.session(claim.application)
        // An interview that is under way needs no look at anything else: recordings come in many pieces.
        let isOpen = claim.purpose == .interview && session?.refusalToContinue(at: now()) == nil && session != nil
        let view = isOpen ? nil : try await records.application(claim.application)
        let phase = ApplicationPhase(view, session, at: now())
        let visitor = Visitor(application: claim.application, purpose: device.purpose, device: device)
        switch LinkPolicy.verdict(on: action, with: device.purpose, in: phase) {
        case .allowed: return visitor
        case .allowedWithCode:
            // A signature brings its own code, for this document alone.
            if action == .signContract { return visitor }
            guard let until = device.documentsUntil, now() < until else { throw Problem.codeNeeded }
            return visitor
        case .refused:
            // A mail can be faster than the fact of its invitation. The decision that follows says that nothing is there yet.
            if device.purpose == .interview, session == nil { return visitor }
            if device.purpose == .interview, let refusal = session?.refusalToContinue(at: now()) {
                throw Problem(refusal)
            }
            throw Problem.notAtThisStage
        }
    }

    private func bearer(_ header: String) -> String? {
        let parts = header.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1).map { Substring($0) }
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}

extension Route {
    /// The act that somebody signed in may do by this route for a colleague; a route that does not stand here lets nobody in for
    /// another.
    var delegableAction: StaffAction? { Self.delegableActions[name] }

    // swift-format-ignore
    static let delegableActions: [String: StaffAction] = [
        "GET /hr/pay/{applicationID}":                     .approvePay,
        "POST /hr/pay/{applicationID}":                    .approvePay,
        "POST /hr/applications/{applicationID}/approval":  .approve,
    ]

    /// What a candidate does by this route; a route for candidates that does not stand here lets none in.
    var linkAction: LinkAction? { Self.linkActions[name] }

    // swift-format-ignore
    private static let linkActions: [String: LinkAction] = [
        "GET /v1/candidate/status":                     .seeStatus,
        "GET /v1/candidate/session":                    .seeInterview,
        "GET /v1/candidate/answers/{answerID}/recording": .seeInterview,
        "GET /v1/candidate/answers/{answerID}/captions": .seeInterview,
        "POST /v1/candidate/consents":                  .giveConsent,
        "DELETE /v1/candidate/consents/{purpose}":      .withdrawConsent,
        "POST /v1/candidate/start":                     .takeInterview,
        "POST /v1/candidate/questions/{questionID}/opening": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes/{take}/parts": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes/{take}/pause": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes/{take}/resumption": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes/{take}/end": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/takes/{take}/settlement": .takeInterview,
        "POST /v1/candidate/uploads":                   .takeInterview,
        "HEAD /v1/candidate/uploads/{uploadID}":        .takeInterview,
        "PATCH /v1/candidate/uploads/{uploadID}":       .takeInterview,
        "DELETE /v1/candidate/uploads/{uploadID}":      .takeInterview,
        "PUT /v1/candidate/questions/{questionID}/draft":           .takeInterview,
        "GET /v1/candidate/questions/{questionID}/draft":           .takeInterview,
        "POST /v1/candidate/questions/{questionID}/runs":           .takeInterview,
        "GET /v1/candidate/questions/{questionID}/runs/{runNumber}": .takeInterview,
        "POST /v1/candidate/questions/{questionID}/written-answer": .takeInterview,
        "POST /v1/candidate/submit":                    .submitInterview,
        "POST /v1/candidate/survey":                    .giveFeedback,
        "GET /v1/candidate/documents/{kind}":           .seeDocuments,
        "POST /v1/candidate/offer":                     .answerOffer,
        "POST /v1/candidate/contract/signature":        .signContract,
        "POST /v1/candidate/withdrawal":                .withdraw,
        "POST /v1/candidate/codes":                     .askForCode,
        "POST /v1/candidate/codes/confirmations":       .askForCode,
        "POST /v1/candidate/erasure":                   .askForErasure,
        "GET /i/home":                                  .seeStatus,
        "GET /i/welcome":                               .seeInterview,
        "POST /i/begin":                                .takeInterview,
        "POST /i/takeover":                             .seeInterview,
        "POST /i/leave":                                .seeStatus,
        "GET /i/consent":                               .withdrawConsent,
        "POST /i/consent":                              .giveConsent,
        "POST /i/consent/withdrawal":                   .withdrawConsent,
        "POST /i/human":                                .takeInterview,
        "GET /i/identity":                              .takeInterview,
        "POST /i/identity":                             .takeInterview,
        "POST /i/identity/code":                        .takeInterview,
        "GET /i/devices":                               .takeInterview,
        "POST /i/devices/probe":                        .takeInterview,
        "POST /i/start":                                .takeInterview,
        "GET /i/question":                              .submitInterview,
        "GET /i/questions/{questionID}":                .submitInterview,
        "GET /i/hand-in":                               .submitInterview,
        "POST /i/hand-in":                              .submitInterview,
        "GET /i/writing/{questionID}":                  .takeInterview,
        "POST /i/writing/{questionID}":                 .takeInterview,
        "GET /i/status":                                .seeStatus,
        "GET /i/survey":                                .giveFeedback,
        "POST /i/survey":                               .giveFeedback,
        "GET /i/feedback":                              .seeStatus,
        "GET /i/requests":                              .ask,
        "POST /i/requests":                             .ask,
        "GET /i/appointment":                           .seeStatus,
        "POST /i/appointment":                          .arrange,
        "POST /i/appointment/cancellation":             .arrange,
        "GET /i/rights":                                .seeStatus,
        "POST /i/talent-pool":                          .joinPool,
        "GET /i/withdraw":                              .withdraw,
        "POST /i/withdraw":                             .withdraw,
        "GET /i/erasure":                               .seeStatus,
        "POST /i/erasure/code":                         .askForCode,
        "POST /i/erasure/confirmation":                 .askForCode,
        "POST /i/erasure":                              .askForErasure,
        "GET /i/offer":                                 .seeStatus,
        "POST /i/offer/acceptance":                     .answerOffer,
        "POST /i/offer/refusal":                        .answerOffer,
        "GET /i/contract":                              .seeStatus,
        "POST /i/contract/code":                        .askForCode,
        "POST /i/contract/signature":                   .signContract,
        "GET /i/documents":                             .seeStatus,
        "POST /i/documents/code":                       .askForCode,
        "POST /i/documents":                            .askForCode,
        "GET /i/materials":                             .handIn,
        "POST /i/materials/{material}":                 .handIn,
        "GET /v1/candidate/requests":                   .ask,
        "POST /v1/candidate/requests":                  .ask,
        "GET /v1/candidate/feedback":                   .seeStatus,
        "PUT /v1/candidate/talent-pool":                .joinPool,
        "GET /v1/candidate/materials":                  .handIn,
        "PUT /v1/candidate/materials/{material}":       .handIn,
    ]
}

extension Problem {
    static let sessionEnded = Problem(
        .unauthorized, code: "session-ended", detail: "This session has ended; follow the link of the latest mail.",
        headers: ["WWW-Authenticate": "Bearer"])
    static let notAtThisStage = Problem(
        .conflict, code: "not-at-this-stage", detail: "This link cannot be used for that at this stage.")
    static let codeNeeded = Problem(
        .conflict, code: "code-needed", detail: "Ask for a code by mail and confirm it first.")
    static let erased = Problem(.gone, code: "erased", detail: "This person's data has been erased.")
    static let linkExpired = Problem(
        .gone, code: "link-expired", detail: "This link has ended; a new one can be sent to the same mail address.")
    static let linkRevoked = Problem(
        .gone, code: "link-revoked", detail: "This link was taken back; use the latest mail.")

    static let signInNeeded = Problem(
        .unauthorized, code: "sign-in-needed", detail: "Sign in; a session ends after an hour without work.")

    static let crossSite = Problem(
        .forbidden, code: "cross-site", detail: "With a cookie, only this gateway's own pages may change something.")

    static func heldBack(seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, code: "too-many-failures", detail: "Too many wrong attempts from your address; wait.",
            headers: ["Retry-After": "\(seconds)"])
    }

    static func codeWrong(triesLeft: Int) -> Problem {
        Problem(
            .unprocessableContent, code: "code-wrong",
            detail: "That is not the code of the latest mail; \(triesLeft) tries are left.")
    }
}
