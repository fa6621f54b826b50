import Domain

/// What is said of the face in an answer's pictures: whether one was there, how many people were, and roughly how the head was held.
/// Nothing of it is a feeling, nobody is recognised by it, and no score is made of it.
package func observeFaces(_ looks: [FaceLook]) -> FaceObservation {
    let found = looks.map { look in look.faces.filter { $0.confidence >= confidenceMin } }
    let main = found.compactMap { faces in faces.max { $0.width * $0.height < $1.width * $1.height } }
    guard !looks.isEmpty else { return FaceObservation(lookCount: 0, silence: .noPicture) }
    guard looks.count >= lookCountMin else { return FaceObservation(lookCount: looks.count, silence: .fewLooks) }
    let presence = Double(main.count) / Double(looks.count)
    guard presence >= presenceMin else { return FaceObservation(lookCount: looks.count, silence: .seldomSeen) }
    let widths = main.map(\.width).sorted()
    guard widths[widths.count / 2] >= widthMin else {
        return FaceObservation(lookCount: looks.count, silence: .smallFace)
    }
    let poses = main.compactMap { HeadPose($0) }
    let usual = HeadPose.usual(of: poses)
    func tenths(_ isSo: (HeadPose) -> Bool) -> Int {
        poses.isEmpty ? 0 : Int((10 * Double(poses.count(where: isSo)) / Double(poses.count)).rounded())
    }
    return FaceObservation(
        lookCount: looks.count,
        seen: FaceObservation.Seen(
            presence: presence, peopleCount: peopleCount(found),
            facingTenths: tenths { !$0.isTurned(from: usual) && !$0.isRaisedOrLowered(from: usual) },
            turnedTenths: tenths { $0.isTurned(from: usual) },
            raisedOrLoweredTenths: tenths { $0.isRaisedOrLowered(from: usual) },
            tiltedTenths: tenths { $0.isTilted(from: usual) },
            confidence: Double(main.count { $0.confidence >= confidenceSure && $0.width >= widthSure })
                / Double(looks.count)))
}

/// Somebody who passes by is no second person: a face counts that is there in two looks one after the other.
private func peopleCount(_ looks: [[SeenFace]]) -> Int {
    let counts = looks.map { faces in faces.count { $0.width >= widthMin } }
    return zip(counts, counts.dropFirst()).map { min($0, $1) }.max() ?? 0
}

// Chosen by the labelled clips in docs/faces.md.
private let confidenceMin = 50
private let lookCountMin = 10
private let presenceMin = 0.5
private let widthMin = 24.0
private let confidenceSure = 80
private let widthSure = 36.0
