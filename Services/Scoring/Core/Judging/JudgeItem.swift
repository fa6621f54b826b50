import Domain
import Events

/// One thing that the judge is asked about: whether the answer shows it.
package struct JudgeItem: Sendable, Hashable {
    package enum Kind: String, Codable, Sendable {
        case topic, reference, criterion
        /// What no answer to this question shows: who says yes to it reads something else than the answer.
        case decoy
    }

    package var kind: Kind
    /// Which of the question's topics, clauses of its reference answer, criteria of its rubric, or of the decoys.
    package var index: Int
    package var text: String

    package init(kind: Kind, index: Int, text: String) {
        self.kind = kind
        self.index = index
        self.text = text
    }

    /// Without decoys.
    package static let countMax = 20
}

/// What the formula found not at all, or not wholly, with two decoys among it; the heaviest where there are many. Empty where there is
/// nothing to be found, or where the answer speaks to whoever scores: nobody who can be talked to is shown that.
package func judgeItems(_ observation: Observation, of question: Question, answerID: AnswerID) -> [JudgeItem] {
    guard let content = observation.content, content.clauses.contains(where: { $0.standing == .told }),
        !content.clauses.contains(where: { $0.standing == .addressed })
    else { return [] }
    let pieces = earnedPieces(content, of: question, QuestionReading(question), ContentRubric())
    let missing = pieces.indices.filter { pieces[$0].weight > 0 && pieces[$0].earned < earnedEnough }
    guard !missing.isEmpty else { return [] }
    func worth(_ place: Int) -> Double { pieces[place].weight * (1 - pieces[place].earned) }
    let heaviest = Set(missing.sorted { (worth($1), $0) < (worth($0), $1) }.prefix(JudgeItem.countMax))
    var items = missing.filter(heaviest.contains).map { place in
        let piece = pieces[place]
        return JudgeItem(kind: piece.item, index: piece.index, text: words(of: piece, question, content.rubric))
    }
    // The same for the same answer, so that asking twice is asking the same.
    let mark = (question.text + answerID.text).utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let decoys = decoys[question.language] ?? []
    let (first, step) = (Int(mark) % decoys.count, 1 + Int(mark / 7) % (decoys.count - 1))
    for decoy in [first, (first + step) % decoys.count] {
        items.insert(
            JudgeItem(kind: .decoy, index: decoy, text: decoys[decoy]),
            at: (Int(mark / 64) + decoy) % (items.count + 1))
    }
    return items
}

private func words(of piece: EarnedPiece, _ question: Question, _ own: MeasuredRubric?) -> String {
    let isChinese = question.language == .chinese
    switch piece.item {
    case .topic:
        let words = question.topics[piece.index].anyOf.prefix(wordsMax).joined(separator: isChinese ? "、" : ", ")
        return words.isEmpty
            ? piece.name : isChinese ? "\(piece.name)（如：\(words)）" : "\(piece.name) (such as: \(words))"
    case .criterion:
        let example =
            own.map { $0.criteria[piece.index].example }
            ?? question.criteria(by: nil)[piece.index].examples[question.language]?.first
        guard let example else { return piece.name }
        return isChinese ? "\(piece.name)（如：\(example)）" : "\(piece.name) (such as: \(example))"
    case .reference, .decoy: return piece.name
    }
}

private let earnedEnough = 0.95
private let wordsMax = 12

/// True of next to nobody, and of nobody in an answer to anything that is asked in interviews.
private let decoys: [Language: [String]] = [
    .english: [
        "repaired the lens of a lighthouse with a dentist's tools",
        "tuned the organ of a village church during a snowstorm",
        "counted seals from a research ship near Antarctica",
        "lost a game of chess against a circus clown", "carved a sundial out of a block of salt",
        "taught a parrot to recite railway timetables",
    ],
    .chinese: [
        "用牙医的工具修好了灯塔的透镜", "在暴风雪中给村里教堂的管风琴调音", "在南极附近的科考船上数海豹", "和马戏团小丑下国际象棋输了",
        "用一块盐雕了一座日晷", "教一只鹦鹉背诵火车时刻表",
    ],
]
