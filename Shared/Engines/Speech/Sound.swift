/// Decoded sound as every engine here takes it: one channel, 16 000 samples a second, each in -1…1.
package struct Sound: Sendable {
    package static let samplesPerSecond = 16_000

    package let samples: [Float]

    package init(samples: [Float]) {
        self.samples = samples
    }

    /// A WAVE file of 16-bit samples, of any number of channels. Channels are averaged; where that cancels them out, as with two
    /// microphones of opposite phase, the loudest speaks for all.
    init(wave bytes: [UInt8]) {
        guard let data = bytes.firstRange(of: Array("data".utf8)), data.upperBound + 4 <= bytes.count, bytes.count > 24
        else {
            samples = []
            return
        }
        let channels = max(1, Int(bytes[22]))
        let first = data.upperBound + 4
        let count = (bytes.count - first) / (2 * channels)
        let sample = { (index: Int, channel: Int) -> Float in
            let place = first + 2 * (index * channels + channel)
            return Float(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8)) / 32_768
        }
        var mixed = [Float](repeating: 0, count: count)
        var energies = [Double](repeating: 0, count: channels)
        var energy = 0.0
        for index in 0..<count {
            for channel in 0..<channels {
                let value = sample(index, channel)
                mixed[index] += value / Float(channels)
                energies[channel] += Double(value * value)
            }
            energy += Double(mixed[index] * mixed[index])
        }
        if channels > 1, let loudest = energies.indices.max(by: { energies[$0] < energies[$1] }),
            energy < energies[loudest] / 50
        {
            for index in 0..<count { mixed[index] = sample(index, loudest) }
        }
        samples = mixed
    }

    package var milliseconds: Int { Sound.milliseconds(ofSamples: samples.count) }

    static func milliseconds(ofSamples count: Int) -> Int {
        count * 1000 / samplesPerSecond
    }

    static func samples(ofMilliseconds milliseconds: Int) -> Int {
        milliseconds * samplesPerSecond / 1000
    }
}
