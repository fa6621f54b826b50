import Domain
import Events

/// Measures what an answer says about what the question asks. Nothing that the answer says is obeyed.
func measureContent(
    _ transcript: Transcript, _ tokens: [Token], of question: Question, by rubric: DimensionRubric?,
    _ nearness: Nearness?
) -> ContentObservation {
    let language = transcript.language
    let clauses = clauses(of: transcript)
    let standings = standings(of: clauses, tokens, language, question: question)
    let pieces = pieces(of: question, by: rubric)
    let told = clauses.indices.filter { standings[$0] == .told }
    func nearest(_ isIt: (Piece.Kind) -> Bool, among candidates: [Int]) -> (value: Double, clause: Int)? {
        guard let nearness else { return nil }
        let rows = pieces.indices.filter { isIt(pieces[$0].kind) && $0 < nearness.ofPieces.count }
        return rows.flatMap { row in
            candidates.filter { $0 < nearness.ofPieces[row].count }.map { (nearness.ofPieces[row][$0], $0) }
        }.max { $0.0 < $1.0 }
    }
    func observation(
        weight: Double, share: Double, _ found: (value: Double, clause: Int)?, _ marks: [Observation.Mark]
    ) -> ContentObservation.PieceObservation {
        let near = found.map { [Observation.Mark(tokens[clauses[$0.clause].tokens])] } ?? []
        return ContentObservation.PieceObservation(
            weight: weight, share: share, nearness: found?.value, marks: marks.isEmpty ? near : marks)
    }
    let mentions = Mentions(clauses, standings, tokens)
    let referenceTexts = question.referenceAnswer.map { clauseTexts($0, language) } ?? []
    let topics = question.topics.enumerated().map { index, topic in
        let (credit, marks) = mentions.of(topic.anyOf, signs: topic.anyOf.contains("%") ? transcript : nil)
        // The clauses of the reference answer that speak of the topic are examples of it.
        let examples = referenceTexts.indices.filter { speaks(referenceTexts[$0], of: topic) }
        let found = nearest(
            { kind in kind == .topic(index) || examples.contains { kind == .reference($0) } }, among: told)
        return observation(weight: 1, share: credit, found, marks)
    }
    let own = OwnWords(of: referenceTexts, beside: question.text, language)
    let (sums, shares) = (own.sums, own.shares(said(clauses, standings, tokens, of: question)))
    let counting = question.acceptsList ? clauses.indices.filter { [.told, .listed].contains(standings[$0]) } : told
    let reference = referenceTexts.indices.map { index in
        observation(
            weight: sums[index], share: shares[index],
            nearest({ $0 == .reference(index) }, among: counting), [])
    }
    let criteria = question.criteria(by: rubric).enumerated().map { index, criterion in
        let (credit, marks) = mentions.of(criterion.cues[language] ?? [], signs: nil)
        return observation(
            weight: Double(criterion.points), share: credit, nearest({ $0 == .criterion(index) }, among: told), marks)
    }
    return ContentObservation(
        clauses: observed(clauses, standings, tokens, language),
        topics: topics, reference: reference, criteria: criteria,
        relevance: nearness.map { relevance($0, pieces, whole: clauses.count) },
        likenessToReference: question.referenceAnswer.map { likeness(of: tokens, to: phrase($0), language) } ?? 0,
        rubric: MeasuredRubric(of: question, by: rubric))
}

/// How each clause stands, and whether the speaker did something there or says something that one can picture.
private func observed(
    _ clauses: [Clause], _ standings: [Standing], _ tokens: [Token], _ language: Language
) -> [ContentObservation.ClauseObservation] {
    let concrete = Set(
        (numbers(in: tokens) + Lexicon.of(language).examples.flatMap { places(of: phrase($0), in: tokens) })
            .flatMap { Array($0) })
    var speaker = Speaker(language, clauses.map { tokens[$0.tokens] })
    return zip(clauses, standings).map { clause, standing in
        let isOwn = speaker.acts(in: tokens[clause.tokens])
        return ContentObservation.ClauseObservation(
            mark: Observation.Mark(tokens[clause.tokens]), standing: standing, tokenCount: clause.tokens.count,
            isOwnAct: standing == .told && isOwn,
            isConcrete: standing == .told && clause.tokens.contains(where: concrete.contains))
    }
}

