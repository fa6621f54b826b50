/// What a provider says of somebody who signed in there (OpenID Connect Core 1.0 §2); times in seconds since 1970.
package struct IdentityClaims: Sendable, Hashable {
    package var issuer: String?
    package var subject: String?
    package var audiences: [String]
    package var authorizedParty: String?
    package var expiresAt: Int64?
    package var notBefore: Int64?
    package var issuedAt: Int64?
    package var nonce: String?

    package init(
        issuer: String?, subject: String?, audiences: [String], authorizedParty: String? = nil, expiresAt: Int64?,
        notBefore: Int64? = nil, issuedAt: Int64?, nonce: String? = nil
    ) {
        self.issuer = issuer
        self.subject = subject
        self.audiences = audiences
        self.authorizedParty = authorizedParty
        self.expiresAt = expiresAt
        self.notBefore = notBefore
        self.issuedAt = issuedAt
        self.nonce = nonce
    }

    /// How far the clocks of provider and house may be apart.
    package static let leewaySeconds: Int64 = 60
    /// A token is made while somebody waits for it; an older one comes from elsewhere.
    package static let ageSecondsMax: Int64 = 600
    /// OpenID Connect Core 1.0 §2 gives a subject 255 characters of ASCII.
    package static let subjectBytesMax = 255

    package enum Flaw: String, Sendable, CaseIterable, Error {
        case issuer, audience
        case authorizedParty = "authorized-party"
        case subject, ended
        case notYet = "not-yet"
        case issued, nonce
    }

    /// What is wrong with them for this house, if anything (OpenID Connect Core 1.0 §3.1.3.7).
    /// - Parameter nonce: what this sign-in asked the provider to repeat.
    package func flaw(issuer: String, client: String, nonce: String, at seconds: Int64) -> Flaw? {
        if let flaw = flaw(issuer: issuer, client: client, at: seconds) { return flaw }
        guard let subject, Self.isSubject(subject) else { return .subject }
        guard let expiresAt, seconds - expiresAt < Self.leewaySeconds else { return .ended }
        return self.nonce == nonce ? nil : .nonce
    }

    /// The same for a notice that somebody signed out (Back-Channel Logout 1.0 §2.6): it answers nothing, so it has no nonce,
    /// and it may say the session instead of the subject.
    package func noticeFlaw(issuer: String, client: String, at seconds: Int64) -> Flaw? {
        if let flaw = flaw(issuer: issuer, client: client, at: seconds) { return flaw }
        if let subject, !Self.isSubject(subject) { return .subject }
        if let expiresAt, seconds - expiresAt >= Self.leewaySeconds { return .ended }
        return nonce == nil ? nil : .nonce
    }

    private func flaw(issuer: String, client: String, at seconds: Int64) -> Flaw? {
        guard self.issuer == issuer else { return .issuer }
        guard audiences.contains(client) else { return .audience }
        // Who else it is for must have been given it by us, and nobody is.
        guard audiences.count == 1 || authorizedParty != nil, (authorizedParty ?? client) == client else {
            return .authorizedParty
        }
        guard (notBefore ?? seconds) - seconds <= Self.leewaySeconds else { return .notYet }
        guard let issuedAt, issuedAt - seconds <= Self.leewaySeconds,
            seconds - issuedAt <= Self.ageSecondsMax + Self.leewaySeconds
        else { return .issued }
        return nil
    }

    private static func isSubject(_ text: String) -> Bool {
        (1...subjectBytesMax).contains(text.utf8.count) && text.utf8.allSatisfy { (32...126).contains($0) }
    }
}
