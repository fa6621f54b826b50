import Domain
import Testing

@testable import Speech

@Suite struct TextEmbedderTests {
    private struct Pair: Sendable, CustomTestStringConvertible {
        let question: (String, Language)
        let answer: (String, Language)
        let offTopic: (String, Language)
        var testDescription: String { "\(question.0) ← \(answer.0)" }
    }

    private static let pairs = [
        Pair(
            question: ("Tell me about a time you resolved a conflict in your team.", .english),
            answer: (
                "Two of my colleagues argued about the design, so I sat down with both and found a compromise.",
                .english
            ),
            offTopic: ("Every weekend I like to cook noodles and watch football with my cousin.", .english)),
        Pair(
            question: ("请说说你是怎样降低成本的。", .chinese),
            answer: ("我重新和供应商谈判，把采购费用减少了百分之二十。", .chinese),
            offTopic: ("周末我喜欢和表弟一起看足球、煮面条。", .chinese)),
        Pair(
            question: ("How do you keep a production system reliable?", .english),
            answer: ("我们给服务加了监控和告警，出现故障时可以自动切换。", .chinese),
            offTopic: ("我小时候养过一只很可爱的小狗。", .chinese)),
        Pair(
            question: ("你如何学习一门新的技术？", .chinese),
            answer: (
                "I read the documentation, build a small project with it and then ask an expert to review it.",
                .english
            ),
            offTopic: ("The hotel was close to the beach and the breakfast was excellent.", .english)),
    ]

    @Test(arguments: pairs)
    private func `an answer is nearer to its question than small talk, in and across languages`(pair: Pair) async throws
    {
        let embedder = try Material.embedder.get()
        let question = try await embedder.embedding(of: pair.question.0, pair.question.1, as: .query)
        let answer = try await embedder.embedding(of: pair.answer.0, pair.answer.1)
        let offTopic = try await embedder.embedding(of: pair.offTopic.0, pair.offTopic.1)
        #expect(question.cosine(with: answer) > question.cosine(with: offTopic) + 0.1)
    }

    @Test(arguments: [
        ("项目管理", "项目统筹", "会计"), ("team work", "collaboration", "accounting"), ("降低成本", "节约费用", "学习外语"),
    ])
    func `a synonym is nearer than another trade`(term: String, synonym: String, other: String) async throws {
        let embedder = try Material.embedder.get()
        let language: Language = term.utf8.first! < 0x80 ? .english : .chinese
        let vector = try await embedder.embedding(of: term, language, as: .query)
        let near = try await embedder.embedding(of: synonym, language, as: .query)
        let far = try await embedder.embedding(of: other, language, as: .query)
        #expect(vector.cosine(with: near) > vector.cosine(with: far) + 0.1)
        #expect(abs(vector.cosine(with: vector) - 1) < 0.0001)
    }

    @Test func `texts that are asked for together have the vectors that each has alone`() async throws {
        let embedder = try Material.embedder.get()
        let texts = Self.pairs.flatMap { [$0.question.0, $0.answer.0, $0.offTopic.0] } + ["", "cost\0 cutting"]
        for role in [Embedding.Role.query, .passage] {
            let together = try await embedder.embeddings(of: texts, .english, as: role)
            #expect(together.count == texts.count)
            for (text, vector) in zip(texts, together) {
                #expect(try await embedder.embedding(of: text, .english, as: role) == vector, "\(text)")
            }
        }
        #expect(try await embedder.embeddings(of: [], .english).isEmpty)
    }

    @Test func `an empty text and a zero byte are embedded like any other`() async throws {
        let embedder = try Material.embedder.get()
        let empty = try await embedder.embedding(of: "", .english)
        #expect(empty.components.count == 384)
        let plain = try await embedder.embedding(of: "cost cutting", .english)
        let odd = try await embedder.embedding(of: "cost\0 cutting", .english)
        #expect(plain == odd)
    }

    @Test func `an absent model is named`() {
        #expect(throws: EngineError.modelMissing("ggml-base-q8_0.bin")) { try EngineModels(folder: "/nonexistent") }
    }
}
