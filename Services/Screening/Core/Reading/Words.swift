/// A fixed run of characters that rules look for in folded text, such as `no longer`.
struct Words: Sendable {
    fileprivate let scalars: [Unicode.Scalar]
    private let isWhole: Bool

    /// `whole`: a Latin run must not be a part of a longer word.
    init(_ text: String, whole: Bool = false) {
        scalars = FoldedText.fold(text)
        isWhole = whole && (scalars.first?.isWordPart ?? false)
    }

    static func list(_ texts: [String], whole: Bool = false) -> [Words] { texts.map { Words($0, whole: whole) } }

    var count: Int { scalars.count }

    func occurs(in text: ArraySlice<Unicode.Scalar>) -> Bool { first(in: text) != nil }

    /// The index of the first occurrence in the slice.
    func first(in text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let head = scalars.first, text.count >= scalars.count else { return nil }
        var index = text.startIndex
        let last = text.endIndex - scalars.count
        while index <= last {
            if text[index] == head, matches(text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// The index of the last occurrence in the slice.
    func last(in text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard text.count >= scalars.count else { return nil }
        return (text.startIndex...(text.endIndex - scalars.count)).last { matches(text, at: $0) }
    }

    func begins(_ text: ArraySlice<Unicode.Scalar>) -> Bool { text.starts(with: scalars) }

    func ends(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        text.count >= scalars.count && text.suffix(scalars.count).elementsEqual(scalars)
    }

    fileprivate func matches(_ text: ArraySlice<Unicode.Scalar>, at start: Int) -> Bool {
        let end = start + scalars.count
        guard end <= text.endIndex, text[start..<end].elementsEqual(scalars) else { return false }
        guard isWhole else { return true }
        return (start == text.startIndex || !text[start - 1].isWordPart)
            && (end >= text.endIndex || !text[end].isWordPart)
    }
}

/// Many runs of characters of which one is enough, looked for in one pass over a text.
struct AnyWords: Sendable {
    private let ascii: [[Words]]
    private let others: [Unicode.Scalar: [Words]]

    init(_ texts: [String], whole: Bool = false) {
        var ascii: [[Words]] = Array(repeating: [], count: 128)
        var others: [Unicode.Scalar: [Words]] = [:]
        for words in Words.list(texts, whole: whole) {
            guard let head = words.scalars.first else { continue }
            if head.isASCII { ascii[Int(head.value)].append(words) } else { others[head, default: []].append(words) }
        }
        self.ascii = ascii
        self.others = others
    }

    func occur(in text: ArraySlice<Unicode.Scalar>) -> Bool {
        for index in text.indices {
            let head = text[index]
            if head.isASCII {
                for words in ascii[Int(head.value)] where words.matches(text, at: index) { return true }
            } else if let candidates = others[head] {
                for words in candidates where words.matches(text, at: index) { return true }
            }
        }
        return false
    }
}
