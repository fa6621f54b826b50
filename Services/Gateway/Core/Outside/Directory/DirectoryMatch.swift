/// How somebody who signs in at the identity provider is found in the directory: an attribute there that has the value of a claim
/// here, such as `externalId=sub` or `userName=preferred_username`.
package struct DirectoryMatch: Sendable, Hashable {
    package enum Attribute: String, Sendable, CaseIterable {
        case externalID = "externalId"
        case userName
    }

    package let attribute: Attribute
    package let claim: String

    /// Nil when it is not of that form.
    package init?(parsing text: String) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let attribute = Attribute(rawValue: String(parts[0])), !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        self.attribute = attribute
        claim = String(parts[1])
    }

    /// By what somebody is found, in the form in which it is compared.
    package func value(of user: DirectoryUser) -> String? {
        switch attribute {
        case .externalID: user.externalID
        case .userName: user.userNameKey
        }
    }
}
