import Domain
import JSON

/// Why something is no event. It names what is wrong and never what stood there.
package enum CloudEventError: Classified, Hashable, Sendable, CustomStringConvertible {
    /// A required attribute is absent or empty.
    case missing(String)
    /// An attribute is not UTF-8, too long, or of the wrong kind.
    case malformed(String)
    /// An attribute stands there more than once, so that two readers could take two values.
    case repeated(String)
    /// Not CloudEvents 1.0.
    case version
    /// The envelope of a structured event cannot be read.
    case envelope(JSONError)

    package var kind: FailureKind { .input }
    package var description: String {
        switch self {
        case .missing(let name): "the attribute \(name) is missing"
        case .malformed(let name): "the attribute \(name) is malformed"
        case .repeated(let name): "the attribute \(name) stands there more than once"
        case .version: "the event is not of CloudEvents 1.0"
        case .envelope(let error): "the structured event cannot be read: \(error)"
        }
    }
}
