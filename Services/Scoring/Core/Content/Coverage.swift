import Domain

/// How much of a text's own words an answer says: the words that the question does not hold already, since saying the question
/// back shows nothing. A word of the question's counts `askedWeight`, where the text does not merely begin with the question's words in
/// their order. Measured on open sets of graded answers (docs/validity.md).
struct OwnWords: Sendable {
    /// What each text adds, and its share of what all of them hold.
    let weights: [[String: Double]]
    private let language: Language

    /// The same word in a later text adds nothing. Where the question holds all of the words, all of them count.
    init(of texts: [String], beside question: String, _ language: Language) {
        self.language = language
        let own = Self.weights(texts, phrase(question), language)
        weights = own.contains { !$0.isEmpty } ? own : Self.weights(texts, [], language)
    }

    private static func weights(_ texts: [String], _ asked: [String], _ language: Language) -> [[String: Double]] {
        let runs = runs(of: asked, runLength(language))
        let askedWords = Set(asked)
        let stops = ClauseWords.of(language).functionWords
        var known: Set<String> = []
        return texts.map { text in
            let words = phrase(text)
            let isCopied = marksInRuns(words, runs, runLength(language))
            var weights: [String: Double] = [:]
            for (index, word) in words.enumerated() where !isCopied[index] && !stops.contains(word) {
                weights[word] = askedWords.contains(word) ? askedWeight : 1
            }
            if language == .chinese {
                // One character means little; two beside each other are a word more often than not.
                for index in words.indices.dropLast() where !(isCopied[index] && isCopied[index + 1]) {
                    let isAsked = askedWords.contains(words[index]) && askedWords.contains(words[index + 1])
                    weights[words[index] + words[index + 1]] = (isAsked ? askedWeight : 1) * pairWeight
                }
            }
            for word in known { weights[word] = nil }
            known.formUnion(weights.keys)
            return weights
        }
    }

    /// The share of each text that is said, 0 to 1. `said` holds each word of the answer, in Chinese also each two beside each other,
    /// with what it counts for.
    func shares(_ said: [String: Double]) -> [Double] {
        weights.map { weights in
            let sum = total(of: weights) { _, weight in weight }
            return sum > 0 ? total(of: weights) { word, weight in weight * credit(word, said) } / sum : 0
        }
    }

    /// How much each text adds in all.
    var sums: [Double] { weights.map { total(of: $0) { _, weight in weight } } }

    private func credit(_ word: String, _ said: [String: Double]) -> Double {
        if let credit = said[word] { return credit }
        guard language == .english, word.utf8.count >= 4 else { return 0 }
        return said.reduce(0) { max($0, $1.value * likeness(word, $1.key)) }
    }

}

/// A sum of fractions depends on their order, and a dictionary has a new one each time. In the order of the words, so that the same
/// answer is measured alike to the last digit by every worker.
private func total(of weights: [String: Double], _ part: (String, Double) -> Double) -> Double {
    weights.sorted { $0.key < $1.key }.reduce(0) { $0 + part($1.key, $1.value) }
}

private let askedWeight = 0.4
private let pairWeight = 0.7

/// Words of one family: the same first four letters, or three letters in a row in common often enough (Dice's coefficient).
private func likeness(_ one: String, _ other: String) -> Double {
    guard other.utf8.count >= 4 else { return 0 }
    if one.utf8.prefix(4).elementsEqual(other.utf8.prefix(4)) { return 0.85 }
    let (left, right) = (trigrams(one), trigrams(other))
    let dice = 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
    return dice >= 0.6 ? dice : 0
}

private func trigrams(_ word: String) -> Set<[UInt8]> {
    let letters = Array("#\(word)#".utf8)
    return Set((0...letters.count - 3).map { Array(letters[$0..<$0 + 3]) })
}
