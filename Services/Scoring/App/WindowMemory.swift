import Crypto
import Domain
import Encoding
import Speech

/// Windows of speech that were heard by this process, so that what was heard while somebody spoke, or is being heard just now, is
/// not heard again. A window is known by its sound alone, so it never matters when or why it was heard.
actor WindowMemory {
    struct Key: Codable, Hashable, Sendable {
        /// Of its samples, 64 hexadecimal digits: the same for the same sound, wherever in a recording it stands.
        var digest: String
        /// The language that was asked for.
        var language: Language

        init(_ window: SpeechWindow, _ language: Language) {
            digest = Hex.encode(SHA256.hash(data: window.samples.withUnsafeBytes { Array($0) }).bytes)
            self.language = language
        }
    }

    /// A window has some 10 KB; these are some four hours of speech.
    static let countMax = 500

    /// Where another process heard the answer, nobody says here that its windows are no longer needed.
    private static let keptFor = Duration.seconds(1800)

    private var heard: [Key: Task<HeardWindow, any Error>] = [:]
    private var since: [Key: ContinuousClock.Instant] = [:]
    private var order: [Key] = []

    /// What was heard in this window, or is now heard by `hear`.
    func window(
        _ key: Key, hear: @escaping @Sendable () async throws -> HeardWindow
    ) async throws -> HeardWindow {
        if let known = heard[key] { return try await known.value }
        let task = Task { try await hear() }
        keep(task, as: key)
        do {
            return try await task.value
        } catch {
            forget([key])
            throw error
        }
    }

    /// How many of them nobody has begun to hear.
    func unknownCount(among keys: [Key]) -> Int { keys.count { heard[$0] == nil } }

    /// Takes in what another process heard.
    func add(_ words: HeardWindow, as key: Key) {
        guard heard[key] == nil else { return }
        keep(Task { words }, as: key)
    }

    /// The answer is heard, or comes to nothing: nobody's words stay longer than they are needed.
    func forget(_ keys: [Key]) {
        guard !keys.isEmpty else { return }
        for key in keys { (heard[key], since[key]) = (nil, nil) }
        order.removeAll { heard[$0] == nil }
    }

    private func keep(_ task: Task<HeardWindow, any Error>, as key: Key) {
        let now = ContinuousClock.now
        (heard[key], since[key]) = (task, now)
        order.append(key)
        let old = order.prefix { since[$0].map { now - $0 > Self.keptFor } ?? true }
        forget(Array(order.prefix(max(old.count, order.count - Self.countMax))))
    }
}
