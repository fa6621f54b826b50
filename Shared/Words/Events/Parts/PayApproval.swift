/// Who answers for pay before it is promised.
package enum PayApprover: String, Codable, Sendable, CaseIterable, Hashable {
    case finance

    /// After so many hours without an answer a mail reminds.
    package static let hoursUsual = 24
    package static let hoursMax = 336
}

/// Why the terms of an offer are sent back, in words that can be counted; nothing about the person.
package enum PayObjection: String, Codable, Sendable, CaseIterable, Hashable {
    case overBudget = "pay-over-budget"
    case outOfBand = "pay-out-of-band"
    case probation = "pay-probation-terms"
    case benefits = "pay-benefits-unclear"
    case unclear = "pay-terms-unclear"
}

extension OfferTerms {
    /// Whether whoever approved the others has approved these: all is the same but the first day and the days to answer, which
    /// an offer that is made anew moves on.
    package func promises(asMuchAs other: OfferTerms) -> Bool {
        var same = self
        same.startDate = other.startDate
        same.responseDays = other.responseDays
        same.approvedBy = other.approvedBy
        same.approvalHours = other.approvalHours
        return same == other
    }
}
