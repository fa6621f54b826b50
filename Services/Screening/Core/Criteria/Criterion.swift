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

/// Why a criterion cannot be used.
package enum CriterionError: Error, Hashable, Sendable {
    /// It asks for something that nobody may be chosen by.
    case protectedAttribute(ProtectedAttribute, criterion: String)
    case noWords(criterion: String)
    case outOfBounds(String, criterion: String)
    case tooMany

    /// The code and sentence that others see.
    package var refusal: Refusal {
        switch self {
        case .protectedAttribute(let attribute, let name):
            Refusal(
                "protected-attribute", "criterion \(name) asks for \(attribute.rawValue), by which nobody may be chosen"
            )
        case .noWords(let name): Refusal("criterion-without-words", "criterion \(name) has no words to look for")
        case .outOfBounds(let what, let name): Refusal("criterion-out-of-bounds", "criterion \(name): \(what)")
        case .tooMany: Refusal("criteria-too-many", "a job has at most \(Criteria.countMax) criteria")
        }
    }
}
