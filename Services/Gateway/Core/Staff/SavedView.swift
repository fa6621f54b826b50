import Domain

/// A list of applications that somebody keeps under a name: filters and order, as its address has them.
package struct SavedView: Sendable, Hashable {
    package let viewID: String
    package let owner: ActorID
    package let name: String
    /// What stands behind the path; empty: all, the newest first.
    package let query: String
    package let isShared: Bool
    package let madeAt: Instant

    package static let countMax = 20
    /// Of all people together.
    package static let sharedCountMax = 100
    package static let nameCharactersMax = 60

    package init(viewID: String, owner: ActorID, name: String, query: String, isShared: Bool, madeAt: Instant) {
        self.viewID = viewID
        self.owner = owner
        self.name = name
        self.query = query
        self.isShared = isShared
        self.madeAt = madeAt
    }

    package enum Fault: String, Error, CaseIterable, Sendable {
        case nameless, long, taken, full
        case sharedFull = "shared-full"
    }

    /// A name as it is kept: each run of white space is one blank, and what cannot be seen is left out, since it would turn the words
    /// beside it round or be a link without text.
    package static func name(_ text: String) throws(Fault) -> String {
        let seen = text.unicodeScalars.filter {
            $0.properties.generalCategory != .format && $0.properties.generalCategory != .control
                || $0.properties.isWhitespace
        }
        let name = String(String.UnicodeScalarView(seen)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else { throw .nameless }
        guard name.unicodeScalars.count <= nameCharactersMax else { throw .long }
        return name
    }
}
