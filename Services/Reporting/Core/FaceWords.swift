import Domain

/// What was seen of a face, in words. Every number is coarse, none is a judgement.
enum FaceWords {
    static func sentences(_ face: FaceObservation, in language: Language) -> [String] {
        let sentences =
            face.seen.map { seen(face.lookCount, $0) } ?? [silence(face.silence ?? .noPicture)]
        return sentences.map { $0[language] }
    }

    /// What a person may look at; it takes no point away and holds nothing up.
    static func notice(_ face: FaceObservation, in language: Language) -> ReportDocument.Reason? {
        guard let count = face.seen?.peopleCount, count > 1 else { return nil }
        return ReportDocument.Reason(
            code: "more-than-one-face",
            sentence: Bilingual(
                "画面中同时出现 \(count) 张人脸，可以看一下；这本身不说明什么，也不影响得分。",
                "\(count) faces were in the picture at the same time: worth a look. By itself it says nothing, and no score is "
                    + "touched by it.")[language])
    }

    private static func seen(_ lookCount: Int, _ seen: FaceObservation.Seen) -> [Bilingual] {
        let percent = Int((seen.presence * 100).rounded())
        let people = max(1, seen.peopleCount)
        return [
            Bilingual("在 \(lookCount) 次查看中，\(percent) % 看到人脸", "A face was seen in \(percent) % of \(lookCount) looks"),
            people == 1 ? Bilingual("一个人", "one person") : Bilingual("\(people) 张人脸", "\(people) faces at a time"),
            Bilingual(
                "每 10 次约 \(seen.facingTenths) 次朝向镜头（粗略，\(sureness(seen.confidence)[.chinese])）",
                "facing the camera in about \(seen.facingTenths) of 10 looks (coarse, \(sureness(seen.confidence)[.english]))"
            ),
        ]
    }

    private static func sureness(_ confidence: Double) -> Bilingual {
        if confidence >= 0.9 { return Bilingual("看得清楚", "clearly seen") }
        if confidence >= 0.7 { return Bilingual("大多看得清楚", "mostly clearly seen") }
        return Bilingual("看得不清楚", "not clearly seen")
    }

    private static func silence(_ silence: FaceObservation.Silence) -> Bilingual {
        switch silence {
        case .noPicture: Bilingual("录像没有画面，未查看人脸", "The recording has no picture, so no face was looked at")
        case .fewLooks: Bilingual("画面太短，不足以说明人脸", "Too short to say anything of a face")
        case .seldomSeen:
            Bilingual("不到一半的画面中看到人脸，不作说明", "A face was seen in fewer than half of the looks, so nothing is said of it")
        case .smallFace: Bilingual("画面中的人脸太小，不作说明", "The face is too small in the picture, so nothing is said of it")
        }
    }
}
