import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// How a candidate comes to the pages and leaves them: the link, a new link, another device, the way out.
    var entryRoutes: [Route] { [enter, session, renewal, home, begin, takeover, leave, assets] }

    /// The page behind the link. Asking for it changes nothing and needs nothing, so whoever looks through mails may; the
    /// proof behind the `#` comes by a POST.
    private var enter: Route {
        route(
            .get, "/i",
            RouteDocumentation("The page behind a candidate's link.", tag: "pages", answers: [.init(.ok, "HTML.")]),
            tell: tellOnPage
        ) { request in
            .candidatePage(try Self.enterPage.render([:], for: stranger(request)), status: .ok, door: door)
        }
    }

    /// Answers with the first page itself where there is an interview to begin: one request less on a slow line.
    private var session: Route {
        route(
            .post, "/i/session",
            RouteDocumentation(
                "Open a session for the link that was followed, as a cookie.", tag: "pages",
                request: .init("application/x-www-form-urlencoded", .any),
                answers: [.init(.ok, "The first page."), .init(.seeOther, "Where to go on.")],
                problems: [.unauthorized, .notFound, .gone, .tooManyRequests]),
            tell: tellOnPage
        ) { request in
            guard request.headers["sec-fetch-site"].map({ $0 == "same-origin" }) ?? true else {
                throw Problem.crossSite
            }
            let text = try await request.form(bytesMax: 4096)["link"] ?? ""
            guard let link = FollowedLink(text) else { throw Problem.linkInvalid }
            let held = held(request)
            let claim: SessionToken.Claim
            do { claim = try await follow(link, request, present: held.all.map(\.claim)) } catch let problem as Problem
            {
                guard problem.code == Problem.linkExpired.code else { throw problem }
                return try shown(.linkEnded, status: .gone, for: stranger(request), renewal: link.text)
            }
            return try await firstPage(claim, request)
                .settingCookie(held.puttingFirst(sessions.make(claim, at: now()), of: claim))
        }
    }

    private func firstPage(_ claim: SessionToken.Claim, _ request: Request) async throws -> Response {
        let access = try await records.access(claim.application)
        guard let device = access?.device(claim.device) else { throw Problem.sessionEnded }
        let visitor = Visitor(application: claim.application, purpose: device.purpose, device: device)
        let visit = try await visit(request, by: visitor)
        let next = try await place(of: visit)
        var response = Response.go(to: path(of: next))
        if next == .welcome, visit.interview != nil {
            response = try shown(Self.welcomePage, try welcomeValues(visit), visit)
        }
        // Later pages speak the candidate's language even where nobody is known any more.
        guard PageLanguage.chosen(request) == nil else { return response }
        return response.settingCookie(PageLanguage.remembering(visit.language))
    }

    private var renewal: Route {
        route(
            .post, "/i/renewal",
            RouteDocumentation(
                "Have a new link sent in place of one that has ended.", tag: "pages",
                request: .init("application/x-www-form-urlencoded", .any), answers: [.init(.ok, "HTML.")],
                problems: [.unauthorized, .notFound, .gone, .tooManyRequests]),
            tell: tellOnPage
        ) { request in
            guard let link = FollowedLink(try await request.form(bytesMax: 4096)["link"] ?? "") else {
                throw Problem.linkInvalid
            }
            try await renew(link, request)
            return try shown(.renewed, status: .ok, for: stranger(request))
        }
    }

    /// To where there is something to do.
    private var home: Route {
        route(
            .get, "/i/home",
            RouteDocumentation(
                "To the page where there is something to do.", tag: "pages", roles: Role.everyCandidate,
                answers: [.init(.seeOther, "Where to go on.")]),
            tell: tellOnPage
        ) { request in
            let response = puttingFirst(
                .go(to: path(of: try await place(of: try await visit(request)))), request)
            guard request.query("language") != nil, let chosen = PageLanguage.chosen(request) else { return response }
            return response.settingCookie(PageLanguage.remembering(chosen))
        }
    }

    /// Begins the interview on this device.
    private var begin: Route {
        form("/i/begin", roles: [Role.candidate(.interview)]) { visit, _ in
            try await takeSeat(visit, isConfirmed: false)
            // Who asked for another way may change their mind, so this goes on to where that is done.
            let interview = try visit.invited()
            if interview.hasAgreed { return .go("/i/home") }
            return .go(!interview.needsRecording && mustBeIdentified(visit) ? "/i/identity" : Self.consentPage.path)
        }
    }

    /// The candidate wants to go on here, and knows that another device has the interview.
    private var takeover: Route {
        form("/i/takeover", roles: [Role.candidate(.interview)]) { visit, _ in
            try await takeSeat(visit, isConfirmed: true)
            return .go("/i/home")
        }
    }

    func takeSeat(_ visit: PageVisit, isConfirmed: Bool) async throws {
        let body = TakeSeat(deviceID: visit.visitor.device.deviceID, isConfirmed: isConfirmed)
        _ = try await accept(body, key: visit.visitor.application.text, visit.request)
    }

    /// Every session of this browser ends here and on the server; what the pages kept in the browser goes with it.
    private var leave: Route {
        route(
            .post, "/i/leave",
            RouteDocumentation(
                "Log out on this device.", tag: "pages", roles: Role.everyCandidate,
                answers: [.init(.ok, "HTML.")]),
            tell: tellOnPage
        ) { request in
            let visit = try await visit(request)
            let own = (visit.visitor.application, visit.visitor.device.deviceID)
            for (application, device) in [own] + held(request).all.map({ ($0.claim.application, $0.claim.device) }) {
                _ = try await accept(CloseDevice(deviceID: device), key: application.text, request)
            }
            let reader = PageReader(language: visit.language, employer: door.employer)
            return try shown(.left, status: .ok, for: reader)
                .settingCookie(SessionCookie.clearing)
                .with("Clear-Site-Data", "\"cache\", \"storage\"")
        }
    }

    private var assets: Route {
        route(
            .get, "/assets/{version}/{name}",
            RouteDocumentation("A file of the candidate's pages.", tag: "pages", answers: [.init(.ok, "It.")])
        ) { request in
            let name = try request.parameter("name") { $0 }
            guard let file = Assets.files[name] else { throw Problem.notFound }
            // A page of another build asks for its own version; what is here is right for now and not for ever.
            let isOwn = request.parameters["version"] == Assets.version
            return file.answer(
                request, cacheControl: isOwn ? "public, max-age=31536000, immutable" : "no-cache")
        }
    }

    private func place(of visit: PageVisit) async throws -> CandidatePlace {
        let access = try await records.access(visit.visitor.application)
        return CandidatePlace(
            visit.visitor.purpose, ApplicationPhase(visit.view, visit.interview, at: now()), visit.interview,
            isSeated: access?.seatDeviceID == visit.visitor.device.deviceID,
            isIdentified: visit.visitor.device.identityConfirmedAt != nil)
    }

    /// Where no page of a place is built in, the status says at least how things stand.
    private func path(of place: CandidatePlace) -> String {
        let path = "/i/\(place.rawValue)"
        let isThere = candidatePageRoutes.contains { $0.method == .get && $0.pattern.description == path }
        return isThere ? path : "/i/status"
    }

    private static let enterPage = CandidatePage(
        "enter", path: "/i", early: ["enter.js"], words: .entry, PackageResources.enter_html)
}
