import HTTP

extension Route {
    /// What it is called in the tables of who may what.
    var name: String { "\(method.rawValue) \(pattern)" }

    /// Whether anyone may call it. A route that names no role and does not stand here lets nobody in.
    var isOpen: Bool { Self.open.contains(name) }

    /// What is behind a link, the way in, and what holds nothing of anybody.
    private static let open: Set<String> = [
        "POST /v1/links/exchange", "POST /v1/links/renewals", "OPTIONS /v1/candidate/uploads", "GET /openapi.json",
        "GET /i", "POST /i/session", "POST /i/renewal", "GET /assets/{version}/{name}",
        "GET /hr/sign-in", "POST /hr/sign-in", "GET /hr/welcome", "POST /hr/welcome", "POST /hr/welcome/account",
        "GET /hr/assets/{version}/{name}", "GET /hr/sign-in/provider", "GET /hr/sign-in/return",
        "POST /hr/sign-in/notices",
    ]
}
