import Events

/// A degree that a résumé tells of.
struct EducationMention: Hashable, Sendable {
    let level: EducationLevel
    /// False while it is not finished (`expected 2027`, `在读`, `肄业`).
    let isCompleted: Bool
    let range: Range<Int>
}
