/// The name of one thing of a kind: 1 to 128 characters of `A–Z a–z 0–9 . _ : -`, as an outside system or we ourselves gave it.
///
/// The kind is a type, so that a job's identifier cannot be passed where an application's is meant.
package struct Identifier<Kind>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Throws `InvalidIdentifier` when the text is empty, too long or holds another character.
    package init(_ text: String) throws(InvalidIdentifier) {
        guard Identifier.isValid(text) else { throw InvalidIdentifier() }
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard (1...128).contains(bytes.count) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: ":"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

/// A text that is no identifier. It carries no text: what came in may be personal.
package struct InvalidIdentifier: Error, CustomStringConvertible {
    package var description: String { "an identifier has 1 to 128 characters of A-Z a-z 0-9 . _ : -" }
}

extension Identifier: ExpressibleByStringLiteral {
    /// A literal is written by us; a wrong one is a bug.
    package init(stringLiteral value: String) {
        precondition(Identifier.isValid(value), "not an identifier: \(value)")
        text = value
    }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

package enum ApplicationKind {}
package enum JobKind {}
package enum CandidateKind {}
package enum QuestionKind {}
package enum AnswerKind {}
package enum BlobKind {}
package enum ActorKind {}
package enum RequestKind {}
package enum AppointmentKind {}
package enum ImportKind {}
package enum CommentKind {}

/// One candidate for one job: the key that runs through everything.
package typealias ApplicationID = Identifier<ApplicationKind>
package typealias JobID = Identifier<JobKind>
package typealias CandidateID = Identifier<CandidateKind>
package typealias QuestionID = Identifier<QuestionKind>
/// One recording of one take of one question.
package typealias AnswerID = Identifier<AnswerKind>
/// A sealed object of the vault.
package typealias BlobID = Identifier<BlobKind>
/// Who acted: a user or an API key, never a name.
package typealias ActorID = Identifier<ActorKind>
/// Something that a candidate asks the employer's people for.
package typealias RequestID = Identifier<RequestKind>
/// A talk between people that is arranged with a candidate.
package typealias AppointmentID = Identifier<AppointmentKind>
/// A table of applications that is taken in.
package typealias ImportID = Identifier<ImportKind>
/// What a colleague wrote about an application.
package typealias CommentID = Identifier<CommentKind>
