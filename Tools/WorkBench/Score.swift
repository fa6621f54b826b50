import Domain
import Events
import JSON
import ScoringCore
import Speech

/// Scores answers as the scoring service scores what was written or heard: one JSON object a line on standard input, one on standard
/// output. A line holds the words of an `answer`, or the path of a `recording`, or the `observation` that was made of either, which is
/// then scored again, as under other rubrics.
func score(_ words: [String]) async throws {
    let models = try EngineModels(folder: words[1])
    let meanings = try KeptMeanings(models)
    var ear: Ear?
    while let line = readLine() {
        let asked = try JSON.decode(Asked.self, from: Array(line.utf8))
        let question = asked.question
        var transcript: Transcript?
        let observation: Observation
        if let known = asked.observation {
            observation = known
        } else if let recording = asked.recording {
            let open = try ear ?? Ear(models)
            ear = open
            let heard = try await open.heard(recording, question, meanings)
            transcript = heard.transcript
            observation = measure(heard, of: question)
        } else {
            let text = asked.answer ?? ""
            let written = Transcript(language: question.language, text: text, words: WrittenText.words(of: text))
            observation = measure(text: written, nearness: try await meanings.nearness(written, question), of: question)
        }
        let isHeard = observation.hearing != nil
        let scored = Scored(
            id: asked.id,
            result: isHeard
                ? scoreAnswer(observation, of: question, answerID: "answer")
                : scoreText(observation, of: question, answerID: "answer"),
            communication: scoreCommunication(observation, question), observation: observation,
            words: transcript?.text)
        tell(String(decoding: try JSON.encode(scored), as: UTF8.self))
    }
}

/// Turns texts into vectors, each once.
private actor KeptMeanings {
    private let embedder: TextEmbedder
    private var kept: [String: Embedding] = [:]

    init(_ models: EngineModels) throws {
        embedder = try TextEmbedder(models)
    }

    func nearness(_ transcript: Transcript, _ question: Question) async throws -> Nearness? {
        try await ScoringCore.nearness(
            of: transcript, to: question,
            said: { texts async throws(EngineError) in try await self.vectors(texts, question.language, .passage) },
            asked: { pieces async throws(EngineError) in
                var vectors: [Embedding] = []
                for piece in pieces {
                    vectors += try await self.vectors(
                        [piece.text], question.language, piece.kind == .question ? .query : .passage)
                }
                return vectors
            }, cosine: { $0.cosine(with: $1) })
    }

    private func vectors(
        _ texts: [String], _ language: Language, _ role: Embedding.Role
    ) async throws(EngineError) -> [Embedding] {
        func key(_ text: String) -> String { "\(role)\(language)\(text)" }
        let missing = texts.filter { kept[key($0)] == nil }
        for (text, vector) in zip(missing, try await embedder.embeddings(of: missing, language, as: role)) {
            kept[key(text)] = vector
        }
        return texts.compactMap { kept[key($0)] }
    }
}

/// Hears recordings as the scoring service does.
private struct Ear {
    private let decoder = RecordingDecoder()
    private let detector: VoiceActivityDetector
    private let recognizer: SpeechRecognizer

    init(_ models: EngineModels) throws {
        detector = VoiceActivityDetector(models)
        recognizer = try SpeechRecognizer(models, processor: askedInstructions())
    }

    func heard(_ path: String, _ question: Question, _ meanings: KeptMeanings) async throws -> Heard {
        let sound = try await decoder.sound(of: try content(of: path))
        let segments = try await detector.speech(in: sound)
        let recognition = try await recognizer.recognition(of: segments, in: sound, language: question.language)
        let transcript = recognition.transcript
        return Heard(
            durationMilliseconds: sound.milliseconds,
            speech: segments.map {
                TimeSpan(
                    startMilliseconds: $0.milliseconds.lowerBound, endMilliseconds: $0.milliseconds.upperBound)
            }, seams: sound.seams, transcript: transcript,
            nearness: try await meanings.nearness(transcript, question),
            doubts: HearingDoubts(
                engine: EngineModels.recognizerName, otherLanguageMilliseconds: recognition.otherLanguageMilliseconds,
                doubtfulMilliseconds: recognition.doubtfulMilliseconds, lostMilliseconds: sound.lostMilliseconds,
                missingPartCount: 0))
    }
}

private struct Asked: Decodable {
    let id: String
    let question: Question
    let answer: String?
    let recording: String?
    let observation: Observation?
}

private struct Scored: Encodable {
    let id: String
    let result: AnswerResult
    let communication: DimensionResult
    let observation: Observation
    /// What was heard; nil of a text.
    let words: String?
}
