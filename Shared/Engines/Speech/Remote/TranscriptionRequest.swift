import Domain
import Transfer

/// One window of speech as a form of files (RFC 7578) that asks for its words.
struct TranscriptionRequest {
    let samples: [Float]
    let language: Language
    let model: String

    func request(to address: String, key: String?) -> HTTPRequest {
        let file = Sound.wave(samples)
        var fields = [
            ("model", model), ("language", language.rawValue), ("prompt", language.prompt),
            ("response_format", "verbose_json"), ("temperature", "0"),
        ]
        fields += ["word", "segment"].map { ("timestamp_granularities[]", $0) }
        // A line that no field holds, the same for the same recording.
        let boundary = (0...).lazy.map { "colloquy-part-\($0)" }.first { mark in
            !file.contains(Array(mark.utf8)) && !fields.contains { $0.1.contains(mark) }
        }!
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"speech.wav\"\r\n".utf8
        body += "Content-Type: audio/wav\r\n\r\n".utf8
        body += file
        body += "\r\n--\(boundary)--\r\n".utf8
        var headers = [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Accept", "application/json")]
        if let key { headers.append(("Authorization", "Bearer \(key)")) }
        return HTTPRequest(
            "POST", "\(address)/audio/transcriptions", headers: headers.map { (name: $0.0, value: $0.1) }, body: body)
    }
}

extension Sound {
    /// A WAVE file of 16-bit samples of one channel.
    static func wave(_ samples: [Float]) -> [UInt8] {
        func number(_ value: Int, bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let size = samples.count * 2
        var wave = Array("RIFF".utf8) + number(36 + size, bytes: 4) + Array("WAVEfmt ".utf8)
        // PCM, one channel, so many samples and bytes a second, two bytes a sample.
        wave += number(16, bytes: 4) + number(1, bytes: 2) + number(1, bytes: 2) + number(samplesPerSecond, bytes: 4)
        wave += number(2 * samplesPerSecond, bytes: 4) + number(2, bytes: 2) + number(16, bytes: 2)
        wave += Array("data".utf8) + number(size, bytes: 4)
        wave.reserveCapacity(wave.count + size)
        for sample in samples {
            let value = Int((max(-1, min(1, sample)) * 32_767).rounded())
            wave.append(UInt8(truncatingIfNeeded: value))
            wave.append(UInt8(truncatingIfNeeded: value >> 8))
        }
        return wave
    }
}
