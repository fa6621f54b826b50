import Domain
import Events
import ScoringCore
import Speech

/// How near what was said is to what is asked for, clause by clause. What an employer wrote is the same for every candidate, so its
/// vectors are kept.
actor Meanings {
    private let embedder: TextEmbedder
    private var kept: [Piece: [Language: Embedding]] = [:]
    /// Three thousand vectors of 384 numbers are 5 MB.
    private let keptCountMax = 3_000
    /// Clauses of answers that are still recorded. A person's words: they go when the answer is heard or comes to nothing, and
    /// after half an hour in any case.
    private var foreseen: [AnswerID: Foreseen] = [:]

    private struct Foreseen {
        var since = ContinuousClock.now
        var language: Language
        var vectors: [String: Embedding] = [:]
    }

    private static let foreseenFor = Duration.seconds(1800)

    init(_ embedder: TextEmbedder) {
        self.embedder = embedder
    }

    /// Nil for an answer without words.
    /// - Parameter answer: whose clauses may have been looked at while it was recorded.
    func nearness(
        of transcript: Transcript, to question: Question, by rubric: DimensionRubric?, answer: AnswerID? = nil
    ) async throws(EngineError) -> Nearness? {
        let known = answer.flatMap { foreseen.removeValue(forKey: $0) }
        let vectors = known?.language == transcript.language ? known?.vectors ?? [:] : [:]
        return try await ScoringCore.nearness(
            of: transcript, to: question, by: rubric,
            said: { texts async throws(EngineError) in
                try await self.vectors(of: texts, transcript.language, known: vectors)
            },
            asked: { pieces async throws(EngineError) in try await self.vectors(of: pieces, question.language) },
            cosine: { $0.cosine(with: $1) })
    }

    /// What has been said of an answer that is still recorded: its clauses but the last, which may go on.
    func foresee(_ transcript: Transcript, of answer: AnswerID) async throws(EngineError) {
        let language = transcript.language
        let now = ContinuousClock.now
        for (other, known) in foreseen where now - known.since > Self.foreseenFor { foreseen[other] = nil }
        for text in clausesForMeaning(of: transcript).dropLast() where foreseen[answer]?.vectors[text] == nil {
            // One at a time: those of an answer that is there come between.
            let vector = try await embedder.embedding(of: text, language)
            if foreseen[answer]?.language != language { foreseen[answer] = Foreseen(language: language) }
            foreseen[answer]?.vectors[text] = vector
        }
    }

    func forget(_ answer: AnswerID) { foreseen[answer] = nil }

    private func vectors(
        of texts: [String], _ language: Language, known: [String: Embedding]
    ) async throws(EngineError) -> [Embedding] {
        var found = known
        let missing = texts.filter { found[$0] == nil }
        let vectors = try await embedder.embeddings(of: missing, language)
        for (text, vector) in zip(missing, vectors) { found[text] = vector }
        return texts.compactMap { found[$0] }
    }

    private func vectors(of pieces: [Piece], _ language: Language) async throws(EngineError) -> [Embedding] {
        var found: [Piece: Embedding] = [:]
        for piece in pieces { found[piece] = kept[piece]?[language] }
        for role in [Embedding.Role.query, .passage] {
            let missing = pieces.filter { found[$0] == nil && ($0.kind == .question ? .query : .passage) == role }
            let vectors = try await embedder.embeddings(of: missing.map(\.text), language, as: role)
            for (piece, vector) in zip(missing, vectors) {
                if kept.count >= keptCountMax { kept.removeAll() }
                kept[piece, default: [:]][language] = vector
                found[piece] = vector
            }
        }
        return pieces.compactMap { found[$0] }
    }
}
