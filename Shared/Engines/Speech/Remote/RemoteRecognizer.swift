import Domain
import JSON
import Transfer

/// Where a recogniser is reached over HTTP: whoever speaks as OpenAI's `POST /v1/audio/transcriptions` does.
package struct RemoteRecognizerSettings: Sendable {
    /// Up to the version: `https://host/v1`.
    package var address: String
    package var model: String
    package var key: String?
    /// For one window of half a minute at most.
    package var secondsMax: Int

    package init(address: String, model: String, key: String?, secondsMax: Int = 60) {
        self.address = address
        self.model = model
        self.key = key
        self.secondsMax = secondsMax
    }
}

/// Speech to text by another machine. Speech alone is sent, window by window, without a name or anything else that says whose it is.
package struct RemoteRecognizer: Sendable {
    private let settings: RemoteRecognizerSettings
    private let client: HTTPClient
    private let pause: @Sendable (Duration) async throws -> Void

    /// Per window, each after a longer pause.
    static let attemptsMax = 3
    /// What a server may ask us to wait between two.
    static let pauseSecondsMax = 20
    /// Half a minute has a few hundred words.
    static let answerBytesMax = 1 << 20

    /// - Parameter pause: how time is waited out between two attempts.
    package init(
        _ settings: RemoteRecognizerSettings, transfersMax: Int,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.settings = settings
        self.pause = pause
        // The operator names the host, so it may be in a network of ours.
        client = HTTPClient(
            rule: .any,
            timeouts: Timeouts(
                silenceMilliseconds: settings.secondsMax * 1000, totalMilliseconds: settings.secondsMax * 1000),
            bodyBytesMax: Self.answerBytesMax, transfersMax: transfersMax)
    }

    /// The words spoken in the given segments. Throws `CancellationError`, or ``EngineError`` when no answer came of it.
    package func recognition(
        of segments: [SpeechSegment], in sound: Sound, language: Language
    ) async throws -> Recognition {
        var recognition = RecognitionBuilder(asked: language)
        for group in SpeechGroup.groups(of: segments, sampleCount: sound.samples.count) {
            try Task.checkCancellation()
            let samples = group.samples(of: sound)
            let milliseconds = Sound.milliseconds(ofSamples: samples.count)
            var spoken = language
            var answer = try await hear(samples, in: language)
            if let other = answer.otherLanguage(than: language) {
                spoken = other
                answer = try await hear(samples, in: other)
            }
            let window = answer.segments(milliseconds: milliseconds, in: group)
            // A second attempt would say the same: it is the same server with the same settings.
            let doubt = WindowDoubt(window, milliseconds: milliseconds, spoken)
            recognition.add(window, in: spoken, milliseconds: milliseconds, doubt)
        }
        return recognition.recognition()
    }

    private func hear(_ samples: [Float], in language: Language) async throws -> TranscriptionAnswer {
        let request = TranscriptionRequest(samples: samples, language: language, model: settings.model)
            .request(to: settings.address, key: settings.key)
        var last = EngineError.unreachable
        for attempt in 1...Self.attemptsMax {
            if attempt > 1 { try await pause(waiting(last, attempt)) }
            let response: HTTPResponse
            do {
                response = try await client.send(request)
            } catch {
                if case .cancelled = error { throw CancellationError() }
                guard error.isRetriable else { throw EngineError.unreachable }
                last = .unreachable
                continue
            }
            guard response.status == 200 else {
                last = .refused(status: response.status, afterSeconds: seconds(response[header: "retry-after"]))
                guard [408, 425, 429].contains(response.status) || response.status >= 500 else { throw last }
                continue
            }
            guard let answer = try? JSON.decode(TranscriptionAnswer.self, from: response.body) else {
                throw EngineError.unintelligible
            }
            return answer
        }
        throw last
    }

    private func waiting(_ error: EngineError, _ attempt: Int) -> Duration {
        if case .refused(_, let seconds?) = error { return .seconds(min(seconds, Self.pauseSecondsMax)) }
        return .seconds(1 << (attempt - 2))
    }

    private func seconds(_ header: String?) -> Int? { header.flatMap(Int.init).flatMap { $0 >= 0 ? $0 : nil } }
}
