import Crypto
import Domain
import Encoding
import GatewayCore
import HTTP
import QRCode
import Templates

extension Gateway {
    /// How somebody who was asked in sets up an account, or sets it up anew.
    var welcomeRoutes: [Route] { [welcomeShown, lookAtInvitation, setUp] }

    private static let invitedPage = ConsolePage(
        "invitation", scripts: ["invited.js"], words: .welcome, PackageResources.invited_html)
    private static let setUpPage = ConsolePage("set-up", words: .welcome, PackageResources.set_up_html)

    private var welcomeShown: Route {
        route(
            .get, "/hr/welcome",
            RouteDocumentation("The page behind an invitation.", tag: Self.consoleTag, answers: [.init(.ok, "HTML.")]),
            tell: tellOnConsole
        ) { request in
            try shown(Self.invitedPage, ["fault": .optional(nil)], for: consoleReader(request), request)
        }
    }

    private var lookAtInvitation: Route {
        invited("/hr/welcome", "Look at an invitation.") { request, _, token, invitation in
            let reader = consoleReader(request)
            return try shown(Self.setUpPage, values(invitation, token, reader, fault: nil), for: reader, request)
        }
    }

    private var setUp: Route {
        invited("/hr/welcome/account", "Set up the account of an invitation, and sign in.") {
            request, form, token, invitation in
            let reader = consoleReader(request)
            let password = form["password"] ?? ""
            let key = staff.offeredKey(token)
            let code = (form["code"] ?? "").filter { !$0.isWhitespace }
            let seconds = now().millisecondsSinceEpoch / 1000
            let bits = PasswordGuesses.bits(
                password, knowing: [invitation.actorID.text, door.employer, "colloquy", invitation.role.rawValue])
            guard StaffAccount.isChoosable(password, by: invitation.actorID, guessBits: bits) else {
                let again = values(invitation, token, reader, fault: "set-up-password-fault")
                return try shown(Self.setUpPage, again, for: reader, request, status: .unprocessableContent)
            }
            guard let step = key.step(of: code, atSeconds: seconds, after: 0) else {
                let again = values(invitation, token, reader, fault: "set-up-code-fault")
                return try shown(Self.setUpPage, again, for: reader, request, status: .unprocessableContent)
            }
            let credentials = StaffCredentials(passwordHash: try await passwords.hash(password), authenticator: key)
            let session = StaffToken.fresh()
            guard
                try await staff.enter(
                    token, credentials, step: step, session: session,
                    device: DeviceFamily.name(of: request.headers["user-agent"]), at: now())
            else { throw Problem.invitationOver }
            return Response.go(to: "/hr").settingCookie(StaffCookie.setting(session, hours: StaffSession.hoursMax))
        }
    }

    /// A form for whoever holds an invitation. Wrong ones are counted by address.
    private func invited(
        _ path: String, _ summary: String,
        act: @escaping @Sendable (Request, Form, StaffToken, StaffInvitation) async throws -> Response
    ) -> Route {
        route(
            .post, path,
            RouteDocumentation(
                summary, tag: Self.consoleTag, request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.ok, "HTML."), .init(.seeOther, "The way in.")],
                problems: [.unauthorized, .tooManyRequests]),
            tell: tellOnConsole
        ) { request in
            guard isFromOwnPage(request) else { throw Problem.crossSite }
            try lookAt(request, .link)
            let form = try await request.form(bytesMax: 8 * 1024)
            guard let token = StaffToken(form["token"] ?? ""),
                let invitation = try await staff.invitation(token, at: now())
            else {
                attempts.failed(.link, "unknown", from: request.remoteAddress, at: now())
                let reader = consoleReader(request)
                let fault = Self.invitedPage.say("welcome-fault", in: reader.language)
                return try shown(
                    Self.invitedPage, ["fault": .optional(fault)], for: reader, request, status: .unauthorized)
            }
            return try await act(request, form, token, invitation)
        }
    }

    /// - Parameter fault: the word for what is wrong.
    private func values(
        _ invitation: StaffInvitation, _ token: StaffToken, _ reader: ConsoleReader, fault: String?
    ) -> [String: TemplateValue] {
        let page = Self.setUpPage
        let key = staff.offeredKey(token)
        let code = QRCode(key.address(account: invitation.actorID.text, issuer: door.employer))
        return [
            "greeting": .text(
                page.say(
                    "set-up-greeting", in: reader.language,
                    [
                        "name": invitation.actorID.text,
                        "role": page.say("role", invitation.role.rawValue, in: reader.language),
                    ])),
            "fault": .optional(fault.map { page.say($0, in: reader.language) }), "token": .text(token.text),
            "name": .text(invitation.actorID.text), "secret": .text(key.text),
            "picture": .text(Base64.standard.encode(code?.png() ?? [])), "side": .text("\(code?.pixels() ?? 0)"),
        ]
    }
}

extension Problem {
    static let invitationOver = Problem(
        .conflict, code: "invitation-over", detail: "This invitation has been used or taken back.")
}
