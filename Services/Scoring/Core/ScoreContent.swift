import Domain
import Events

/// What an answer says, scored for the competency that its question asks about. Points are earned, each by something that was told;
/// what was not shown is named with the points that it would have earned.
struct ContentRubric: Sendable {
    /// For what the employer, or the competency's rubric, asks for; shared among its pieces.
    var piecePoints = 45.0
    /// Where the question asks for something that happened: that the speaker says what they did themselves.
    var ownPoints = 30.0
    /// For figures, and the time or place of something that happened.
    var concretePoints = 25.0
    /// Own acts and concrete clauses that are enough.
    var ownActs = 3.0
    var concreteClauses = 2.0
    /// What a piece is worth in a story in which the speaker did nothing.
    var pieceWithoutAct = 0.2
    /// Centred cosines up to which a clause says nothing of a piece in other words, and from which on it says all of it.
    var nearnessNone = 0.33
    var nearnessFull = 0.53
    /// The same for the whole answer and what was asked: below it the answer belongs to another question.
    var relevanceNone = 0.25
    var relevanceFull = 0.35
}

func scoreContent(
    _ observation: Observation, of question: Question, answerID: AnswerID, rubric: ContentRubric = ContentRubric()
) -> DimensionResult {
    var sheet = Sheet(question.competency, questionID: question.questionID, answerID: answerID)
    guard let content = observation.content else { return insufficientDimension(question.competency) }
    let reading = QuestionReading(question)
    let isStory = reading.asksForStory || question.usesRubric
    let ownPoints = isStory ? rubric.ownPoints : 0
    let isKnowledge = reading.asksForKnowledge
    let concretePoints = isKnowledge ? 0 : rubric.concretePoints
    // A short right answer lies far from everything, and an answer to another question has none of the words.
    let gate =
        isKnowledge ? 1 : content.relevance.map { ramp($0, from: rubric.relevanceNone, to: rubric.relevanceFull) } ?? 1
    let own = content.clauses.filter(\.isOwnAct)
    let concrete = content.clauses.filter(\.isConcrete)
    // What somebody says they did not do speaks against what they say they did.
    let denied = content.clauses.count { $0.standing == .denied }
    let acted = min(1, Double(max(0, own.count - denied)) / rubric.ownActs)
    // In a story words count as far as the speaker did something; whoever was only near it shows little.
    let worth = isStory ? rubric.pieceWithoutAct + (1 - rubric.pieceWithoutAct) * acted : 1
    let told = min(1, Double(concrete.count) / rubric.concreteClauses)

    let pieces = earnedPieces(content, of: question, reading, rubric, observation.judged)
    let sum = pieces.reduce(0) { $0 + $1.weight }
    let piecePoints = 100 - ownPoints - concretePoints
    var said = concretePoints * told
    for piece in pieces where sum > 0 {
        let points = piecePoints * piece.weight / sum
        said += points * piece.earned
        sheet.lose(points * (1 - piece.earned), piece.earned > 0 ? piece.partlyCode : piece.missingCode, piece.name)
        sheet.show(piece, by: observation.judged)
    }
    sheet.lose(concretePoints * (1 - told), told > 0 ? "few-details" : "no-example")
    sheet.lose(
        ownPoints * (1 - acted) + said * (1 - worth), acted > 0 ? "own-part-partly-told" : "own-part-not-told")
    sheet.lose(
        (ownPoints * acted + said * worth) * (1 - gate), "low-relevance", "\(Int((gate * 100).rounded())) %")
    if ownPoints > 0 { sheet.show("own-part", nil, own.map(\.mark)) }
    if concretePoints > 0 { sheet.show("example", nil, concrete.map(\.mark)) }
    var result = sheet.result
    result.rubricVersions = question.usesRubric ? content.rubric.map { [$0.version] } : nil
    return result
}

extension Sheet {
    /// Where it was found. A clause that is a little near proves nothing to a reader.
    fileprivate mutating func show(_ piece: EarnedPiece, by judge: JudgeObservation?) {
        if let mark = piece.judged {
            show("judged", piece.name, [mark], judge: judge?.model)
        } else if piece.earned >= 0.5 {
            show(piece.kind, piece.name, piece.marks)
        }
    }
}

