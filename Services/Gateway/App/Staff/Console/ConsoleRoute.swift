import Crypto
import Domain
import GatewayCore
import HTTP
import Templates

/// One look at a page of the console.
struct StaffVisit: Sendable {
    let request: Request
    let member: StaffMember
    let reader: ConsoleReader

    var language: Language { reader.language }

    func may(_ action: StaffAction) -> Bool { member.may(action) }
}

/// What follows from a form of the console.
enum ConsoleAnswer: Sendable {
    /// The browser goes on to a page, by 303.
    case go(String)
    /// A page is shown, such as the form again with what is wrong about it.
    case show(ConsolePage, [String: TemplateValue], Status)
}

extension Gateway {
    /// Of routes that people reach by signing in.
    static let consoleTag = "console"
    static let consoleFileTag = "console-files"
    /// A question with its topics in Chinese, each character nine bytes of a form.
    private static let consoleFormBytesMax = 512 * 1024

    /// A page for those who may do this.
    func consolePage(
        _ path: String, _ page: ConsolePage, for action: StaffAction,
        values: @escaping @Sendable (StaffVisit) async throws -> [String: TemplateValue]
    ) -> Route {
        consoleLook(path, for: action) { visit in (page, try await values(visit), .ok) }
    }

    /// The same where what was asked for may be wrong, which the page then says.
    func consoleLook(
        _ path: String, for action: StaffAction,
        look: @escaping @Sendable (StaffVisit) async throws -> (ConsolePage, [String: TemplateValue], Status)
    ) -> Route {
        route(
            .get, path,
            RouteDocumentation(
                "A page of the console.", tag: Self.consoleTag, roles: Role.may(action),
                answers: [.init(.ok, "HTML.")]),
            tell: tellOnConsole
        ) { request in
            let visit = try staffVisit(request)
            let (page, values, status) = try await look(visit)
            return try shown(page, values, for: visit.reader, request, status: status)
        }
    }

    /// A file for those who may do this.
    func consoleFile(
        _ path: String, for action: StaffAction, file: @escaping @Sendable (StaffVisit) async throws -> Response
    ) -> Route {
        route(
            .get, path,
            RouteDocumentation(
                "A file of the console.", tag: Self.consoleFileTag, roles: Role.may(action),
                answers: [.init(.ok, "The file.")]),
            tell: tellOnConsole
        ) { request in try await file(try staffVisit(request)) }
    }

