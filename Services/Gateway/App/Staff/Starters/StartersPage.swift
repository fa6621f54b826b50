import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    private static let startersPage = ConsolePage(
        "starters", words: .starters.joined(with: .codes), PackageResources.starters_html)
    private static let startersCount = 50

    /// Who comes: everybody with an offer or a contract, with the first day for whoever prepares it and the letter for whoever
    /// pays. The one list that finance and the office need, and nothing of how somebody was chosen.
    var startersRoute: Route {
        consolePage("/hr/starters", Self.startersPage, for: .seeStarters) { visit in
            var lines: [TemplateValue] = []
            for stage in [Stage.contract, .offer] {
                let filter = ApplicationFilter(
                    jobID: nil, stage: stage, order: .newest, after: nil, countMax: Self.startersCount)
                for line in try await consoleLines(filter, visit).items {
                    if let view = try await records.application(line.applicationID) {
                        lines.append(starter(line, view, visit))
                    }
                }
            }
            return ["isEmpty": .flag(lines.isEmpty), "lines": .list(lines)]
        }
    }

    private func starter(_ line: ConsoleLine, _ view: ApplicationView, _ visit: StaffVisit) -> TemplateValue {
        let page = Self.startersPage
        let language = visit.language
        let standing =
            view.contract?.signed != nil ? "signed" : view.contract != nil ? "contract" : accepted(view.offer)
        return .object([
            "applicationID": .text(view.applicationID.text),
            "name": .text(line.name ?? page.say("nameless", in: language)),
            "position": .text(view.offer?.position ?? ""),
            "start": .text(
                view.offer?.startDate.map { page.say("starters-from", in: language, ["day": "\($0)"]) } ?? ""),
            "standing": .text(page.say("starters-\(standing)", in: language)),
            "letter": .optional(
                visit.may(.seePay) && view.offer != nil
                    ? "/v1/applications/\(view.applicationID)/documents/offer" : nil),
        ])
    }

    private func accepted(_ offer: ApplicationView.Offer?) -> String {
        switch offer?.isAccepted {
        case true: "accepted"
        case false: "declined"
        default: "open"
        }
    }
}
