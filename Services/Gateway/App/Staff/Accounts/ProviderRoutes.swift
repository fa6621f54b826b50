import Crypto
import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// How people come in by the employer's identity provider: there, back, and signed out from there.
    var providerRoutes: [Route] { [start, back, noticed] }

    private func theProvider() throws -> IdentityProvider {
        guard let provider else { throw Problem.notFound }
        return provider
    }

    /// A link and no form: browsers hold a form to where the page may send it, redirects and all.
    private var start: Route {
        route(
            .get, "/hr/sign-in/provider",
            RouteDocumentation(
                "Go to the employer's identity provider to sign in.", tag: Self.consoleTag,
                answers: [.init(.seeOther, "The provider's page.")], problems: [.notFound, .serviceUnavailable]),
            tell: tellOnConsole
        ) { request in
            let provider = try theProvider()
            try lookAt(request, .provider)
            let asked = SignInRequest.fresh(place: Self.ownPath(request.query("to")), at: now())
            do throws(ProviderError) {
                let address = try await provider.address(for: asked, at: now())
                return Response(.seeOther, headers: ["Location": address, "Cache-Control": "no-store"])
                    .settingCookie(ProviderCookie.setting(try sealed(asked)))
            } catch {
                return try refused(error, request)
            }
        }
    }

    private func sealed(_ asked: SignInRequest) throws(ProviderError) -> String {
        do { return try asked.sealed(with: staff.key) } catch { throw .unreachable("cookie") }
    }

    /// The browser comes back, from another site and by a plain link, so that its cookie and the state in the address are what
    /// counts, and both once.
    private var back: Route {
        route(
            .get, OpenIDSettings.returnPath,
            RouteDocumentation(
                "Where the identity provider sends a browser back to.", tag: Self.consoleTag,
                answers: [.init(.seeOther, "Where to go on.")], problems: [.unauthorized, .notFound, .tooManyRequests]),
            tell: tellOnConsole
        ) { request in
            let provider = try theProvider()
            try lookAt(request, .provider)
            guard
                let asked = request.cookie(ProviderCookie.name).flatMap({
                    SignInRequest.open($0, with: staff.key, at: now())
                }),
                let state = request.query("state"), constantTimeEqual(Array(state.utf8), Array(asked.state.utf8)),
                // A provider that names itself in the address is held to it (RFC 9207).
                (request.query("iss") ?? provider.settings.issuer) == provider.settings.issuer,
                try await staff.use(asked.stateHash, until: asked.endsAt)
            else {
                // In another tab somebody began anew, whose way is still good.
                let isOwn =
                    request.cookie(ProviderCookie.name).flatMap({
                        SignInRequest.open($0, with: staff.key, at: now())
                    }) != nil
                return try refused("state", "provider-again", request, isGuess: !isOwn)
            }
            guard let code = request.query("code"), code.utf8.count <= 2_000, request.query("error") == nil else {
                return try refused("provider-said-no", "provider-refused", request)
            }
            let identity: ProvidedIdentity
            do throws(ProviderError) {
                identity = try await provider.identity(code: code, request: asked, at: now())
            } catch { return try refused(error, request) }
            let session = StaffToken.fresh()
            let entry = try await staff.enter(
                identity, as: groupRoles.role(of: identity.groups),
                listedIn: directory, session: session,
                device: DeviceFamily.name(of: request.headers["user-agent"]), besides: keys.names, at: now())
            switch entry {
            case .entered: break
            case .noRole: return try refused("no-role", "provider-no-role", request, status: .forbidden)
            case .closed: return try refused("closed", "provider-closed", request, status: .forbidden)
            case .notInDirectory:
                return try refused("not-in-directory", "provider-not-in-directory", request, status: .forbidden)
            }
            return Response.go(to: asked.place)
                .settingCookie(StaffCookie.setting(session, hours: StaffSession.hoursMax))
                .settingCookie(ProviderCookie.clearing)
        }
    }

    /// The provider itself says, server to server, that somebody signed out there (Back-Channel Logout 1.0). What it sends is
    /// signed, so that nothing else proves who it is.
    private var noticed: Route {
        route(
            .post, "/hr/sign-in/notices",
            RouteDocumentation(
                "The identity provider says that somebody signed out there.", tag: Self.consoleTag,
                request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.ok, "What was open is ended.")], problems: [.badRequest, .notFound, .tooManyRequests])
        ) { request in
            let provider = try theProvider()
            try lookAt(request, .provider)
            let form = try await request.form(bytesMax: 32 * 1024)
            do throws(ProviderError) {
                let notice = try await provider.signedOut(by: form["logout_token"] ?? "", at: now())
                return try await end(notice, provider.settings.issuer)
            } catch {
                attempts.failed(.provider, error.reason, from: request.remoteAddress, at: now())
                throw error.kind == .environment ? Problem.busy : Problem.noticeRefused
            }
        }
    }

    private func end(_ notice: SignOutNotice, _ issuer: String) async throws(ProviderError) -> Response {
        let seconds = IdentityClaims.ageSecondsMax + 2 * IdentityClaims.leewaySeconds
        let until = now().advanced(byMilliseconds: seconds * 1000)
        do {
            if try await staff.use(SHA256.hash("notice:\(notice.number)").bytes, until: until) {
                try await staff.signOut(notice, issuer: issuer)
            }
        } catch { throw .unreachable("database") }
        return Response(.ok, headers: ["Cache-Control": "no-store"])
    }

    private func refused(_ error: ProviderError, _ request: Request) throws -> Response {
        switch error {
        case .unreachable: try refused(error.reason, "provider-unreachable", request, status: .serviceUnavailable)
        case .codeRefused: try refused(error.reason, "provider-again", request)
        default: try refused(error.reason, "provider-untrusted", request)
        }
    }

    /// The way in again, with what was wrong in words.
    /// - Parameter reason: for log and metric.
    private func refused(
        _ reason: String, _ fault: String, _ request: Request, status: Status = .unauthorized, isGuess: Bool = true
    ) throws -> Response {
        // That the provider is not there is nobody's wrong try, nor that somebody whom it knows is nobody here: colleagues behind the
        // same router would be held back for it.
        if status == .serviceUnavailable || status == .forbidden || !isGuess {
            attempts.tell(.provider, reason, from: request.remoteAddress)
        } else {
            attempts.failed(.provider, reason, from: request.remoteAddress, at: now())
        }
        var reader = consoleReader(request)
        // What came in the address is good once and leads nowhere again.
        reader.place = "/hr/sign-in"
        reader.items = []
        let values = signInValues(request, reader, fault: fault, to: "")
        let page = try shown(Self.signInPage, values, for: reader, request, status: status)
        return isGuess ? page.settingCookie(ProviderCookie.clearing) : page
    }
}

extension Problem {
    static let noticeRefused = Problem(
        .badRequest, code: "notice-refused", detail: "This is no logout token of the provider for this client.")
}
