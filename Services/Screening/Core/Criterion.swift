import Domain

/// One thing that a job asks of a résumé.
package struct Criterion: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The skill under any of its names, Chinese or English.
        case skill(names: [Phrase])
        case education(atLeast: EducationLevel)
        /// Months of work experience.
        case experience(atLeastMonths: Int)
        /// A condition in the employer's own words: one of them must stand in the résumé.
        case mentions(anyOf: [Phrase])
        /// A condition in the employer's own words: none of them may stand in the résumé.
        case omits(allOf: [Phrase])
    }

    package enum Necessity: String, Sendable, Hashable, Codable {
        /// Without it the application is turned down.
        case required
        /// It raises the score.
        case preferred
    }

    /// Names the criterion within its job; goes into events.
    package let id: String
    package let kind: Kind
    package let necessity: Necessity
    /// The share of the score, against the other weights.
    package let weight: Int
}

/// A criterion as it came from outside, not yet judged fit to be used.
package struct CriterionDraft: Sendable, Hashable {
    package var id: String
    /// `skill`, `education`, `experience`, `mentions` or `omits`.
    package var type: String
    /// Names or words, for `skill`, `mentions` and `omits`.
    package var words: [String]
    /// `high-school`, `associate`, `bachelor`, `master` or `doctorate`, for `education`.
    package var level: String?
    /// For `experience`.
    package var years: Double?
    package var isRequired: Bool
    package var weight: Int

    package init(
        id: String, type: String, words: [String] = [], level: String? = nil, years: Double? = nil,
        isRequired: Bool = true,
        weight: Int = 1
    ) {
        self.id = id
        self.type = type
        self.words = words
        self.level = level
        self.years = years
        self.isRequired = isRequired
        self.weight = weight
    }
}

/// Why a criterion cannot be used.
package enum CriterionError: Error, Hashable, Sendable {
    /// It asks for something that nobody may be chosen by.
    case protectedAttribute(ProtectedAttribute, criterion: String)
    case unknownType(criterion: String)
    case unknownLevel(criterion: String)
    case noWords(criterion: String)
    case outOfBounds(String, criterion: String)
    case repeatedIdentifier(String)
    case tooMany

    /// The code of the refusal that others see.
    package var refusal: Refusal {
        switch self {
        case .protectedAttribute(let attribute, let id):
            Refusal(
                "protected-attribute", "criterion \(id) asks for \(attribute.rawValue), by which nobody may be chosen")
        case .unknownType(let id): Refusal("unknown-criterion-type", "criterion \(id) is of no known type")
        case .unknownLevel(let id):
            Refusal("unknown-education-level", "criterion \(id) names no known level of education")
        case .noWords(let id): Refusal("criterion-without-words", "criterion \(id) has no words to look for")
        case .outOfBounds(let what, let id): Refusal("criterion-out-of-bounds", "criterion \(id): \(what)")
        case .repeatedIdentifier(let id): Refusal("criterion-repeated", "two criteria are called \(id)")
        case .tooMany: Refusal("criteria-too-many", "a job has at most \(Criteria.countMax) criteria")
        }
    }
}
