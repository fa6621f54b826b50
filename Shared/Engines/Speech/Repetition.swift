/// The same tokens one behind the other, more often than people say anything: how a recogniser fails that has lost the thread.
enum Repetition {
    /// A run of so many tokens...
    private static let lengthMax = 30
    /// ...said so often without anything between...
    private static let timesMin = 4
    /// ...and so many tokens in all.
    private static let tokensMin = 10

    static func isIn(_ tokens: [TranscriptBuilder.Token]) -> Bool { run(in: tokens, from: 0) != nil }

    /// What is said again and again is left once.
    static func removed(from tokens: [TranscriptBuilder.Token]) -> [TranscriptBuilder.Token] {
        var tokens = tokens
        var place = 0
        while let found = run(in: tokens, from: place) {
            tokens.removeSubrange(found.again)
            place = found.again.lowerBound
        }
        return tokens
    }

    /// The first such run, without the first time that it is said.
    private static func run(
        in tokens: [TranscriptBuilder.Token], from first: Int
    ) -> (length: Int, again: Range<Int>)? {
        for start in tokens.indices.dropFirst(first) {
            for length in 1...lengthMax where start + length * timesMin <= tokens.count {
                var end = start + length
                while end < tokens.count, tokens[end].bytes == tokens[end - length].bytes { end += 1 }
                let times = (end - start) / length
                if times >= timesMin, times * length >= tokensMin {
                    return (length, start + length..<start + times * length)
                }
            }
        }
        return nil
    }
}