/// The whole answer beside the question and, where there is one, the reference answer. An answer that was good for another question
/// lies lower than any to this one.
private func relevance(_ nearness: Nearness, _ pieces: [Piece], whole: Int) -> Double {
    let found = pieces.indices.filter { [.question, .wholeReference].contains(pieces[$0].kind) }
        .compactMap { row in nearness.ofPieces[row].indices.contains(whole) ? nearness.ofPieces[row][whole] : nil }
    return found.reduce(0, +) / Double(max(1, found.count))
}

/// Where phrases stand, and what the clause they stand in makes of them.
private struct Mentions {
    private let tokens: [Token]
    private let standing: [Standing]

    init(_ clauses: [Clause], _ standings: [Standing], _ tokens: [Token]) {
        self.tokens = tokens
        standing = zip(clauses, standings).flatMap { clause, standing in clause.tokens.map { _ in standing } }
    }

    func of(_ phrases: [String], signs transcript: Transcript?) -> (credit: Double, marks: [Observation.Mark]) {
        var places = phrases.flatMap { ScoringCore.places(of: phrase($0), in: tokens) }
        if let transcript { places += ScoringCore.percentSigns(in: transcript, tokens) }
        let told = places.filter { standing[$0.lowerBound] == .told }
        if !told.isEmpty { return (1, marks(told, in: tokens)) }
        let supposed = places.filter { standing[$0.lowerBound] == .supposed }
        return (supposed.isEmpty ? 0 : 0.5, marks(supposed, in: tokens))
    }
}

private func speaks(_ text: String, of topic: AnswerTopic) -> Bool {
    let words = phrase(text)
    return topic.anyOf.contains { words.firstRange(of: phrase($0)) != nil }
}

/// Each word of the clauses that count, in Chinese also each two beside each other, with the most that it counts for.
private func said(
    _ clauses: [Clause], _ standings: [Standing], _ tokens: [Token], of question: Question
) -> [String: Double] {
    let asked = Set(phrase(question.text))
    let isKnowledge = question.asksForKnowledge
    let acceptsList = isKnowledge && question.acceptsList
    var said: [String: Double] = [:]
    for (clause, standing) in zip(clauses, standings) {
        let credit = credit(standing, isKnowledge: isKnowledge, acceptsList: acceptsList)
        guard credit > 0 else { continue }
        // Of the question said back only what it adds.
        let texts = tokens[clause.tokens].map(\.text).filter { standing != .asked || !asked.contains($0) }
        for text in texts { said[text] = max(said[text] ?? 0, credit) }
        guard question.language == .chinese else { continue }
        for (one, other) in zip(texts, texts.dropFirst()) { said[one + other] = max(said[one + other] ?? 0, credit) }
    }
    return said
}

/// Where knowledge is asked for, what is not so belongs to the answer, and what was named may be a list: "not sorted", "revenue, cost,
/// margin". In a story neither tells anything.
private func credit(_ standing: Standing, isKnowledge: Bool, acceptsList: Bool) -> Double {
    switch standing {
    case .told: return 1
    case .supposed: return 0.5
    case .listed: return isKnowledge ? (acceptsList ? 1 : 0.3) : 0
    case .denied, .asked, .repeated: return isKnowledge ? 1 : 0
    case .addressed: return 0
    }
}

/// The share of an answer that lies in longer runs of the reference: half and more was learned by heart or read out.
private func likeness(of tokens: [Token], to reference: [String], _ language: Language) -> Double {
    let length = 2 * runLength(language)
    let marks = marksInRuns(tokens.map(\.text), runs(of: reference, length), length)
    return marks.isEmpty ? 0 : Double(marks.count { $0 }) / Double(marks.count)
}
