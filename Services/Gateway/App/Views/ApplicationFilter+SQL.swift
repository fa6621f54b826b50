import Domain
import Events
import GatewayCore
import Postgres

extension ApplicationFilter {
    /// By place and never by offset, so that a page does not shift when something is added before it. Each filter and order
    /// has a text of its own: with one text for all, the server would plan without knowing which index helps.
    var page: Statement<ListedApplication> {
        var conditions = FilterConditions(self)
        let order = conditions.order()
        let count = conditions.next(.int(countMax))
        return Statement(
            """
            SELECT number, candidate_id, line, \(order.value) FROM applications \(conditions.text)
            ORDER BY \(order.text) LIMIT \(count)
            """, conditions.parameters
        ) { row in
            ListedApplication(
                number: row.int(0), candidateID: row.optionalText(1).flatMap { try? CandidateID($0) },
                line: row.bytes(2), value: row.optionalInt(3))
        }
    }
}

/// What stands behind WHERE and ORDER BY.
private struct FilterConditions {
    private let filter: ApplicationFilter
    private var all: [String] = []
    private(set) var parameters: [Parameter] = []

    init(_ filter: ApplicationFilter) {
        self.filter = filter
        addAll()
    }

    mutating func next(_ parameter: Parameter) -> String {
        parameters.append(parameter)
        return "$\(parameters.count)"
    }

    private mutating func add(_ condition: String) { all.append(condition) }

    private mutating func add(_ condition: String, _ parameter: Parameter?) {
        guard let parameter else { return }
        all.append("\(condition) \(next(parameter))")
    }

    var text: String { all.isEmpty ? "" : "WHERE \(all.joined(separator: " AND "))" }

    private mutating func addAll() {
        add("job_id =", filter.jobID.map { .text($0.text) })
        add("stage =", filter.stage.map { .text($0.rawValue) })
        if let candidates = filter.candidates {
            add("candidate_id = ANY (\(next(.texts(candidates.map(\.text))))::text[])")
        }
        add("comes_on >=", filter.comesFrom.map { .text("\($0)") })
        switch filter.held {
        case .forAnything: add("held_because IS NOT NULL")
        case .because(let reason): add("held_because =", .text(reason))
        case nil: break
        }
        add("composite >=", filter.compositeFrom.map { .double($0.points) })
        add("composite <=", filter.compositeThrough.map { .double($0.points) })
        add("received_at >=", filter.receivedFrom.map { .instant($0) })
        add("received_at <", filter.receivedBefore.map { .instant($0) })
        add("language =", filter.language.map { .text($0.rawValue) })
        add("pooled_at >", filter.pooledAfter.map { .instant($0) })
        if filter.isToContactFirst {
            add("key IN (SELECT key FROM pool_places WHERE marked_at IS NOT NULL)")
        }
        if filter.hasOpenRequest {
            add("key IN (SELECT application_id FROM candidate_requests WHERE status = 'open')")
        }
    }

    /// By what the list is ordered, and that as a number. What was ordered behind the place is a condition of its own.
    mutating func order() -> (text: String, value: String) {
        if filter.comesFrom != nil {
            add("number >", filter.after.map { .int($0) })
            return ("comes_on, number", "NULL::bigint")
        }
        switch filter.order {
        case .oldest:
            add("number >", filter.after.map { .int($0) })
            return ("number", "NULL::bigint")
        case .newest:
            add("number <", filter.after.map { .int($0) })
            return ("number DESC", "NULL::bigint")
        case .longestWaiting: return byMoment("waits_since")
        case .poolEnd: return byMoment("pooled_at")
        case .composite:
            add("composite IS NOT NULL")
            if let after = filter.after, let afterValue = filter.afterValue {
                let points = next(.double(Double(afterValue) / 100))
                add("(composite, number) < (\(points)::float8, \(next(.int(after)))::bigint)")
            }
            return ("composite DESC, number DESC", "round(composite * 100)::bigint")
        }
    }

    private mutating func byMoment(_ column: String) -> (text: String, value: String) {
        add("\(column) IS NOT NULL")
        if let after = filter.after, let afterValue = filter.afterValue {
            let moment = next(.instant(Instant(millisecondsSinceEpoch: afterValue)))
            add("(\(column), number) > (\(moment)::timestamptz, \(next(.int(after)))::bigint)")
        }
        return ("\(column), number", "(extract(epoch FROM \(column)) * 1000)::bigint")
    }
}
