import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What candidates ask for, by the time it is due.
    var inboxPageRoutes: [Route] { [inboxShown, wishShown, wishSettled, wishGranted] }

    private static let inboxPage = ConsolePage(
        "inbox", words: .inbox.joined(with: .kinds).joined(with: .standing), PackageResources.inbox_html)
    private static let inboxCount = 50

    private var inboxShown: Route {
        consolePage("/hr/inbox", Self.inboxPage, for: .readRequests) { visit in
            let page = Self.inboxPage
            let language = visit.language
            let status = visit.request.query("status").flatMap { CandidateRequestStatus(rawValue: $0) } ?? .open
            let kind = visit.request.query("kind").flatMap { CandidateRequestKind(rawValue: $0) }
            let after = visit.request.query("after").flatMap { RequestFilter.Place($0) }
            let found = try await records.requests.page(
                RequestFilter(
                    status: status, kind: kind, applicationID: nil, after: after, countMax: Self.inboxCount))
            let titles = try await jobTitles.all(records, at: now())
            let chosen = [("status", status.rawValue), ("kind", kind?.rawValue ?? "")]
            let next = found.count == Self.inboxCount ? found.last.map { RequestFilter.Place($0).text } : nil
            return [
                "statuses": .list(
                    CandidateRequestStatus.allCases.map {
                        choice($0.rawValue, page.say("request", $0.rawValue, in: language), isChosen: $0 == status)
                    }),
                "kinds": .list(
                    CandidateRequestKind.allCases.map {
                        choice($0.rawValue, page.say("kind", $0.rawValue, in: language), isChosen: $0 == kind)
                    }),
                "isEmpty": .flag(found.isEmpty),
                "lines": .list(
                    found.map { request in
                        .object([
                            "requestID": .text(request.requestID.text),
                            "applicationID": .text(request.applicationID.text),
                            "job": .text(titles[request.jobID] ?? request.jobID.text),
                            "kind": .text(page.say("kind", request.kind.rawValue, in: language)),
                            "status": .text(page.say("request", request.status.rawValue, in: language)),
                            "due": .text(request.status == .open ? dueText(request, on: page, language) : ""),
                            "isLate": .flag(request.isLate(at: now())),
                        ])
                    }),
                "next": .optional(next.map { "/hr/inbox" + query(chosen + [("after", $0)]) }),
            ]
        }
    }
}
