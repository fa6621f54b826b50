/// Decoded sound as every engine here takes it: one channel, 16 000 samples a second, each in -1…1.
package struct Sound: Sendable {
    package static let samplesPerSecond = 16_000

    package let samples: [Float]

    package init(samples: [Float]) {
        self.samples = samples
    }

    package var milliseconds: Int { Sound.milliseconds(ofSamples: samples.count) }

    static func milliseconds(ofSamples count: Int) -> Int {
        count * 1000 / samplesPerSecond
    }

    static func samples(ofMilliseconds milliseconds: Int) -> Int {
        milliseconds * samplesPerSecond / 1000
    }
}
