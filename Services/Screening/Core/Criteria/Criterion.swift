import Domain
import Events

/// One thing that a job asks of a résumé, ready to be looked for.
package struct Criterion: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The skill under any of its names, Chinese or English.
        case skill(names: [Phrase])
        case education(atLeast: EducationLevel)
        case experience(atLeastMonths: Int)
        /// A condition in the employer's own words: one of them must stand in the résumé.
        case condition(anyOf: [Phrase])
    }

    /// As the job names it; goes into events.
    package let name: String
    package let kind: Kind
    /// Without it the application is proposed for rejection.
    package let isRequired: Bool
    /// The share of the score, against the other weights.
    package let weight: Int
}
