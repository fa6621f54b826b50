import Domain
import Glibc
import JSON
import Speech

/// The stages of hearing one answer, as the scoring service goes through them; a line for each round.
func hear(_ words: [String]) async throws {
    guard let language = Language(rawValue: words[2]), let rounds = Int(words[6]) else {
        throw WrongInput("a language and a count of rounds are needed")
    }
    let recording = try content(of: words[1])
    let models = try EngineModels(folder: words[5])
    let detector = VoiceActivityDetector(models)
    let recognizer = try SpeechRecognizer(models, processor: askedInstructions())
    let embedder = try TextEmbedder(models)
    let decoder = RecordingDecoder()
    // The middle of a language is measured once in a process, not with every answer.
    _ = try await embedder.embedding(of: words[3], language)
    for _ in 0..<rounds {
        let start = processorSeconds()
        let sound = try await decoder.sound(of: recording)
        let decoded = processorSeconds()
        let segments = try await detector.speech(in: sound)
        let detected = processorSeconds()
        let transcript = try await recognizer.recognition(of: segments, in: sound, language: language).transcript
        let transcribed = processorSeconds()
        _ = try await embedder.embedding(of: transcript.text, language)
        _ = try await embedder.embedding(of: words[3], language, as: .query)
        _ = try await embedder.embedding(of: words[4], language)
        let embedded = processorSeconds()
        tell(
            """
            {"seconds":\(Double(sound.milliseconds) / 1000),"decode":\(decoded - start),\
            "detect":\(detected - decoded),"transcribe":\(transcribed - detected),\
            "embed":\(embedded - transcribed),"bytes":\(transcript.text.utf8.count)}
            """)
    }
}

/// What is heard in a recording, and how far it is to be believed: one line of JSON.
func heardWords(_ words: [String]) async throws {
    guard let language = Language(rawValue: words[2]) else { throw WrongInput("a language is needed") }
    let models = try EngineModels(folder: words[3])
    let sound = try await RecordingDecoder().sound(of: try content(of: words[1]))
    let segments = try await VoiceActivityDetector(models).speech(in: sound)
    let heard = try await SpeechRecognizer(models, processor: askedInstructions()).recognition(
        of: segments, in: sound, language: language)
    let spoken = segments.map(\.milliseconds)
    tell(
        String(
            decoding: try JSON.encode(
                HeardWords(
                    milliseconds: sound.milliseconds, seams: sound.seams, lostMilliseconds: sound.lostMilliseconds,
                    speechMilliseconds: spoken.reduce(0) { $0 + $1.count },
                    pauses: zip(spoken, spoken.dropFirst()).map { $1.lowerBound - $0.upperBound },
                    otherLanguageMilliseconds: heard.otherLanguageMilliseconds,
                    doubtfulMilliseconds: heard.doubtfulMilliseconds, transcript: heard.transcript)), as: UTF8.self))
}

private struct HeardWords: Encodable {
    let milliseconds: Int
    let seams: [Int]
    let lostMilliseconds: Int
    let speechMilliseconds: Int
    let pauses: [Int]
    let otherLanguageMilliseconds: Int
    let doubtfulMilliseconds: Int
    let transcript: Transcript
}

/// `SPEECH_PROCESSOR` as the service reads it, so that one kind of instructions can be measured beside another.
func askedInstructions() -> InstructionSet {
    getenv("SPEECH_PROCESSOR").flatMap { InstructionSet(rawValue: String(cString: $0)) } ?? .auto
}
