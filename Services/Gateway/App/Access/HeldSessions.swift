import HTTP

/// The sessions that a browser holds, the latest first. Applications of one person are taken in one browser as well as in two:
/// following another's link puts that one first and leaves the others their device.
struct HeldSessions: Sendable {
    struct Held: Sendable {
        let token: String
        let claim: SessionToken.Claim
    }

    let all: [Held]
    /// Which of them the request is for: the one its page is of, else the latest.
    let chosen: Held?

    init(_ request: Request, _ open: (String) -> SessionToken.Claim?) {
        all = SessionCookie.tokens(request).compactMap { token in open(token).map { Held(token: token, claim: $0) } }
        let mark = request.query(SessionCookie.markField)
        chosen = mark == nil ? all.first : all.first { $0.claim.mark == mark }
    }

    /// The cookie once this session is the latest.
    func puttingFirst(_ token: String, of claim: SessionToken.Claim) -> String {
        SessionCookie.setting([token] + all.filter { $0.claim.mark != claim.mark }.map(\.token))
    }
}

extension Gateway {
    func held(_ request: Request) -> HeldSessions {
        HeldSessions(request) { sessions.open($0, at: now()) }
    }

    /// What a page of another application than the latest leads to is that application's, too.
    func puttingFirst(_ response: Response, _ request: Request) -> Response {
        let held = held(request)
        guard let chosen = held.chosen, chosen.token != held.all.first?.token else { return response }
        return response.settingCookie(held.puttingFirst(chosen.token, of: chosen.claim))
    }
}
