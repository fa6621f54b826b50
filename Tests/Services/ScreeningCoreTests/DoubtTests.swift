import Domain
import Testing

@testable import ScreeningCore

struct DoubtTests {
    private func isDoubtful(_ name: String, _ text: String) throws -> Bool {
        let text = FoldedText(text)
        let mention = try #require(Phrase(name)?.matches(in: text).first)
        return Doubt.surrounds(mention, in: text)
    }

    @Test(arguments: [
        "No experience with Java", "I have not used Java", "never worked with Java.", "currently learning Java and Go",
        "without Java knowledge", "lack of Java", "I don't know Java", "Java: none", "Strong in Go, but no Java",
        "没有Java经验", "无Java开发经验", "不熟悉Java", "正在学习 Java", "Java 经验不足", "Java（学习中）", "想学Java", "精通Go，但没有用过Java",
        "no Python, Java", "interested in Java", "ＮＯ　Ｊａｖａ",
    ])
    func `a denied or hoped-for skill is doubtful`(text: String) throws {
        #expect(try isDoubtful("Java", text))
    }

    @Test(arguments: [
        "5 years of Java", "Not only Java, also Go", "no Go, but strong in Java",
        "I have no Go experience; Java since 2015",
        "Machine learning, Java", "Deep learning with Java", "Notable Java projects", "不仅精通Java，还懂Go", "没有Go经验，但精通Java",
        "熟悉Java、Python", "无锡 Java 工程师", "Acme Limited, Java developer", "从无到有搭建Java平台", "Zero downtime Java services",
        "Know Java well", "未来五年继续做Java", "No. 1 Java team", "缺陷率降低30%。使用Java",
    ])
    func `a clean mention stays clean`(text: String) throws {
        #expect(try !isDoubtful("Java", text))
    }
}
