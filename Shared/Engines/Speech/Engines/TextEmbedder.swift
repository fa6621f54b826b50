import CSpeech
import Domain

/// Sentence vectors (multilingual e5), so that likeness of meaning can be measured within and between zh and en.
package actor TextEmbedder {
    private nonisolated let queue = EngineQueue("embedder")
    private let engine: Engine
    private var centres: [Language: Embedding] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Maps the weights: 10 ms.
    package init(_ models: EngineModels) throws(EngineError) {
        guard let pointer = cspeech_embedder_open(models.embedder) else { throw .modelUnusable("sentence vectors") }
        engine = Engine(pointer)
    }

    /// The vector of a question or a term (`.query`) or of what is said about it (`.passage`), relative to the middle
    /// of its language. About 20 ms for a phrase, 40 ms for a sentence.
    package func embedding(
        of text: String, _ language: Language, as role: Embedding.Role = .passage
    ) throws(EngineError) -> Embedding {
        let centre = try centre(of: language)
        return try raw(text, role).relative(to: centre)
    }

    /// The mean of neutral sentences. All raw vectors of a language point the same way; what is left without that
    /// direction is meaning.
    private func centre(of language: Language) throws(EngineError) -> Embedding {
        if let known = centres[language] { return known }
        var vectors: [Embedding] = []
        for sentence in backgroundSentences(language) { vectors.append(try raw(sentence, .passage)) }
        let centre = Embedding.mean(of: vectors)
        centres[language] = centre
        return centre
    }

    private func raw(_ text: String, _ role: Embedding.Role) throws(EngineError) -> Embedding {
        var vector = [Float](repeating: 0, count: Int(cspeech_embedder_dimension(engine.pointer)))
        // A zero byte would end the text early.
        let code = cspeech_embed(engine.pointer, text.filter { $0 != "\0" }, role == .query ? 1 : 0, &vector)
        if code != 0 { throw .failed(engine: "sentence vectors", code: Int(code)) }
        return Embedding(components: vector)
    }

    /// Closes the engine when the last reference goes.
    private final class Engine {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) {
            self.pointer = pointer
        }

        deinit {
            cspeech_embedder_close(pointer)
        }
    }
}
