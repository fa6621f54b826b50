import Domain
import Testing

struct WrittenTextTests {
    @Test(arguments: [
        ("", []), ("  \n…", []), ("It's 3 o’clock.", ["It's", "3", "o’clock"]), ("don't 'quote'", ["don't", "quote"]),
        ("我用Swift写了2个服务。", ["我", "用", "Swift", "写", "了", "2", "个", "服", "务"]),
        ("naïve cafe\u{301}", ["naïve", "cafe\u{301}"]), ("a-b c/d", ["a", "b", "c", "d"]), ("x1", ["x1"]),
    ])
    func `a word is a run of letters and digits, in Chinese one character`(text: String, words: [String]) {
        let scalars = Array(text.unicodeScalars)
        let found = WrittenText.words(of: text).map { word in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[word.start..<word.end])
            return String(view)
        }
        #expect(found == words)
        #expect(WrittenText.count(text) == words.count)
    }
}
