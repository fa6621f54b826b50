import Crypto
import Domain
import Events
import Flow
import JSON
import ScoringCore
import Transfer
import Vault

/// Asks another machine what an answer shows of that which the formula did not find in it. The answer's words, the question and what
/// is looked for are sent, and nothing that says whose they are.
struct ContentJudge: Sendable {
    private let settings: ContentJudgeSettings?
    private let client: HTTPClient
    private let words: @Sendable (AnswerID, CandidateID) async throws -> Transcript
    private let agrees: @Sendable (ApplicationID) async throws -> Bool
    private let pause: @Sendable (Duration) async throws -> Void

    /// Per run, each after a longer pause.
    static let attemptsMax = 3
    /// Runs after which it is done without: an hour after the first, by the pauses of ``Backoff/outage``.
    static let runsMax = 15
    /// What a server may ask us to wait between two attempts.
    static let pauseSecondsMax = 20
    static let replyBytesMax = 256 << 10
    /// Of what a server calls itself.
    private static let nameCharactersMax = 100

    /// - Parameters:
    ///   - words: finds what was said.
    ///   - agrees: whether the candidate still agrees that it is sent.
    ///   - pause: how time is waited out between two attempts.
    init(
        _ settings: ContentJudgeSettings?,
        words: @escaping @Sendable (AnswerID, CandidateID) async throws -> Transcript,
        agrees: @escaping @Sendable (ApplicationID) async throws -> Bool,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.settings = settings
        self.words = words
        self.agrees = agrees
        self.pause = pause
        let milliseconds = (settings?.secondsMax ?? 1) * 1000
        // The operator names the host, so it may be in a network of ours.
        client = HTTPClient(
            rule: .any, timeouts: Timeouts(silenceMilliseconds: milliseconds, totalMilliseconds: milliseconds),
            bodyBytesMax: Self.replyBytesMax, transfersMax: settings?.countMax ?? 1)
    }

    /// Nil where no judge is set any more.
    func judge(_ work: JudgeAnswer, _ context: ActivityContext) async throws -> JudgeObservation? {
        guard let settings, let content = work.observation.content else { return nil }
        var judged = JudgeObservation(
            model: settings.model, promptVersion: JudgePrompt.version, outcome: .unintelligible)
        // Asked of each run, since an answer may wait for an hour.
        guard try await agrees(work.applicationID) else {
            judged.outcome = .notAgreed
            return judged
        }
        let transcript = try await words(work.answerID, work.candidateID)
        let items = work.items
        guard !items.isEmpty, transcript.text.utf8.count <= JudgePrompt.answerBytesMax, !maySpeakToReader(transcript)
        else {
            judged.outcome = .withheld
            return judged
        }
        let mark = Self.mark(besides: transcript.text)
        let prompt = try JudgePrompt(items, of: work.question, answer: transcript.text, mark: mark)
        let blank = String(repeating: "0", count: mark.count)
        let unmarked = try JudgePrompt(items, of: work.question, answer: transcript.text, mark: blank)
        judged.promptHash = SHA256.hash(unmarked.instructions + "\n" + unmarked.material).hex
        do {
            guard let (said, reply) = try await ask(prompt, settings) else { return judged }
            judged.answeredBy = said.model.map { String($0.prefix(Self.nameCharactersMax)) }
            judged.answers = zip(items, reply.answers).map { item, answer in
                JudgeObservation.Answer(
                    item, isYes: answer.isMet,
                    quote: answer.isMet ? place(of: answer.quote, in: transcript, content) : nil)
            }
            judged.outcome = JudgeObservation.outcome(of: judged.answers)
            return judged
        } catch let failure as ActivityFailure where context.attempt >= Self.runsMax && failure.kind == .environment {
            judged.outcome = .unavailable
            return judged
        }
    }

    /// The reply, or nil when it was asked twice and said something else both times.
    private func ask(
        _ prompt: JudgePrompt, _ settings: ContentJudgeSettings
    ) async throws -> (ChatAnswer, JudgeReply)? {
        var holdsToSchema = true
        for _ in 1...2 {
            guard
                let body = try await send(prompt, settings, holdsToSchema: &holdsToSchema),
                let said = try? JSON.decode(ChatAnswer.self, from: body),
                let content = said.choices.first?.message.content, let reply = JudgeReply(content, to: prompt.names)
            else { continue }
            return (said, reply)
        }
        return nil
    }

    /// Nil for a reply that is too long.
    private func send(
        _ prompt: JudgePrompt, _ settings: ContentJudgeSettings, holdsToSchema: inout Bool
    ) async throws -> [UInt8]? {
        var last = ActivityFailure("judge-away", "the judge does not answer", .environment)
        var afterSeconds: Int?
        for attempt in 1...Self.attemptsMax {
            if attempt > 1 {
                try await pause(.seconds(min(afterSeconds ?? 1 << (attempt - 2), Self.pauseSecondsMax)))
            }
            let request = try prompt.request(to: settings, holdsToSchema: holdsToSchema)
            let response: HTTPResponse
            do {
                response = try await client.send(request)
            } catch {
                if case .cancelled = error { throw CancellationError() }
                if case .bodyTooLarge = error { return nil }
                guard error.isRetriable else { throw last }
                afterSeconds = nil
                continue
            }
            if response.status == 200 { return response.body }
            last = ActivityFailure("judge-refused", "the judge answers with \(response.status)", .environment)
            afterSeconds = response[header: "retry-after"].flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil }
            // Whoever knows no schemas says that the request is wrong.
            if [400, 422].contains(response.status), holdsToSchema {
                holdsToSchema = false
                afterSeconds = 0
                continue
            }
            guard [408, 425, 429].contains(response.status) || response.status >= 500 else { throw last }
        }
        throw last
    }

    /// A line that the answer does not hold.
    private static func mark(besides answer: String) -> String {
        while true {
            let parts = (0..<4).map { _ in String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16) }
            let mark = "answer-" + parts.joined()
            if !answer.contains(mark) { return mark }
        }
    }
}

extension JudgePrompt {
    /// - Parameter holdsToSchema: whether the server is asked to hold its model to the reply's shape.
    func request(to settings: ContentJudgeSettings, holdsToSchema: Bool) throws(JSONError) -> HTTPRequest {
        func message(_ role: String, _ text: String) -> JSONValue {
            .object([.init("role", .string(role)), .init("content", .string(text))])
        }
        var members: [JSONValue.Member] = [
            .init("model", .string(settings.model)),
            .init("messages", .array([message("system", instructions), message("user", material)])),
        ]
        if holdsToSchema {
            members += [
                .init("temperature", .integer(0)),
                .init(
                    "response_format",
                    .object([
                        .init("type", .string("json_schema")),
                        .init(
                            "json_schema",
                            .object([
                                .init("name", .string("answers")), .init("strict", .bool(true)),
                                .init("schema", schema),
                            ])),
                    ])),
            ]
        }
        var headers = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
        if let key = settings.key { headers.append((name: "Authorization", value: "Bearer \(key)")) }
        return HTTPRequest(
            "POST", "\(settings.address)/chat/completions", headers: headers,
            body: try JSON.encode(JSONValue.object(members)))
    }
}
