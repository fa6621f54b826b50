import Domain
import Events
import GatewayCore
import JSON
import Postgres

extension CandidateRequest {
    static let table = Table(
        "candidate_requests", of: CandidateRequest.self,
        columns: [
            .text("application_id") { $0.applicationID.text }, .text("kind") { $0.kind.rawValue },
            .text("status") { $0.status.rawValue }, .instant("due_at") { $0.placeInTime },
        ])

    static func select(_ id: RequestID) -> Statement<CandidateRequest> {
        Statement("SELECT state FROM candidate_requests WHERE key = $1", [.text(id.text)], read: read)
    }

    static func select(of application: ApplicationID) -> Statement<CandidateRequest> {
        Statement(
            "SELECT state FROM candidate_requests WHERE application_id = $1 ORDER BY due_at, key",
            [.text(application.text)], read: read)
    }

    /// By place and never by offset, so that a page does not shift when a request is settled.
    static func page(_ filter: RequestFilter) -> Statement<CandidateRequest> {
        var conditions = ["status = $1"]
        var parameters: [Parameter] = [.text(filter.status.rawValue)]
        func next(_ parameter: Parameter) -> String {
            parameters.append(parameter)
            return "$\(parameters.count)"
        }
        if let kind = filter.kind { conditions.append("kind = \(next(.text(kind.rawValue)))") }
        if let application = filter.applicationID {
            conditions.append("application_id = \(next(.text(application.text)))")
        }
        if let place = filter.after {
            let due = next(.instant(place.dueAt))
            conditions.append("(due_at, key) > (\(due)::timestamptz, \(next(.text(place.requestID.text))))")
        }
        let count = next(.int(filter.countMax))
        return Statement(
            """
            SELECT state FROM candidate_requests WHERE \(conditions.joined(separator: " AND "))
            ORDER BY due_at, key LIMIT \(count)
            """, parameters, read: read)
    }

    private static let read: @Sendable (Row) throws -> CandidateRequest = { row in
        try JSON.decode(CandidateRequest.self, from: row.json(0))
    }
}
