import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// What happened, mails with what became of them, and what the candidate asked for.
    func courseValues(_ dossier: ApplicationDossier, _ visit: StaffVisit) -> [String: TemplateValue] {
        let page = Self.applicationPage
        let language = visit.language
        guard visit.may(.seeTimeline) else { return ["course": .list([])] }
        let view = dossier.view
        return [
            "course": .list([
                .object([
                    "hasRequests": .flag(!dossier.requests.isEmpty),
                    "requests": .list(
                        dossier.requests.map { request in
                            .object([
                                "requestID": .text(request.requestID.text),
                                "kind": .text(page.say("kind", request.kind.rawValue, in: language)),
                                "status": .text(page.say("request", request.status.rawValue, in: language)),
                                "due": .optional(
                                    request.status == .open ? dueText(request, on: page, language) : nil),
                            ])
                        }),
                    "hasMessages": .flag(!view.deliveries.isEmpty),
                    "messages": .list(view.deliveries.map { message($0, visit) }),
                    "events": .list(view.timeline.reversed().map { event($0, language) }),
                ])
            ])
        ]
    }

    private func message(_ delivery: ApplicationView.Delivery, _ visit: StaffVisit) -> TemplateValue {
        let page = Self.applicationPage
        return .object([
            "name": .text(page.say("mail", delivery.template, in: visit.language)),
            "to": .text(page.say("to", delivery.recipient.rawValue, in: visit.language)),
            "status": .text(page.say("delivery", delivery.status.rawValue, in: visit.language)),
            "isFailed": .flag(delivery.status == .failed),
            "canResend": .flag(delivery.status == .failed && visit.may(.resendMessages)),
            "deliveryID": .text(delivery.deliveryID), "at": .text(door.time.text(delivery.at, in: visit.language)),
        ])
    }

    private func event(_ entry: TimelineEntry, _ language: Language) -> TemplateValue {
        let page = Self.applicationPage
        // Whatever a code means stands in the same tables as everywhere on the page.
        let families = [
            "stage": "stage", "outcome": "outcome", "decision": "decide", "kind": "kind",
            "template": "mail", "recipient": "to", "recommendation": "recommendation", "proposal": "proposal",
            "status": "request", "answer": "answer",
        ]
        let order = [
            "stage", "outcome", "decision", "kind", "template", "recipient", "status", "recommendation", "composite",
            "proposal", "answer", "reason", "code", "material",
        ]
        let words = order.compactMap { key in
            entry.details[key].map { code in
                // A reason is that of a rule or of a person.
                key == "reason"
                    ? page.word("why-\(code)", in: language) ?? page.say("because", code, in: language)
                    : families[key].map { page.say($0, code, in: language) } ?? code
            }
        }
        let who = ["decidedBy", "settledBy", "grantedBy", "reviewedBy", "revokedBy", "offeredBy", "cancelledBy"]
            .compactMap { entry.details[$0] }
        return .object([
            "what": .text(page.say("event", entry.what, in: language)),
            "at": .text(door.time.text(entry.at, in: language)),
            "details": .optional(words.joined(separator: " · ")),
            "by": .optional(
                who.first.map { signer($0, entry.details["onBehalfOf"], on: page, language) }),
        ])
    }
}
