import Crypto
import GatewayCore

/// Who may call a route: words for the routes' documentation and for the check.
enum Role {
    static let staff = StaffRole.allCases.map(\.rawValue)
    static let everyCandidate = LinkToken.Purpose.allCases.map { candidate($0) }

    /// Those of the employer's side who may do this, by the one table.
    static func may(_ action: StaffAction) -> [String] { StaffPolicy.roles(for: action).map(\.rawValue) }

    static func candidate(_ purpose: LinkToken.Purpose) -> String { "candidate-\(purpose.rawValue)" }
}
