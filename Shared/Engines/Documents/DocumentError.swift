import Domain
import Sandbox

/// Why there is no document. Never carries its words.
package enum DocumentError: Classified, Sendable, Equatable {
    /// Set-up is incomplete: this program or folder is not there.
    case toolMissing(String)
    /// The program could not work with this input or this key.
    case refused
    /// It took more time, memory or space than a document may.
    case tooLarge
    /// The machine refused a step.
    case machine(SandboxError)

    /// Stable, in kebab-case.
    package var code: String {
        switch self {
        case .toolMissing: "document-tool-missing"
        case .refused: "document-refused"
        case .tooLarge: "document-too-large"
        case .machine: "document-machine"
        }
    }

    /// A document is made from our own pages with our own key, so one that cannot be made is never anybody's fault but ours.
    package var kind: FailureKind {
        switch self {
        case .toolMissing, .machine: .environment
        case .refused, .tooLarge: .bug
        }
    }
}
