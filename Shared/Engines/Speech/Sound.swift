/// Decoded sound as every engine here takes it: one channel, 16 000 samples a second, each in -1…1.
package struct Sound: Sendable {
    package static let samplesPerSecond = 16_000

    package let samples: [Float]
    /// Where the recording broke off and went on, in milliseconds, in order. What lies there was never recorded, so whoever looks
    /// for silences must not look across it.
    package let seams: [Int]
    /// How much of the sound's time is silence in place of what was lost on the way.
    package let lostMilliseconds: Int

    package init(samples: [Float], seams: [Int] = [], lostMilliseconds: Int = 0) {
        self.samples = samples
        self.seams = seams
        self.lostMilliseconds = lostMilliseconds
    }

    /// A WAVE file of 16-bit samples, of any number of channels. Channels are averaged; where they speak against each other, as two
    /// microphones of opposite phase do, their mean would be quieter than each or silent, so the loudest speaks for all.
    init(wave bytes: [UInt8]) {
        guard let data = bytes.firstRange(of: Array("data".utf8)), data.upperBound + 4 <= bytes.count, bytes.count > 24
        else {
            self.init(samples: [])
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
        // Channels that have nothing to do with each other have a mean of 1/n² of the sum of their energies; less than that only
        // channels have of which one takes away what the other brings.
        let unrelated = energies.reduce(0, +) / Double(channels * channels)
        if channels > 1, energy < Self.againstEachOther * unrelated,
            let loudest = energies.indices.max(by: { energies[$0] < energies[$1] })
        {
            for index in 0..<count { mixed[index] = sample(index, loudest) }
        }
        self.init(samples: mixed)
    }

    /// Room for chance: noise of two channels is never quite unrelated.
    private static let againstEachOther = 0.8

    /// Parts one behind the other. What lies between two of them takes no time here.
    package init(joining parts: [Sound]) {
        var samples: [Float] = []
        samples.reserveCapacity(parts.reduce(0) { $0 + $1.samples.count })
        var seams: [Int] = []
        for part in parts where !part.samples.isEmpty {
            let start = Sound.milliseconds(ofSamples: samples.count)
            if start > 0 { seams.append(start) }
            seams += part.seams.map { start + $0 }
            samples += part.samples
        }
        self.init(samples: samples, seams: seams, lostMilliseconds: parts.reduce(0) { $0 + $1.lostMilliseconds })
    }

    /// At most so long: what was recorded after one's time does not count.
    package func prefix(secondsMax: Int) -> Sound {
        let count = secondsMax * Sound.samplesPerSecond
        guard samples.count > count else { return self }
        return Sound(
            samples: Array(samples[..<count]), seams: seams.filter { $0 < secondsMax * 1000 },
            lostMilliseconds: lostMilliseconds)
    }

    /// The loudest sample, 0 to 1.
    package var peak: Float { samples.reduce(0) { max($0, abs($1)) } }

    package var milliseconds: Int { Sound.milliseconds(ofSamples: samples.count) }

    static func milliseconds(ofSamples count: Int) -> Int {
        count * 1000 / samplesPerSecond
    }

    static func samples(ofMilliseconds milliseconds: Int) -> Int {
        milliseconds * samplesPerSecond / 1000
    }
}