extension ContentObservation {
    /// 0 to 1: how much of what is asked for the answer says, whatever it is worth.
    func share(of question: Question, _ rubric: ContentRubric = ContentRubric()) -> Double {
        let pieces = earnedPieces(self, of: question, QuestionReading(question), rubric)
        let sum = pieces.reduce(0) { $0 + $1.weight }
        return sum > 0 ? pieces.reduce(0) { $0 + $1.weight * $1.earned } / sum : 0
    }
}

struct EarnedPiece {
    /// What of the question's it is.
    var item: JudgeItem.Kind
    var index: Int
    var name: String
    var weight: Double
    /// 0 to 1.
    var earned: Double
    var missingCode: String
    /// Where some of it was said, or in words of which it is not sure.
    var partlyCode: String
    var kind: String
    var marks: [Observation.Mark]
    /// Where a judge found it that the formula did not.
    var judged: Observation.Mark?
}

/// By the formula, and by what a judge found beside it.
func earnedPieces(
    _ content: ContentObservation, of question: Question, _ reading: QuestionReading, _ rubric: ContentRubric,
    _ judged: JudgeObservation?
) -> [EarnedPiece] {
    var pieces = earnedPieces(content, of: question, reading, rubric)
    for found in judged?.found(in: content) ?? [] {
        guard let place = pieces.firstIndex(where: { $0.item == found.kind && $0.index == found.index }),
            pieces[place].earned < 1
        else { continue }
        pieces[place].earned = 1
        pieces[place].judged = found.mark
    }
    return pieces
}

func earnedPieces(
    _ content: ContentObservation, of question: Question, _ reading: QuestionReading, _ rubric: ContentRubric
) -> [EarnedPiece] {
    // Another claim about the same thing is near as well, so where knowledge is asked for only words count.
    let isKnowledge = reading.asksForKnowledge
    func near(_ piece: ContentObservation.PieceObservation) -> Double {
        guard !isKnowledge, let nearness = piece.nearness else { return 0 }
        return ramp(nearness, from: rubric.nearnessNone, to: rubric.nearnessFull)
    }
    var pieces = zip(question.topics, content.topics).enumerated().map { index, pair in
        let (topic, piece) = pair
        return EarnedPiece(
            item: .topic, index: index, name: topic.name, weight: piece.weight / Double(question.topics.count),
            earned: max(piece.share, near(piece)),
            missingCode: "topic-not-mentioned", partlyCode: "topic-partly-shown", kind: "topic", marks: piece.marks)
    }
    if let reference = question.referenceAnswer, pieces.isEmpty || isKnowledge {
        let sum = content.reference.reduce(0) { $0 + $1.weight }
        let share = sum > 0 ? content.reference.reduce(0) { $0 + $1.weight * $1.share } / sum : 0
        // The whole is graded as a whole; each piece takes part in it by its share.
        let scale = share > 0 ? worth(share) / share : 0
        let texts = clauseTexts(reference, question.language)
        pieces += zip(texts, content.reference).enumerated().map { index, pair in
            let (text, piece) = pair
            return EarnedPiece(
                item: .reference, index: index, name: String(text.prefix(subjectCharactersMax)),
                weight: sum > 0 ? piece.weight / sum : 0,
                earned: min(1, max(piece.share * scale, near(piece))), missingCode: "reference-not-covered",
                partlyCode: "reference-partly-covered", kind: "reference",
                marks: piece.marks)
        }
    }
    guard pieces.isEmpty else { return pieces }
    // Whatever the rubric has become meanwhile, these are the criteria that were looked for.
    let names =
        content.rubric?.criteria.map(\.name)
        ?? question.criteria(by: nil).map { $0.name[question.language] ?? "" }
    return zip(names, content.criteria).enumerated().map { index, pair in
        let (name, piece) = pair
        return EarnedPiece(
            item: .criterion, index: index, name: name, weight: piece.weight,
            earned: max(piece.share, near(piece)),
            missingCode: "criterion-not-shown", partlyCode: "criterion-partly-shown", kind: "criterion",
            marks: piece.marks)
    }
}

private let subjectCharactersMax = 120

/// Half of a reference's own words are more than half of an answer, since nobody says all of them: the share to the power of 3/4.
private func worth(_ share: Double) -> Double {
    share.squareRoot() * share.squareRoot().squareRoot()
}
