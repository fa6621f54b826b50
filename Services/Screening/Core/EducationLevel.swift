/// The levels of education that a job can ask for, from low to high.
package enum EducationLevel: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// 高中, 中专.
    case highSchool = "high-school"
    /// 大专, 专科.
    case associate
    /// 本科, 学士.
    case bachelor
    /// 硕士, 研究生.
    case master
    /// 博士.
    case doctorate

    private var rank: Int {
        switch self {
        case .highSchool: 0
        case .associate: 1
        case .bachelor: 2
        case .master: 3
        case .doctorate: 4
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// A degree that a résumé tells of.
struct EducationMention: Hashable, Sendable {
    let level: EducationLevel
    /// False while it is not finished (`expected 2027`, `在读`, `肄业`).
    let isCompleted: Bool
    let range: Range<Int>
}
