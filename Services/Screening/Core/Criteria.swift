import Domain

/// What a job asks of a résumé, judged fit to be used.
package struct Criteria: Sendable, Hashable {
    package static let countMax = 60
    package static let wordsCountMax = 40
    package static let weightMax = 1000
    package static let yearsMax = 50.0

    package let all: [Criterion]
    /// The share of the weighted criteria, 0 to 100, from which on an application passes without a person's look.
    package let passScore: Score

    /// Refuses what is not lawful or makes no sense; nothing is silently left out.
    package init(_ drafts: [CriterionDraft], passScore: Score = 60) throws(CriterionError) {
        guard drafts.count <= Self.countMax else { throw .tooMany }
        var all: [Criterion] = []
        for draft in drafts {
            guard !all.contains(where: { $0.id == draft.id }) else { throw .repeatedIdentifier(draft.id) }
            all.append(try Criterion(draft))
        }
        self.all = all
        self.passScore = passScore
    }
}

extension Criterion {
    fileprivate init(_ draft: CriterionDraft) throws(CriterionError) {
        if let attribute = ProtectedAttribute(type: draft.type) {
            throw .protectedAttribute(attribute, criterion: draft.id)
        }
        for word in draft.words {
            if let attribute = ProtectedAttribute(asking: word) {
                throw .protectedAttribute(attribute, criterion: draft.id)
            }
        }
        guard (1...Criteria.weightMax).contains(draft.weight) else {
            throw .outOfBounds("a weight is 1 to \(Criteria.weightMax)", criterion: draft.id)
        }
        id = draft.id
        weight = draft.weight
        necessity = draft.isRequired ? .required : .preferred
        kind = try Self.kind(of: draft)
    }

    private static func kind(of draft: CriterionDraft) throws(CriterionError) -> Kind {
        switch draft.type {
        case "skill": return .skill(names: try phrases(of: draft))
        case "mentions": return .mentions(anyOf: try phrases(of: draft))
        case "omits": return .omits(allOf: try phrases(of: draft))
        case "education":
            guard let level = draft.level.flatMap({ EducationLevel(rawValue: $0) }) else {
                throw .unknownLevel(criterion: draft.id)
            }
            return .education(atLeast: level)
        case "experience":
            guard let years = draft.years, years > 0, years <= Criteria.yearsMax else {
                throw .outOfBounds("years lie between 0 and \(Int(Criteria.yearsMax))", criterion: draft.id)
            }
            return .experience(atLeastMonths: Int((years * 12).rounded()))
        default: throw .unknownType(criterion: draft.id)
        }
    }

    private static func phrases(of draft: CriterionDraft) throws(CriterionError) -> [Phrase] {
        guard draft.words.count <= Criteria.wordsCountMax else {
            throw .outOfBounds("at most \(Criteria.wordsCountMax) words", criterion: draft.id)
        }
        let phrases = draft.words.compactMap { Phrase($0) }
        guard !phrases.isEmpty, phrases.count == draft.words.count else { throw .noWords(criterion: draft.id) }
        return phrases
    }
}
