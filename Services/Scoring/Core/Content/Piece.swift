import Chinese
import Domain
import Events

/// One thing that an answer can earn points by, as the engine that compares meanings is asked about it.
package struct Piece: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The question itself: nearness to it earns nothing, it only says whether the answer belongs here.
        case question
        /// The whole reference answer, for the same purpose.
        case wholeReference
        case topic(Int)
        /// A clause of the employer's reference answer.
        case reference(Int)
        /// An example of a criterion of the competency's rubric.
        case criterion(Int)
    }

    package var kind: Kind
    package var text: String
}

/// What an answer to this question is compared with. The rubric of the competency counts where the employer gave neither topics nor a
/// reference answer: the employer's own, or the built-in one.
package func pieces(of question: Question, by rubric: DimensionRubric? = nil) -> [Piece] {
    var result = [Piece(kind: .question, text: question.text)]
    for (index, topic) in question.topics.enumerated() {
        let separator = question.language == .chinese ? "、" : ", "
        result.append(Piece(kind: .topic(index), text: ([topic.name] + topic.anyOf).joined(separator: separator)))
    }
    if let reference = question.referenceAnswer {
        result.append(Piece(kind: .wholeReference, text: reference))
        for (index, text) in clauseTexts(reference, question.language).enumerated() {
            result.append(Piece(kind: .reference(index), text: text))
        }
    }
    for (index, criterion) in question.criteria(by: rubric).enumerated() {
        for text in criterion.pieces(in: question.language) {
            result.append(Piece(kind: .criterion(index), text: text))
        }
    }
    guard question.language == .chinese else { return result }
    return result.map { Piece(kind: $0.kind, text: TraditionalCharacters.simplify($0.text)) }
}

/// How near each piece is in meaning to each clause of an answer and, last, to the whole of it: centred cosines, −1 to 1, by piece and
/// clause in their order.
package struct Nearness: Sendable, Hashable {
    package var ofPieces: [[Double]]

    /// Rounded to thousandths, so that processors that add in another order come to the same scores.
    package init(_ cosines: [[Double]]) {
        ofPieces = cosines.map { row in row.map { ($0 * 1000).rounded() / 1000 } }
    }
}

/// Compares each clause of an answer with each piece of what is asked for; nil for an answer without words. Vectors come from an
/// engine, so the caller says how: one for each text, and one for each piece, in their order.
package func nearness<Vector, Failure: Error>(
    of transcript: Transcript, to question: Question, by rubric: DimensionRubric? = nil,
    isolation: isolated (any Actor)? = #isolation,
    said: ([String]) async throws(Failure) -> [Vector], asked: ([Piece]) async throws(Failure) -> [Vector],
    cosine: (Vector, Vector) -> Double
) async throws(Failure) -> Nearness? {
    let clauses = clausesForMeaning(of: transcript)
    guard !clauses.isEmpty else { return nil }
    let answer = try await said(clauses + [textForMeaning(transcript.text, transcript.language)])
    let pieces = try await asked(pieces(of: question, by: rubric))
    return Nearness(pieces.map { piece in answer.map { cosine($0, piece) } })
}

/// The clauses of an answer as the engine that compares meanings is given them, in order.
package func clausesForMeaning(of transcript: Transcript) -> [String] {
    clauses(of: transcript).map { textForMeaning($0.text, transcript.language) }
}

/// The engine puts traditional characters a little apart from simplified ones.
private func textForMeaning(_ text: String, _ language: Language) -> String {
    language == .chinese ? TraditionalCharacters.simplify(text) : text
}
