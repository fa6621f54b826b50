import Chinese
import Domain

/// A word as it is compared: lower case, without its ending; in Chinese one character, a traditional one as what stands for it: people
/// in Hong Kong and Taiwan write them, and lose nothing by it.
struct Token: Hashable, Sendable {
    var text: String
    /// In Chinese how the character is read where the recogniser was unsure of it, otherwise the same as the text.
    var sound: String
    /// An English past form: fixed, wrote.
    var isPastForm: Bool
    var span: CharacterSpan
    var time: TimeSpan

    init(_ word: String, probability: Double, span: CharacterSpan, time: TimeSpan) {
        let lower = word.lowercased()
        text = TraditionalCharacters.simplify(stem(lower))
        sound = probability < soundProbabilityMax ? Pinyin.syllable(of: text) ?? text : text
        isPastForm = lower.utf8.count >= 5 && lower.hasSuffix("ed") || irregularPastForms.contains(lower)
        self.span = span
        self.time = time
    }
}

/// Above it a character is taken as written: 油画 is not 优化 because the two sound alike.
private let soundProbabilityMax = 0.85

private let irregularPastForms: Set<String> = [
    "was", "were", "had", "did", "made", "went", "found", "took", "told", "said", "gave", "got", "led", "built",
    "wrote", "knew",
    "saw", "spoke", "brought", "met", "ran", "sat", "felt", "thought", "came", "began", "chose", "sent", "kept", "left",
    "drew",
    "put", "set", "cut", "taught", "held", "bought", "sold", "drove", "won", "paid", "stood", "understood", "read",
    "split", "grew",
    "broke", "caught", "heard", "laid", "lost", "meant", "rang", "rose", "shut", "slept", "stuck", "threw", "woke",
    "rewrote", "dug",
]

/// The words of a transcript, ready to compare.
func tokens(of transcript: Transcript) -> [Token] {
    let scalars = Array(transcript.text.unicodeScalars)
    return transcript.words.compactMap { word in
        guard word.start >= 0, word.start < word.end, word.end <= scalars.count else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[word.start..<word.end])
        let start = max(0, word.startMilliseconds)
        return Token(
            String(text), probability: word.probability,
            span: CharacterSpan(start: word.start, end: word.end),
            time: TimeSpan(startMilliseconds: start, endMilliseconds: max(start, word.endMilliseconds)))
    }
}

/// The same for a phrase of ours, which has no time.
func phrase(_ text: String) -> [String] {
    if let words = plainPhrase(text) { return words }
    var words: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
        let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        if isWord && !scalar.properties.isIdeographic {
            word.unicodeScalars.append(scalar)
            continue
        }
        if !word.isEmpty && scalar != "'" && scalar != "’" {
            words.append(stem(word))
            word = ""
        }
        if scalar.properties.isIdeographic {
            words.append(String(TraditionalCharacters.simplified[scalar] ?? scalar))
        }
        // A sign that is spoken is a word of its own.
        if scalar == "%" { words.append("%") }
    }
    return word.isEmpty ? words : words + [stem(word)]
}

/// The same of a text in ASCII, byte by byte; nil of any other.
private func plainPhrase(_ text: String) -> [String]? {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
        if !word.isEmpty { words.append(stem(String(decoding: word, as: UTF8.self))) }
        word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
        switch byte {
        case 0x80...: return nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
        case UInt8(ascii: "'"): continue
        default:
            end()
            if byte == UInt8(ascii: "%") { words.append("%") }
        }
    }
    end()
    return words
}

/// An English word without the endings of number and tense, so that listen, listened and listening are one. Crude, but
/// the same on both sides of every comparison.
func stem(_ word: String) -> String {
    var letters = word.unicodeScalars.filter { $0 != "'" && $0 != "’" }
    guard letters.count >= 4, letters.allSatisfy({ ("a"..."z").contains($0) }) else {
        return String(String.UnicodeScalarView(letters))
    }
    func drop(_ ending: String) -> Bool {
        guard String(String.UnicodeScalarView(letters)).hasSuffix(ending), letters.count - ending.count >= 3 else {
            return false
        }
        letters.removeLast(ending.count)
        return true
    }
    if drop("ies") || drop("ied") {
        letters.append("y")
    } else if drop("ing") || drop("ed") {
        if letters.count > 3, let last = letters.last, letters.dropLast().last == last,
            !"lsz".unicodeScalars.contains(last)
        {
            letters.removeLast()
        }
    } else if !String(String.UnicodeScalarView(letters)).hasSuffix("ss") {
        _ = drop("s")
    }
    if letters.count > 4, letters.last == "e" { letters.removeLast() }
    return String(String.UnicodeScalarView(letters))
}

/// Where the phrase stands among the tokens, one after the other. Two Chinese characters and more are found by their
/// sound where the recogniser was unsure, since it writes 将低 for 降低; one alone has too many namesakes.
func places(of phrase: [String], in tokens: [Token]) -> [Range<Int>] {
    guard !phrase.isEmpty, phrase.count <= tokens.count else { return [] }
    let sounds = phrase.map { Pinyin.syllable(of: $0) ?? $0 }
    let isBySound = phrase.count { Pinyin.syllable(of: $0) != nil } >= 2
    var result: [Range<Int>] = []
    var index = 0
    while index + phrase.count <= tokens.count {
        let isThere =
            isBySound
            ? zip(zip(phrase, sounds), tokens[index...]).allSatisfy { $0.0 == $1.text || $0.1 == $1.sound }
            : zip(phrase, tokens[index...]).allSatisfy { $0 == $1.text }
        if isThere { result.append(index..<index + phrase.count) }
        index += isThere ? phrase.count : 1
    }
    return result
}

extension Observation.Mark {
    init(_ tokens: ArraySlice<Token>) {
        let (first, last) = (tokens[tokens.startIndex], tokens[tokens.endIndex - 1])
        characters = CharacterSpan(start: first.span.start, end: last.span.end)
        time = TimeSpan(
            startMilliseconds: first.time.startMilliseconds,
            endMilliseconds: max(first.time.startMilliseconds, last.time.endMilliseconds))
    }
}
