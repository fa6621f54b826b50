import Domain
import Events
import Flow
import FlowTesting
import GatewayCore
import JSON
import Kernel
import WorkflowCore

extension World {
    /// What is not as promised, in sentences; empty when all is well.
    var violations: [String] {
        get throws {
            try ends + onces + approvals + identities + deliveries + leftovers + views
        }
    }

    /// Every application that was taken in comes to exactly one end, or waits for a person where all can see it.
    private var ends: [String] {
        get throws {
            let closed = try facts(ApplicationClosed.self).map(\.applicationID)
            return try received.flatMap { id -> [String] in
                var found: [String] = []
                let application = try state(Application.self, of: "workflow", id.text)
                let endCount = closed.filter { $0 == id }.count
                switch application?.stage {
                case .closed where endCount == 1: break
                case .closed: found.append("\(id) is closed and has \(endCount) ends")
                case .review?, .humanInterview?, .secondInterview?, .payApproval?, .contract?:
                    // A person is asked, and all can see it.
                    if endCount != 0 { found.append("\(id) waits for a person and has an end") }
                case nil where endCount == 0 && isRefused(id): break
                case nil: found.append("\(id) was lost: nobody knows it")
                case let stage?: found.append("\(id) still stands at \(stage.rawValue) with \(endCount) ends")
                }
                let admissions = try facts(ApplicationAdmitted.self).filter { $0.applicationID == id }.count
                let refusals = try facts(ApplicationRefused.self).filter { $0.applicationID == id }.count
                if admissions + refusals != 1 {
                    found.append("\(id) was admitted \(admissions) times and refused \(refusals) times")
                }
                return found
            }
        }
    }

    /// What may happen once happens once: a score for each answer, a report for each interview, a signature for each hiring.
    private var onces: [String] {
        get throws {
            func twice(_ what: String, _ names: [String]) -> [String] {
                Set(names).count == names.count ? [] : ["\(what) twice: \(names)"]
            }
            let signed = try facts(ContractSigned.self).map(\.applicationID.text)
            let hired = try facts(ApplicationClosed.self).filter { $0.outcome == .hired }.map(\.applicationID.text)
            return try twice("an answer was recorded", facts(AnswerRecorded.self).map(\.answerID.text))
                + twice("an answer was scored", facts(AnswerScored.self).map(\.answer.answerID.text))
                + twice("an interview was scored", facts(InterviewScored.self).map(\.applicationID.text))
                + twice("a report was compiled", facts(ReportCompiled.self).map { "\($0.applicationID) \($0.version)" })
                + twice("an offer was sent", facts(OfferSent.self).map(\.applicationID.text))
                + twice("a contract was signed", signed)
                + (signed.sorted() == hired.sorted() ? [] : ["signed are \(signed), hired \(hired)"])
        }
    }

    /// No offer goes out whose pay waited for an approval and got none.
    private var approvals: [String] {
        get throws {
            let given = try facts(PayApprovalGiven.self)
            return try facts(OfferRequested.self).filter { $0.terms.approvedBy != nil }.compactMap { offer in
                let isApproved = given.contains { $0.applicationID == offer.applicationID && $0.isApproved }
                return isApproved ? nil : "the pay of \(offer.applicationID) was offered and approved by nobody"
            }
        }
    }

    private func isRefused(_ id: ApplicationID) -> Bool {
        ((try? facts(ApplicationRefused.self)) ?? []).contains { $0.applicationID == id }
    }

    /// The same identity is the same fact, wherever and however often it was published.
    private var identities: [String] {
        var known: [String: [UInt8]] = [:]
        var found: [String] = []
        for (place, log) in topics.logs.sorted(by: { $0.key < $1.key }) {
            for record in log {
                let id = "\(record.header("ce_source") ?? "")\n\(record.header("ce_id") ?? "")"
                guard record.header("ce_id") != nil, !place.topic.contains("dead-letters") else { continue }
                if let other = known[id], other != record.value { found.append("two facts have the identity \(id)") }
                known[id] = record.value
            }
        }
        return found
    }

    /// Each message is requested once, and settled once.
    private var deliveries: [String] {
        get throws {
            let requested = try facts(DeliveryRequested.self).map(\.deliveryID)
            let settled =
                try facts(DeliveryConfirmed.self).map(\.deliveryID) + facts(DeliveryFailed.self).map(\.deliveryID)
            var found: [String] = []
            if Set(requested).count != requested.count { found.append("a delivery was requested twice") }
            if Set(settled).count != settled.count { found.append("a delivery was settled twice") }
            if Set(settled) != Set(requested) { found.append("a delivery was requested and never settled") }
            return found
        }
    }

    /// Nothing waits unseen, and nothing that was in order became a dead letter.
    private var leftovers: [String] {
        var found: [String] = []
        for service in services {
            if !service.storage.outbox.isEmpty { found.append("\(service.name) has facts that were never published") }
            for item in service.storage.parked.values where item.item.kind != .wake {
                found.append("\(service.name) still waits with \(item.item.name)")
            }
        }
        for (place, log) in topics.logs where place.topic.contains("dead-letters") {
            for record in log {
                let reason = record.header(DeadLetter.reasonHeader) ?? ""
                found.append("\(place.topic): \(record.header("ce_type") ?? "-") of \(record.key): \(reason)")
            }
        }
        return found
    }

    /// The view that people look at says what workflow knows.
    private var views: [String] {
        get throws {
            try received.compactMap { id in
                let application = try state(Application.self, of: "workflow", id.text)
                let view = try state(ApplicationView.self, of: "gateway", id.text)
                guard let application, view?.stage != application.stage else { return nil }
                return "\(id) is shown at \(view?.stage?.rawValue ?? "no stage"), not at \(application.stage.rawValue)"
            }
        }
    }

    private func facts<E: Event>(_ type: E.Type) throws -> [E] {
        try topics.facts(of: E.schema.type).map { try JSON.decode(type, from: $0.value) }
    }

    func state<S: Decodable>(_ type: S.Type, of service: String, _ key: String) throws -> S? {
        guard let storage = services.first(where: { $0.name == service })?.storage,
            let row = storage.states["\(type)/\(key)"]
        else { return nil }
        return try JSON.decode(type, from: row.bytes)
    }
}
