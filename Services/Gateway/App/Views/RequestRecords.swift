import Domain
import Events
import GatewayCore
import Postgres

/// What candidates asked for, to be looked up.
package struct RequestRecords: Sendable {
    package let find: Records.Find<RequestID, CandidateRequest>
    package let ofApplication: @Sendable (ApplicationID) async throws -> [CandidateRequest]
    package let page: @Sendable (RequestFilter) async throws -> [CandidateRequest]

    package init(
        find: @escaping Records.Find<RequestID, CandidateRequest>,
        ofApplication: @escaping @Sendable (ApplicationID) async throws -> [CandidateRequest],
        page: @escaping @Sendable (RequestFilter) async throws -> [CandidateRequest]
    ) {
        self.find = find
        self.ofApplication = ofApplication
        self.page = page
    }

    static func stored(in database: Database) -> RequestRecords {
        RequestRecords(
            find: { try await database.query(CandidateRequest.select($0)).first },
            ofApplication: { try await database.query(CandidateRequest.select(of: $0)) },
            page: { try await database.query(CandidateRequest.page($0)) })
    }
}

/// One page of requests, the most urgent first.
package struct RequestFilter: Sendable, Hashable {
    package var status: CandidateRequestStatus
    package var kind: CandidateRequestKind?
    package var applicationID: ApplicationID?
    /// The last one of the page before.
    package var after: Place?
    package var countMax: Int

    /// A request's place in the order of what is due.
    package struct Place: Sendable, Hashable, Comparable {
        package let dueAt: Instant
        package let requestID: RequestID

        package init(_ request: CandidateRequest) {
            dueAt = request.placeInTime
            requestID = request.requestID
        }

        /// As it stands in a cursor: `1795275000250-req-3f…`.
        init?(_ text: String) {
            let parts = text.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, let milliseconds = Int64(parts[0]), milliseconds >= 0,
                let id = try? RequestID(String(parts[1]))
            else { return nil }
            dueAt = Instant(millisecondsSinceEpoch: milliseconds)
            requestID = id
        }

        package var text: String { "\(dueAt.millisecondsSinceEpoch)-\(requestID)" }

        package static func < (left: Self, right: Self) -> Bool {
            (left.dueAt, left.requestID) < (right.dueAt, right.requestID)
        }
    }
}

extension CandidateRequest {
    /// Where it stands among others: by when it is due, or when it was made if nothing is left to do.
    package var placeInTime: Instant { dueAt ?? madeAt }
}
