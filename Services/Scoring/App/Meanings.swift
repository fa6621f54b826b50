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

    init(_ embedder: TextEmbedder) {
        self.embedder = embedder
    }

    /// Nil for an answer without words.
    func nearness(
        of transcript: Transcript, to question: Question, by rubric: DimensionRubric?
    ) async throws(EngineError) -> Nearness? {
        try await ScoringCore.nearness(
            of: transcript, to: question, by: rubric,
            clause: { text async throws(EngineError) in
                try await self.embedder.embedding(of: text, transcript.language)
            },
            piece: { piece async throws(EngineError) in try await self.vector(of: piece, question.language) },
            cosine: { $0.cosine(with: $1) })
    }

    private func vector(of piece: Piece, _ language: Language) async throws(EngineError) -> Embedding {
        if let vector = kept[piece]?[language] { return vector }
        let role: Embedding.Role = piece.kind == .question ? .query : .passage
        let vector = try await embedder.embedding(of: piece.text, language, as: role)
        if kept.count >= keptCountMax { kept.removeAll() }
        kept[piece, default: [:]][language] = vector
        return vector
    }
}
