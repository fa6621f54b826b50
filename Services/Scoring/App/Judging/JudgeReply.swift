import JSON

/// What a judge said: of each item yes or no, with a quote. Anything else is no reply.
struct JudgeReply: Sendable, Hashable {
    struct Answer: Sendable, Hashable {
        var isMet: Bool
        var quote: String
    }

    /// By item, in the order in which they were asked.
    var answers: [Answer]

    /// The longest quote, in bytes of UTF-8.
    static let quoteBytesMax = 2_000

    /// Nil when it is not exactly what was asked for: another key, a number, an item left out or said twice.
    init?(_ text: String, to names: [String]) {
        guard let value = try? JSONValue(parsing: text), let members = value.object, members.count == 1,
            let listed = value["answers"]?.array, listed.count == names.count
        else { return nil }
        var found: [String: Answer] = [:]
        for one in listed {
            guard one.object?.count == 3, let name = one["id"]?.string, names.contains(name), found[name] == nil,
                let isMet = one["met"]?.bool, let quote = one["quote"]?.string, quote.utf8.count <= Self.quoteBytesMax
            else { return nil }
            found[name] = Answer(isMet: isMet, quote: quote)
        }
        answers = names.compactMap { found[$0] }
    }
}

/// The envelope of a chat endpoint: of all that servers put into it, what is used.
struct ChatAnswer: Decodable {
    let model: String?
    let choices: [Choice]

    struct Choice: Decodable { let message: Message }
    struct Message: Decodable { let content: String? }
}
