import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Where the application stands, as stages.
    var statusPage: Route {
        page(Self.progressPage, roles: Role.everyCandidate) { visit in
            guard let view = visit.view else { throw Problem.notFound }
            let status = CandidateStatus(view)
            let isOpen = status == .interviewOpen && visit.visitor.purpose == .interview
            let until = isOpen ? visit.interview?.expiresAt : nil
            return [
                "words": .text(status.words[visit.language]),
                "stages": .list(
                    status.stages.map { stage in
                        .object([
                            "name": .text(stage.status.words[visit.language]), "isDone": .flag(stage.isDone),
                            "isCurrent": .flag(stage.status == status),
                        ])
                    }),
                "isOpen": .flag(isOpen),
                "until": .text(
                    until.map {
                        Self.progressPage.say(
                            "status-until", in: visit.language,
                            ["until": door.time.text($0, in: visit.language)])
                    } ?? ""),
            ]
        }
    }

    static let progressPage = CandidatePage(
        "status", path: "/i/status", words: .entry, PackageResources.status_html)
}
