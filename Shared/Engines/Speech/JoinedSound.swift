/// The sound of a recording's parts, one behind the other, with the places where it broke off. What lies between two parts
/// was never recorded: it takes no time here, and whoever looks for silences must not look across a seam.
package struct JoinedSound: Sendable {
    package let sound: Sound
    /// Where a part ends and the next begins, in milliseconds, in order.
    package let seams: [Int]

    package init(_ parts: [Sound]) {
        var samples: [Float] = []
        samples.reserveCapacity(parts.reduce(0) { $0 + $1.samples.count })
        var seams: [Int] = []
        for part in parts where !part.samples.isEmpty {
            if !samples.isEmpty { seams.append(Sound.milliseconds(ofSamples: samples.count)) }
            samples += part.samples
        }
        sound = Sound(samples: samples)
        self.seams = seams
    }

    private init(_ sound: Sound, seams: [Int]) {
        self.sound = sound
        self.seams = seams
    }

    /// At most so long: what was recorded after one's time does not count.
    package func prefix(secondsMax: Int) -> JoinedSound {
        let count = secondsMax * Sound.samplesPerSecond
        guard sound.samples.count > count else { return self }
        return JoinedSound(
            Sound(samples: Array(sound.samples[..<count])), seams: seams.filter { $0 < secondsMax * 1000 })
    }
}

extension Sound {
    /// The loudest sample, 0 to 1.
    package var peak: Float { samples.reduce(0) { max($0, abs($1)) } }
}