    /// What a form of the console is sent to. It counts only with the guard that the page gave it: a browser adds the cookie to
    /// whatever any site sends. Who comes with a key has no cookie and needs none.
    func consoleForm(
        _ path: String, for action: StaffAction,
        act: @escaping @Sendable (StaffVisit, Form) async throws -> ConsoleAnswer
    ) -> Route {
        route(
            .post, path,
            RouteDocumentation(
                "A form of the console.", tag: Self.consoleTag, roles: Role.may(action),
                request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.seeOther, "Where to go on."), .init(.ok, "A page.")]),
            tell: tellOnConsole
        ) { request in
            let visit = try staffVisit(request)
            let form = try await request.form(bytesMax: Self.consoleFormBytesMax)
            if let token = visit.member.token {
                let given = Array((form["guard"] ?? "").utf8)
                guard constantTimeEqual(given, Array(token.formGuard.utf8)) else { throw Problem.crossSite }
            }
            return try answer(try await act(visit, form), visit)
        }
    }

    /// The same for a form with a file.
    func consoleUpload(
        _ path: String, for action: StaffAction, bytesMax: Int,
        act: @escaping @Sendable (StaffVisit, [Multipart.Part]) async throws -> ConsoleAnswer
    ) -> Route {
        // The file, and what the form puts around it.
        let bodyBytesMax = bytesMax + 64 * 1024
        return route(
            .post, path,
            RouteDocumentation(
                "A form of the console with a file.", tag: Self.consoleTag, roles: Role.may(action),
                request: .init("multipart/form-data", .any),
                answers: [.init(.seeOther, "Where to go on."), .init(.ok, "A page.")]),
            limits: RouteLimits(bodyBytesMax: bodyBytesMax, bodySecondsMax: 300), tell: tellOnConsole
        ) { request in
            let visit = try staffVisit(request)
            let parts = try await request.parts(bytesMax: bodyBytesMax)
            if let token = visit.member.token {
                let given = parts.first { $0.name == "guard" }?.bytes ?? []
                guard constantTimeEqual(given, Array(token.formGuard.utf8)) else { throw Problem.crossSite }
            }
            return try answer(try await act(visit, parts), visit)
        }
    }

    private func answer(_ answer: ConsoleAnswer, _ visit: StaffVisit) throws -> Response {
        switch answer {
        case .go(let path): .go(to: path)
        case .show(let page, let values, let status):
            try shown(page, values, for: visit.reader, visit.request, status: status)
        }
    }

    private func staffVisit(_ request: Request) throws -> StaffVisit {
        let member = try request.member()
        return StaffVisit(request: request, member: member, reader: consoleReader(request, member))
    }

    func consoleReader(_ request: Request, _ member: StaffMember? = nil) -> ConsoleReader {
        let language = PageLanguage.chosen(request) ?? PageLanguage.accepted(request.headers["accept-language"])
        let isPage = request.method == .get
        return ConsoleReader(
            language: language, employer: door.employer, member: member,
            // A page that answers a form leads on from the room that it lies in.
            place: isPage ? request.path : ConsoleRoom(of: request.path).path,
            items: isPage ? request.target.query.map { ($0.name, $0.value) } : [])
    }

    func shown(
        _ page: ConsolePage, _ values: [String: TemplateValue], for reader: ConsoleReader, _ request: Request,
        status: Status = .ok
    ) throws -> Response {
        let response = Response.candidatePage(try page.render(values, for: reader), status: status, door: door)
            .with("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        guard request.query("language") != nil, let chosen = PageLanguage.chosen(request) else { return response }
        return response.settingCookie(PageLanguage.remembering(chosen))
    }

    /// A problem as a page for a person, with the status that programs read. Who has to sign in gets the form for it at once.
    @Sendable func tellOnConsole(_ problem: Problem, _ request: Request) -> Response {
        let reader = consoleReader(request, try? request.member())
        let status = Status(problem.status)
        let page = Self.consoleProblemPage
        let kind = ConsoleProblem(problem)
        var response =
            kind == .signIn
            ? try? shown(
                Self.signInPage, signInValues(request, reader, fault: nil), for: reader, request, status: status)
            : try? shown(
                page,
                [
                    "title": .text(page.say("trouble-\(kind.rawValue)-title", in: reader.language)),
                    "text": .text(page.say("trouble-\(kind.rawValue)-text", in: reader.language)),
                    "code": .text(problem.code),
                ], for: reader, request, status: status)
        for field in problem.headers.fields { response?.headers[field.name] = field.value }
        return response ?? problem.response
    }

    static let consoleProblemPage = ConsolePage("trouble", words: .consoleProblem, PackageResources.trouble_html)
}

/// What a page of the console says when something cannot be done.
enum ConsoleProblem: String, Sendable, CaseIterable {
    case signIn = "sign-in"
    case notYours = "not-yours"
    case notFound = "not-found"
    case crossSite = "cross-site"
    case wait, erased, changed, trouble

    init(_ problem: Problem) {
        self =
            switch problem.code {
            case "sign-in-needed", "key-missing": .signIn
            case "not-yours": .notYours
            case "cross-site": .crossSite
            case "too-many-failures", "busy": .wait
            case "erased": .erased
            default: problem.status == 404 ? .notFound : problem.status < 500 ? .changed : .trouble
            }
    }
}
