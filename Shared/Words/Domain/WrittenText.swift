/// How a written text is counted, the same on the page, at the door and in scoring.
package enum WrittenText {
    /// Its words in order, without times: a run of letters and digits is one word, a Chinese character is one by itself, and
    /// punctuation is in none. An apostrophe between letters does not end a word.
    package static func words(of text: String) -> [Transcript.Word] {
        let scalars = Array(text.unicodeScalars)
        var words: [Transcript.Word] = []
        var start: Int?
        func end(_ place: Int) {
            if let begun = start { words.append(word(begun, place)) }
            start = nil
        }
        for (place, scalar) in scalars.enumerated() {
            let properties = scalar.properties
            if properties.isIdeographic {
                end(place)
                words.append(word(place, place + 1))
            } else if properties.isAlphabetic || properties.numericType != nil {
                if start == nil { start = place }
            } else if start != nil, isMark(scalar) || isApostrophe(scalar) && isLetter(after: place, scalars) {
                continue
            } else {
                end(place)
            }
        }
        end(scalars.count)
        return words
    }

    /// Words of English; of Chinese the characters, and each Latin word or number between them as one.
    package static func count(_ text: String) -> Int { words(of: text).count }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }

    /// What is put onto the letter before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
    }

    private static func isLetter(after place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        place + 1 < scalars.count && scalars[place + 1].properties.isAlphabetic
    }

    private static func word(_ start: Int, _ end: Int) -> Transcript.Word {
        Transcript.Word(start: start, end: end, startMilliseconds: 0, endMilliseconds: 0, probability: 1)
    }
}
