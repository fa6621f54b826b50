import Domain

/// What a signature says about itself.
package struct SignatureTerms: Sendable {
    /// The name of the signature field: one per signer and document.
    package var field: String
    package var name: String
    package var reason: String
    package var location: String
    /// Where a reader can click it; nil for a signature that shows nowhere on the page.
    package var place: Place?
    /// What the eye sees there: the first page of this document, as large as the place. Nil: the page itself says it.
    package var stamp: PDF?

    package init(
        field: String, name: String, reason: String, location: String, place: Place? = nil, stamp: PDF? = nil
    ) {
        self.field = field
        self.name = name
        self.reason = reason
        self.location = location
        self.place = place
        self.stamp = stamp
    }
}
