import Domain
import Testing

@testable import ScreeningCore

struct PhraseTests {
    private func found(_ name: String, _ text: String) throws -> Bool {
        try !#require(Phrase(name)).matches(in: FoldedText(text)).isEmpty
    }

    @Test(arguments: [
        ("Java", "熟悉Java开发"), ("Java", "JAVA, Python"), ("java", "Ｊａｖａ 后端"), ("Java", "Java8 及以上"),
        ("Java", "Java+Spring"),
        ("Python", "python3.11"), ("Node.js", "NodeJS"), ("Node.js", "node js"), ("NodeJS", "Node.js"),
        ("Spring Boot", "SpringBoot"),
        ("Spring Boot", "spring-boot"), ("C++", "C/C++"), ("C++", "c++17"), ("C#", "C＃ / .NET"),
        (".NET", "ASP.NET Core"),
        ("C", "C/C++, C, Go"), ("R", "Python, R."), ("Go", "Go, Rust"), ("Go", "GO语言"), ("数据分析", "数据 分析"),
        ("数据分析", "负责数据\n分析"),
        ("机器学习", "精通机器学习算法"), ("machine learning", "Machine\nLearning"), ("Machine Learning", "machine-learning"),
        ("PostgreSQL", "postgresql,"), ("CI/CD", "CICD"), ("CI/CD", "ci-cd"), ("résumé", "RÉSUMÉ"),
        ("A/B testing", "A/B Testing"),
    ])
    func `a name is found however it is written`(name: String, text: String) throws {
        #expect(try found(name, text))
    }

    @Test(arguments: [
        ("Java", "JavaScript"), ("Java", "Javanese"), ("C", "C++"), ("C", "C#"), ("C", "C-level"), ("C", "Objective-C"),
        ("R", "R&D"), ("R", "Mr. R'"), ("Go", "go to market"), ("Go", "Gopher"), ("SQL", "MySQLite"),
        ("React", "reacted"),
        ("React", "re act"), ("Scala", "s cala"), ("C++", "C"), ("C#", "C"), ("Excel", "excellent"), ("数据分析", "数据和分析"),
        ("AWS", "laws"),
        ("IT", "it is"), ("Swift", "Swiftly"), (".NET", "network"),
    ])
    func `a part of another word is not the name`(name: String, text: String) throws {
        #expect(try !found(name, text))
    }

    @Test func `the range is that of the text as it stands`() throws {
        let text = "懂Ｎｏｄｅ．ＪＳ。"
        let range = try #require(Phrase("Node.js")?.matches(in: FoldedText(text)).first)
        #expect(range == 1..<8)
    }

    @Test(arguments: ["", "  ", String(repeating: "x", count: 101)])
    func `nothing and too much are no names`(text: String) {
        #expect(Phrase(text) == nil)
    }
}
