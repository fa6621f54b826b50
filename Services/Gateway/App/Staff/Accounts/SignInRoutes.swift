import Crypto
import Domain
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// How the employer's people come in and leave.
    var signInRoutes: [Route] { [signInShown, signIn, signOut] + providerRoutes }

    static let signInPage = ConsolePage("sign-in", words: .signIn, PackageResources.sign_in_html)

    private var signInShown: Route {
        route(
            .get, "/hr/sign-in",
            RouteDocumentation("The way into the console.", tag: Self.consoleTag, answers: [.init(.ok, "HTML.")]),
            tell: tellOnConsole
        ) { request in
            let reader = consoleReader(request)
            return try shown(
                Self.signInPage, signInValues(request, reader, fault: nil), for: reader, request)
        }
    }

    /// - Parameter fault: the word for what is wrong.
    func signInValues(
        _ request: Request, _ reader: ConsoleReader, fault: String?, name: String = "", to: String? = nil
    ) -> [String: TemplateValue] {
        let asked = request.method == .get && reader.place != "/hr/sign-in" ? reader.place + query(reader.items) : ""
        let start = "/hr/sign-in/provider" + query([("to", to ?? asked)])
        return [
            "start": .text(start), "title": .text(Self.signInPage.say("sign-in-title", in: reader.language)),
            "fault": .optional(fault.map { Self.signInPage.say($0, in: reader.language) }),
            "name": .text(name), "to": .text(to ?? asked), "hasProvider": .flag(provider != nil),
            "isLocal": .flag(staff.localAccounts), "isEmergency": .flag(!staff.localAccounts),
        ]
    }

    private var signIn: Route {
        route(
            .post, "/hr/sign-in",
            RouteDocumentation(
                "Open a session of the console, as a cookie.", tag: Self.consoleTag,
                request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.seeOther, "Where to go on.")], problems: [.unauthorized, .tooManyRequests]),
            tell: tellOnConsole
        ) { request in
            guard isFromOwnPage(request) else { throw Problem.crossSite }
            let form = try await request.form(bytesMax: 8 * 1024)
            let to = Self.ownPath(form["to"])
            do {
                let token = try await open(form, request)
                return Response.go(to: to).settingCookie(StaffCookie.setting(token, hours: StaffSession.hoursMax))
            } catch let problem as Problem where problem.code == Problem.signInWrong.code {
                let reader = consoleReader(request)
                let values = signInValues(
                    request, reader, fault: "sign-in-wrong", name: form["name"] ?? "", to: to)
                return try shown(Self.signInPage, values, for: reader, request, status: .unauthorized)
            }
        }
    }

    /// Takes name, password and code together and says of none of them that it was right. Tries are counted by name and by
    /// address before they are looked at; a name that nobody has costs the same time and is counted the same.
    private func open(_ form: Form, _ request: Request) async throws -> StaffToken {
        try lookAt(request, .password)
        let typed = form["name"] ?? ""
        let name = StaffAccount.name(typed)
        let tries = StaffAccounts.triesName(name?.text ?? typed)
        if let seconds = try await staff.beginTry(tries, at: now()) {
            attempts.refusedUnseen(.password)
            throw Problem.heldBack(seconds: seconds)
        }
        var found: (account: StaffAccount, credentials: StaffCredentials)?
        if let name { found = try await staff.findLocal(name) }
        let hash = found?.credentials.passwordHash ?? PasswordWork.ofNobody
        let isRight = try await passwords.fits(form["password"] ?? "", hash)
        let seconds = now().millisecondsSinceEpoch / 1000
        let code = (form["code"] ?? "").filter { !$0.isWhitespace }
        let step = found.flatMap {
            $0.credentials.authenticatorKey.step(of: code, atSeconds: seconds, after: $0.account.lastCodeStep)
        }
        let token = StaffToken.fresh()
        guard isRight, let account = found?.account, let step,
            try await staff.open(
                token, for: account.actorID, step: step, tries: tries,
                device: DeviceFamily.name(of: request.headers["user-agent"]), at: now())
        else {
            attempts.failed(.password, "wrong", from: request.remoteAddress, at: now())
            throw Problem.signInWrong
        }
        return token
    }

    /// The session ends here and on the server.
    private var signOut: Route {
        route(
            .post, "/hr/sign-out",
            RouteDocumentation(
                "End the session of this browser.", tag: Self.consoleTag, roles: Role.may(.enterConsole),
                answers: [.init(.seeOther, "The way in.")]),
            tell: tellOnConsole
        ) { request in
            if let token = try request.member().token { try await staff.close(token) }
            return Response.go(to: "/hr/sign-in").settingCookie(StaffCookie.clearing)
                .with("Clear-Site-Data", "\"cache\", \"storage\"")
        }
    }

    /// Where to go on after signing in: a page of the console, and nowhere else.
    static func ownPath(_ text: String?) -> String {
        guard let text, text == "/hr" || text.hasPrefix("/hr/") || text.hasPrefix("/hr?"), text.utf8.count <= 1_000,
            !text.hasPrefix("/hr/sign-"), !text.hasPrefix("/hr/welcome"),
            text.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/hr" }
        return text
    }
}

extension Problem {
    static let signInWrong = Problem(
        .unauthorized, code: "sign-in-wrong", detail: "Name, password and code do not fit together.")
}
