import Domain

/// How a head is held, by five points of its face: ratios, no angles, since nobody measured the head.
package struct HeadPose: Sendable, Hashable {
    /// Where the nose is beside the middle between the eyes, in distances of the eyes: 0 straight ahead, positive to the right of the
    /// picture. A mirrored picture has the opposite.
    package var aside: Double
    /// How far down the nose is from the eyes to the mouth: about 0.55 straight ahead, more when the head is lowered.
    package var down: Double
    /// The slope of the line between the eyes: 0 upright, positive when the right of the picture is lower.
    package var tilt: Double

    /// Nil where the points lie as in no face.
    package init?(_ face: SeenFace) {
        let eyes = face.leftEye - face.rightEye
        guard eyes.length >= 1 else { return nil }
        let across = SeenFace.Point(eyes.x / eyes.length, eyes.y / eyes.length)
        let down = SeenFace.Point(-across.y, across.x)
        let middle = SeenFace.Point.middle(face.rightEye, face.leftEye)
        let mouth = SeenFace.Point.middle(face.rightMouth, face.leftMouth) - middle
        let nose = face.nose - middle
        guard mouth.along(down) >= 1 else { return nil }
        aside = nose.along(across) / eyes.length
        self.down = nose.along(down) / mouth.along(down)
        tilt = across.y / max(abs(across.x), 0.01)
    }

    init(aside: Double, down: Double, tilt: Double) {
        self.aside = aside
        self.down = down
        self.tilt = tilt
    }

    /// How the head is held mostly: a camera may stand beside the screen, or below it.
    static func usual(of poses: [HeadPose]) -> HeadPose {
        HeadPose(
            aside: median(poses.map(\.aside)), down: median(poses.map(\.down)), tilt: median(poses.map(\.tilt)))
    }

    func isTurned(from usual: HeadPose) -> Bool {
        abs(aside - usual.aside) > Self.asideNoticed || abs(aside) > Self.asideMax
    }
    func isRaisedOrLowered(from usual: HeadPose) -> Bool { abs(down - usual.down) > Self.downNoticed }
    func isTilted(from usual: HeadPose) -> Bool { abs(tilt - usual.tilt) > Self.tiltNoticed }

    // People who look at the camera move within a third of these (docs/faces.md).
    private static let asideNoticed = 0.35
    /// Turned away, however one holds one's head mostly.
    private static let asideMax = 0.6
    private static let downNoticed = 0.12
    /// About 15 degrees.
    private static let tiltNoticed = 0.27
}

private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
