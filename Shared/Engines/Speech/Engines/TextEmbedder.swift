import CSpeech
import Domain
import Glibc

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
    /// of its language. About 25 ms for a phrase, 45 ms for a sentence.
    package func embedding(
        of text: String, _ language: Language, as role: Embedding.Role = .passage
    ) throws(EngineError) -> Embedding {
        try embeddings(of: [text], language, as: role)[0]
    }

    /// The vectors of several texts, each the same as if it were asked for alone: a third to half of the time, since the weights are
    /// unpacked once for all of them.
    package func embeddings(
        of texts: [String], _ language: Language, as role: Embedding.Role = .passage
    ) throws(EngineError) -> [Embedding] {
        let centre = try centre(of: language)
        return try raw(texts, role).map { $0.relative(to: centre) }
    }

    /// The mean of neutral sentences. All raw vectors of a language point the same way; what is left without that
    /// direction is meaning.
    private func centre(of language: Language) throws(EngineError) -> Embedding {
        if let known = centres[language] { return known }
        let centre = Embedding.mean(of: try raw(backgroundSentences(language), .passage))
        centres[language] = centre
        return centre
    }

    private func raw(_ texts: [String], _ role: Embedding.Role) throws(EngineError) -> [Embedding] {
        guard !texts.isEmpty else { return [] }
        let dimension = Int(cspeech_embedder_dimension(engine.pointer))
        var vectors = [Float](repeating: 0, count: texts.count * dimension)
        // A zero byte would end the text early.
        let copies = texts.map { strdup($0.filter { $0 != "\0" }) }
        defer { for copy in copies { free(copy) } }
        let code = copies.map { UnsafePointer($0) }.withUnsafeBufferPointer {
            cspeech_embed(engine.pointer, $0.baseAddress, Int32(texts.count), role == .query ? 1 : 0, &vectors)
        }
        if code != 0 { throw .failed(engine: "sentence vectors", code: Int(code)) }
        return texts.indices.map {
            Embedding(components: Array(vectors[$0 * dimension..<($0 + 1) * dimension]))
        }
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
