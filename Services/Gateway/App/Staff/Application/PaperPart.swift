import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// Offer and contract: pay for those whose business that is, the documents for those who read them.
    func paperValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let view = dossier.view
        guard visit.may(.seeStart), view.offer != nil || view.contract != nil else { return ["papers": .list([])] }
        let page = Self.applicationPage
        let language = visit.language
        let draft = view.contract?.draft
        let isWaiting = !view.isOver && draft != nil && view.contract?.isApproved == nil
        return [
            "papers": .list([
                .object([
                    "position": .optional(view.offer?.position),
                    "startDate": .optional(view.offer?.startDate.map { "\($0)" }),
                    "pay": .optional(
                        // Today's terms of the job may be others; where nobody knows, the documents tell.
                        visit.may(.seePay) ? view.pay.map { "\($0)" } : nil),
                    "answer": .text(answer(to: view.offer, language)),
                    "documents": .list(
                        visit.may(.readDocuments)
                            ? DocumentKind.allCases.filter { $0.document(in: view, isCandidate: false) != nil }.map {
                                .object([
                                    "href": .text("/v1/applications/\(view.applicationID)/documents/\($0.rawValue)"),
                                    "name": .text(page.say("paper-\($0.rawValue)", in: language)),
                                ])
                            } : []),
                    "findings": .list((view.contract?.findings ?? []).map { .text("\($0.article): \($0.code)") }),
                    "isToApprove": .flag(isWaiting && visit.may(.approve)),
                    "sha256": .text(draft?.sha256 ?? ""), "isWaiting": .flag(isWaiting),
                ])
            ])
        ]
    }

    private func answer(to offer: ApplicationView.Offer?, _ language: Language) -> String {
        let page = Self.applicationPage
        guard let offer else { return page.say("offer-none", in: language) }
        switch offer.isAccepted {
        case true: return page.say("offer-accepted", in: language)
        case false: return page.say("offer-declined", in: language)
        default:
            return page.say(
                "offer-open", in: language, ["until": door.time.text(offer.expiresAt, in: language)])
        }
    }
}
