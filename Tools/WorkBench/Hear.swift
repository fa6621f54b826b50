import Domain
import Speech

/// The stages of hearing one answer, as the scoring service goes through them; a line for each round.
func hear(_ words: [String]) async throws {
    guard let language = Language(rawValue: words[2]), let rounds = Int(words[6]) else {
        throw WrongInput("a language and a count of rounds are needed")
    }
    let recording = try content(of: words[1])
    let models = try EngineModels(folder: words[5])
    let detector = VoiceActivityDetector(models)
    let recognizer = try SpeechRecognizer(models)
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
        let transcript = try await recognizer.transcript(of: segments, in: sound, language: language)
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
