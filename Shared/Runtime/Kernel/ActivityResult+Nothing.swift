import Domain
import Flow

extension Reaction.ActivityResult {
    /// The work ends and nothing follows; the ending says how that is an end all the same.
    package static func nothing(_ ending: Ending, of name: String) -> Reaction.ActivityResult {
        Reaction.ActivityResult { _ throws(Reaction.Fault) in
            guard ending != .answered else { throw .malformed("\(name) came to nothing and nobody is told") }
            return .applied
        }
    }
}
