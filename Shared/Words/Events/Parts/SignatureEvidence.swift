import Domain

/// What shows that it was the candidate who signed. It lies in the vault, never in an event, and goes into the archive.
package struct SignatureEvidence: Codable, Sendable, Hashable {
    package static let vaultField = "signature-evidence"

    /// Of the document that was signed.
    package var sha256: String
    /// When the one-time code that went to the candidate's mail was entered rightly.
    package var codeConfirmedAt: Instant
    /// The network, not the address: `203.0.113.0/24`.
    package var addressRange: String
    /// Kind of browser and system: `Firefox on Windows`.
    package var device: String
    /// When the link was followed on this device.
    package var sessionOpenedAt: Instant

    package init(
        sha256: String, codeConfirmedAt: Instant, addressRange: String, device: String, sessionOpenedAt: Instant
    ) {
        self.sha256 = sha256
        self.codeConfirmedAt = codeConfirmedAt
        self.addressRange = addressRange
        self.device = device
        self.sessionOpenedAt = sessionOpenedAt
    }
}
