import Domain
import Testing

@testable import ScreeningCore

struct CleanTextTests {
    @Test(arguments: [
        ("a\r\nb\rc\u{0C}d", "a\nb\nc\nd"), ("a\n\n\n\n b", "a\n\n b"), ("of\u{FB01}ce e\u{FB00}ort", "office effort"),
        ("⽬标⼯程", "目标工程"),
        ("a\tb\u{A0}c", "a b c"), ("P\u{200B}y\u{202E}th\u{AD}on\u{0}", "Python"), ("\u{FEFF}BOM", "BOM"),
    ])
    func `what a reader cannot see goes, what fonts broke is mended`(text: String, cleaned: String) {
        #expect(CleanText.clean(text) == cleaned)
    }

    @Test func `cleaning twice changes nothing more`() {
        let once = CleanText.clean("a\u{0B}\u{0C}\n\n\n⼀\u{FB03}\u{200D} x \r\n\r\n\r\n")
        #expect(CleanText.clean(once) == once)
    }
}
