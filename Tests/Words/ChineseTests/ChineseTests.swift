import Testing

@testable import Chinese

struct ChineseTests {
    @Test(arguments: [("明", "ming"), ("吕", "lv"), ("a", nil), ("", nil), ("龘", nil)] as [(String, String?)])
    func `a character is read by its most usual syllable`(character: String, syllable: String?) {
        #expect(Pinyin.syllable(of: character) == syllable)
    }

    @Test func `a traditional character has a simplified one, and a simplified one none`() {
        #expect(TraditionalCharacters.simplified["張"] == "张" && TraditionalCharacters.simplified["张"] == nil)
    }
}
