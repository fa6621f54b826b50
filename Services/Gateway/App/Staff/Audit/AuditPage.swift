import Domain
import GatewayCore
import HTTP
import Templates
import Vault

extension Gateway {
    private static let auditPage = ConsolePage("audit", words: .audit, PackageResources.audit_html)
    private static let auditCount = 100
    /// Names of fields in one look; more are counted.
    private static let itemCharactersMax = 300

    /// Who looked at what of whom, and why; the newest first.
    var auditRoute: Route {
        consolePage("/hr/audit", Self.auditPage, for: .readAudit) { visit in
            let candidate = visit.request.query("candidate").flatMap { try? CandidateID($0) }
            let before = visit.request.query("before").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
            let rows = try await looks(candidate, before, Self.auditCount)
            let next = rows.count == Self.auditCount ? rows.last.map { "\($0.number)" } : nil
            return [
                "candidate": .text(candidate?.text ?? ""), "isEmpty": .flag(rows.isEmpty),
                "rows": .list(
                    rows.map { row in
                        .object([
                            "actor": .text(row.actor), "purpose": .text(row.purpose),
                            "candidate": .text(row.candidate),
                            "item": .text(String(row.item.prefix(Self.itemCharactersMax))),
                            "at": .text(door.time.text(row.at, in: visit.language)),
                        ])
                    }),
                "delegations": try await shownDelegations(on: Self.auditPage, visit),
                "next": .optional(
                    next.map { "/hr/audit" + query([("candidate", candidate?.text ?? ""), ("before", $0)]) }),
            ]
        }
    }
}
