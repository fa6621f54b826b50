import Domain
import Events
import JSON
import Testing

struct GivenLanguageTests {
    @Test(
        arguments: [
            ("zh", .chinese), ("en", .english), ("en-GB", .english), ("zh-Hans-CN", .chinese), ("ZH_tw", .chinese),
            ("", nil), ("fr", nil), ("english", nil), ("Ann Example 13812345678", nil), ("und", nil),
        ] as [(String, Language?)])
    func `a language is taken by its first subtag`(text: String, expected: Language?) {
        #expect(GivenLanguage(text).language == expected)
    }

    @Test func `what is none of ours is not written again`() throws {
        let given = try JSON.decode([GivenLanguage].self, from: #"["Ann Example 13812345678","en-GB"]"#)
        #expect(try JSON.encode(given) == Array(#"["und","en"]"#.utf8))
        #expect(try JSON.decode([GivenLanguage].self, from: #"["und","en"]"#) == given)
    }
}
