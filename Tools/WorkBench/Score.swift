import Domain
import Events
import JSON
import ScoringCore
import Speech

/// Scores texts as the scoring service scores what was written or heard: one JSON object a line on standard input, one on standard
/// output. With `observation` in place of `answer` it is scored from what was measured then, as under other rubrics.
func score(_ words: [String]) async throws {
    let embedder = try TextEmbedder(try EngineModels(folder: words[1]))
    var kept: [String: Embedding] = [:]
    while let line = readLine() {
        let asked = try JSON.decode(Asked.self, from: Array(line.utf8))
        let question = asked.question
        var observation = asked.observation
        if observation == nil {
            let text = asked.answer ?? ""
            let transcript = Transcript(language: question.language, text: text, words: WrittenText.words(of: text))
            func vector(_ text: String, _ role: Embedding.Role) async throws(EngineError) -> Embedding {
                let key = "\(role)\(question.language)\(text)"
                if let vector = kept[key] { return vector }
                let vector = try await embedder.embedding(of: text, question.language, as: role)
                kept[key] = vector
                return vector
            }
            let near = try await nearness(
                of: transcript, to: question,
                clause: { text async throws(EngineError) in try await vector(text, .passage) },
                piece: { piece async throws(EngineError) in
                    try await vector(piece.text, piece.kind == .question ? .query : .passage)
                }, cosine: { $0.cosine(with: $1) })
            observation = measure(text: transcript, nearness: near, of: question)
        }
        guard let observation else { continue }
        let result = scoreText(observation, of: question, answerID: "answer")
        tell(
            String(
                decoding: try JSON.encode(
                    Scored(
                        id: asked.id, result: result, communication: scoreCommunication(observation, question),
                        observation: observation)),
                as: UTF8.self))
    }
}

private struct Asked: Decodable {
    let id: String
    let question: Question
    let answer: String?
    let observation: Observation?
}

private struct Scored: Encodable {
    let id: String
    let result: AnswerResult
    let communication: DimensionResult
    let observation: Observation
}
