import Domain
import Events
import GatewayCore
import HTTP
import Templates

/// One look at a page: who looks, at what, in which language.
struct PageVisit: Sendable {
    let request: Request
    let visitor: Visitor
    let view: ApplicationView?
    let interview: InterviewSession?
    let reader: PageReader

    var language: Language { reader.language }

    /// The interview; a page that needs one is not there without it.
    func invited() throws -> InterviewSession {
        guard let interview else { throw Problem.notFound }
        return interview
    }
}

/// What follows from a form.
enum FormAnswer: Sendable {
    /// The browser goes on to a page, by 303.
    case go(String)
    /// The form is shown again, with what is wrong about it.
    case again(CandidatePage, [String: TemplateValue], Status)
}

extension Gateway {
    /// A page of the candidate's door, at its own address. Its line in `linkActions` says what the visitor does by it.
    func page(
        _ page: CandidatePage, roles: [String],
        values: @escaping @Sendable (PageVisit) async throws -> [String: TemplateValue]
    ) -> Route {
        route(
            .get, page.path,
            RouteDocumentation("A page of the candidate.", tag: "pages", roles: roles, answers: [.init(.ok, "HTML.")]),
            tell: tellOnPage
        ) { request in
            let visit = try await visit(request)
            return puttingFirst(try shown(page, try await values(visit), visit), request)
        }
    }

    /// What a form of a page is sent to.
    func form(
        _ path: String, roles: [String],
        act: @escaping @Sendable (PageVisit, Form) async throws -> FormAnswer
    ) -> Route {
        route(
            .post, path,
            RouteDocumentation(
                "A form of the candidate's pages.", tag: "pages", roles: roles,
                request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.seeOther, "Where to go on."), .init(.ok, "The page again.")]),
            tell: tellOnPage
        ) { request in
            let visit = try await visit(request)
            let response: Response
            switch try await act(visit, try await request.form()) {
            case .go(let path): response = .go(to: path)
            case .again(let page, let values, let status): response = try shown(page, values, visit, status: status)
            }
            return puttingFirst(response, request)
        }
    }

    func visit(_ request: Request) async throws -> PageVisit { try await visit(request, by: request.visitor()) }

    func visit(_ request: Request, by visitor: Visitor) async throws -> PageVisit {
        let view = try await records.application(visitor.application)
        let interview = try await records.session(visitor.application)
        let own = interview?.language ?? view?.language
        let language = PageLanguage.chosen(request) ?? own ?? PageLanguage.accepted(request.headers["accept-language"])
        return PageVisit(
            request: request, visitor: visitor, view: view, interview: interview,
            reader: PageReader(
                language: language, employer: door.employer, isInside: true,
                hasConsent: visitor.purpose == .interview, isRecorded: interview?.isRecorded != false,
                mark: SessionToken.Claim.mark(visitor.application, visitor.purpose.rawValue)))
    }

    func shown(
        _ page: CandidatePage, _ values: [String: TemplateValue], _ visit: PageVisit, status: Status = .ok
    ) throws -> Response {
        let response = Response.candidatePage(
            try page.render(values, for: visit.reader), status: status, door: door)
        guard visit.request.query("language") != nil, let chosen = PageLanguage.chosen(visit.request) else {
            return response
        }
        return response.settingCookie(PageLanguage.remembering(chosen))
    }

    /// A reader of whom nothing is known but what the browser says.
    func stranger(_ request: Request) -> PageReader {
        let language = PageLanguage.chosen(request) ?? PageLanguage.accepted(request.headers["accept-language"])
        return PageReader(language: language, employer: door.employer, mark: held(request).chosen?.claim.mark)
    }

    /// A problem as a page for a person, with the status that programs read.
    @Sendable func tellOnPage(_ problem: Problem, _ request: Request) -> Response {
        var response =
            (try? shown(PageProblem(problem), status: Status(problem.status), for: stranger(request)))
            ?? problem.response
        for field in problem.headers.fields { response.headers[field.name] = field.value }
        if request.query("language") != nil, let chosen = PageLanguage.chosen(request) {
            response = response.settingCookie(PageLanguage.remembering(chosen))
        }
        return response
    }

    /// - Parameter renewal: the link for which a new one can be sent.
    func shown(
        _ problem: PageProblem, status: Status, for reader: PageReader, renewal: String? = nil
    ) throws -> Response {
        let page = Self.problemPage
        let title = page.say("problem-\(problem.rawValue)-title", in: reader.language)
        let values: [String: TemplateValue] = [
            "title": .text(title), "text": .text(page.say("problem-\(problem.rawValue)-text", in: reader.language)),
            "renewal": .flag(renewal != nil), "link": .text(renewal ?? ""),
            "isElsewhere": .flag(problem == .elsewhere), "hasHome": .flag(problem.hasHome),
        ]
        return .candidatePage(try page.render(values, for: reader), status: status, door: door)
    }

    /// It shows at the address that was asked for, whatever that was.
    private static let problemPage = CandidatePage(
        "problem", path: "/i/home", words: .problem, PackageResources.problem_html)
}
