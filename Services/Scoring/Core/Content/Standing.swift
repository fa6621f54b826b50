import Domain
import Events

/// What a clause is worth as evidence: only what is told and affirmed earns anything.
package enum Standing: String, Codable, Sendable, Hashable {
    case told
    /// It did not happen, or somebody else did it.
    case denied
    /// It might happen, or would have.
    case supposed
    /// The question, said back.
    case asked
    /// Words in a row that say nothing of each other.
    case listed
    /// It was said before.
    case repeated
    /// It speaks to whoever scores, not to what was asked.
    case addressed
}

/// How each clause stands. A wrong reading costs only what its clause would have earned; nothing is taken off for it.
func standings(of clauses: [Clause], _ tokens: [Token], _ language: Language, question: Question) -> [Standing] {
    let words = ClauseWords.of(language)
    let asked = phrase(question.text)
    let askedRuns = runs(of: asked, runLength(language))
    let isList =
        share(of: tokens[...], in: words.functionWords) < words.functionShareMin && tokens.count >= listTokensMin
    var said: Set<[String]> = []
    var isAddress = false
    return clauses.map { clause in
        let own = tokens[clause.tokens]
        let texts = own.map(\.text)
        defer { said.formUnion(runs(of: texts, runLength(language))) }
        if shareInRuns(texts, askedRuns, runLength(language)) >= 0.6 { return .asked }
        if shareInRuns(texts, said, runLength(language)) >= 0.7 { return .repeated }
        // Who speaks to the scorer does so to the end of the sentence.
        if words.addresses.contains(where: { contains(own, $0) }) { isAddress = true }
        defer { if clause.endsSentence { isAddress = false } }
        if isAddress { return .addressed }
        if isDenied(own, words, language) { return .denied }
        if words.suppositions.contains(where: { contains(own, $0) }) { return .supposed }
        if isList || language == .english && own.count >= 4 && share(of: own, in: words.functionWords) < 0.13 {
            return .listed
        }
        return .told
    }
}

/// English puts the negation behind the speaker or, where the speaker is left out, at the head of the clause; what a system or a
/// customer did not do belongs to the story. Chinese puts it before what was not done.
private func isDenied(_ tokens: ArraySlice<Token>, _ words: ClauseWords, _ language: Language) -> Bool {
    if words.denials.contains(where: { contains(tokens, $0) }) { return true }
    let texts = tokens.map(\.text)
    switch language {
    case .english:
        let head = texts.prefix { leading.contains($0) }.count
        let places = [head] + texts.indices.filter { words.own.contains(texts[$0]) }.map { $0 + 1 }
        return places.contains { place in
            guard place < texts.count else { return false }
            if texts[place..<min(texts.count, place + 3)].contains(nothing) { return true }
            guard let found = texts[place..<min(texts.count, place + 2)].firstIndex(where: negations.contains) else {
                return false
            }
            return found + 1 >= texts.count || !limiting.contains(texts[found + 1])
        }
    case .chinese:
        if let own = texts.firstIndex(where: words.own.contains) {
            let behind = texts[(own + 1)..<min(texts.count, own + 5)]
            if let found = behind.firstIndex(where: { ["没", "未", "不"].contains($0) }),
                found + 1 < texts.count, !chineseLimiting.contains(texts[found + 1]),
                !perceptions.contains(where: { texts[own..<found].joined().contains($0) })
            {
                return true
            }
        }
        let rest = texts.drop { chineseLeading.contains($0) }
        guard let first = rest.first, ["没", "未", "不"].contains(first) else { return false }
        return rest.count < 2 || !chineseLimiting.contains(rest[rest.startIndex + 1])
    }
}

private let nothing = stem("nothing")
private let negations: Set<String> = Set(
    [
        "not", "never", "don't", "didn't", "haven't", "hasn't", "hadn't", "wasn't", "weren't", "can't", "couldn't",
        "cannot",
        "won't", "neither",
    ].map(stem))
private let leading: Set<String> = Set(
    ["and", "or", "but", "nor", "also", "so", "did", "have", "had", "was", "were"].map(stem))
/// "I did not only …" affirms.
private let limiting: Set<String> = Set(["only", "just", "simply", "merely", "give"].map(stem))
private let chineseLeading: Set<String> = ["我", "们", "也", "都", "还", "其", "实", "但", "是", "可", "当", "时", "并", "根", "本"]
private let chineseLimiting: Set<String> = ["仅", "但", "断", "只", "光", "想", "过", "得", "同", "久", "错", "料"]

/// What somebody found missing was missing; they were not.
private let perceptions = ["发现", "看到", "看见", "知道", "了解", "听说", "觉得", "意识", "怕", "担心", "先", "们没"]

private let listTokensMin = 4

/// Words in a row that are no chance.
func runLength(_ language: Language) -> Int { language == .english ? 3 : 4 }

func runs(of texts: [String], _ length: Int) -> Set<[String]> {
    guard texts.count >= length else { return [] }
    return Set((0...texts.count - length).map { Array(texts[$0..<$0 + length]) })
}

/// Which of the texts lie in one of these runs.
func marksInRuns(_ texts: [String], _ runs: Set<[String]>, _ length: Int) -> [Bool] {
    var isIn = [Bool](repeating: false, count: texts.count)
    guard texts.count >= length, !runs.isEmpty else { return isIn }
    for start in 0...texts.count - length where runs.contains(Array(texts[start..<start + length])) {
        for index in start..<start + length { isIn[index] = true }
    }
    return isIn
}

private func shareInRuns(_ texts: [String], _ runs: Set<[String]>, _ length: Int) -> Double {
    texts.isEmpty ? 0 : Double(marksInRuns(texts, runs, length).count { $0 }) / Double(texts.count)
}

private func share(of tokens: ArraySlice<Token>, in words: Set<String>) -> Double {
    tokens.isEmpty ? 0 : Double(tokens.count { words.contains($0.text) }) / Double(tokens.count)
}

private func contains(_ tokens: ArraySlice<Token>, _ phrase: [String]) -> Bool {
    guard phrase.count <= tokens.count, !phrase.isEmpty else { return false }
    return (tokens.startIndex...tokens.endIndex - phrase.count).contains { start in
        zip(phrase, tokens[start...]).allSatisfy { $0 == $1.text }
    }
}
