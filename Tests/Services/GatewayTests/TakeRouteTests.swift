import Crypto
import Domain
import Encoding
import Events
import Foundation
import GatewayCore
import HTTP
import JSON
import Postgres
import Testing
import Vault

@testable import gateway

struct TakeRouteTests {
    private static let questions = "/v1/candidate/questions"

    @Test func `an answer that was interrupted arrives in parts and is one recording`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let begun = try await caller.post("\(Self.questions)/q1/takes", "{}")
        let hand = try #require(begun.json["takesInHand"]?[0])
        #expect(hand["take"]?.integer == 1 && hand["partCount"]?.integer == 1)
        #expect(begun.json["now"]?.string == Instant.sample.description)
        #expect(hand["endsAt"]?.string == Instant.sample.advanced(byMinutes: 2).description)
        let first = try #require(try await caller.openPart(1).headers["Location"])
        #expect(try await caller.patch(first, at: 0, recording(700)).status == 204)
        let part = try await caller.post("\(Self.questions)/q1/takes/1/parts", #"{"lostMilliseconds":2500}"#)
        #expect(part.json["takesInHand"]?[0]?["partCount"]?.integer == 2)
        #expect(
            part.json["takesInHand"]?[0]?["endsAt"]?.string
                == Instant.sample.advanced(byMilliseconds: 120_000).description,
            "more than has passed cannot have been lost")
        let second = try #require(try await caller.openPart(2).headers["Location"])
        #expect(try await caller.patch(second, at: 0, recording(500), ["Upload-Length": "500"]).status == 204)
        #expect(try await caller.patch(first, at: 700, [], ["Upload-Length": "700"]).status == 204)
        #expect(try await caller.post("\(Self.questions)/q1/takes/1/end", "{}").status == 200)
        let fact = try #require(await house.emitted(AnswerRecorded.self).first)
        #expect(fact.parts?.map(\.byteCount) == [700, 500] && fact.answerSecondsMax == 120)
        let session = try await caller.get("/v1/candidate/session")
        #expect(session.json["answers"]?[0]?["partCount"]?.integer == 2)
        #expect(session.json["takesInHand"]?.array?.isEmpty == true)
    }

    @Test func `what was understood of an answer is shown as captions to its candidate and to HR`()
        async throws
    {
        let house = try await House()
        let caller = try await house.interviewed()
        _ = try await caller.post("\(Self.questions)/q1/takes", "{}")
        let path = try #require(try await caller.openPart(1).headers["Location"])
        #expect(try await caller.patch(path, at: 0, recording(500), ["Upload-Length": "500"]).status == 204)
        #expect(try await caller.post("\(Self.questions)/q1/takes/1/end", "{}").status == 200)
        let answer = try #require(await house.emitted(AnswerRecorded.self).first?.answerID)
        let own = "/v1/candidate/answers/\(answer)/captions"
        let before = try await caller.get(own)
        #expect(before.status == 200 && before.bytes == Array("WEBVTT\n".utf8), "nothing has been understood yet")
        let word = Transcript.Word(start: 0, end: 6, startMilliseconds: 250, endMilliseconds: 950, probability: 1)
        let transcript = Transcript(language: .english, text: "Listen", words: [word])
        try await house.vault.put(
            String(decoding: try JSON.encode(transcript), as: UTF8.self), field: "transcript.\(answer)", of: "cand-1")
        let hr = try Caller.staff("hr", house)
        for reply in [try await caller.get(own), try await hr.get("/v1/applications/app-1/answers/\(answer)/captions")]
        {
            #expect(reply.headers["Content-Type"] == "text/vtt; charset=utf-8")
            #expect(String(decoding: reply.bytes, as: UTF8.self) == "WEBVTT\n\n00:00:00.250 --> 00:00:00.950\nListen\n")
        }
        #expect(try await caller.get("/v1/candidate/answers/app-1.q2.1/captions").status == 404)
    }

    @Test func `an upload says where it ended for as long as the session lives`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let opened = try await caller.open(1000, key: "k1")
        let path = try #require(opened.headers["Location"])
        #expect(try await caller.patch(path, at: 0, recording(1000)).status == 204)
        #expect(await house.emitted(AnswerRecorded.self).count == 1)
        let head = try await caller.tus(.head, path)
        #expect(
            head.status == 200 && head.headers["Upload-Offset"] == "1000" && head.headers["Upload-Length"] == "1000")
        #expect(try await caller.patch(path, at: 1000, []).status == 204, "a repeat of the end changes nothing")
        let repeated = try await caller.patch(path, at: 0, recording(1000))
        #expect(repeated.status == 409 && repeated.headers["Upload-Offset"] == "1000")
        #expect(try await caller.open(1000, key: "k1").headers["Location"] == path)
        #expect(await house.emitted(AnswerRecorded.self).count == 1)
    }

    @Test(arguments: [("", 201), ("audio/ogg", 201), ("video/x-matroska;codecs=avc1", 201), ("image/png", 415)])
    func `what a browser calls its recording matters little`(type: String, status: Int) async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        #expect(try await caller.open(1000, type: type).status == status)
    }

    @Test func `what was measured of a take is told, and costs none`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let path = try #require(try await caller.open(1000).headers["Location"])
        _ = try await caller.patch(path, at: 0, recording(1000))
        let before = try await caller.get("/v1/candidate/session")
        #expect(before.json["questions"]?[0]?["takesLeft"]?.integer == 1)
        var prepared = RecordingPrepared.samples[1]
        prepared.questionID = "q1"
        prepared.answerID = "app-1.q1.1"
        prepared.fault = "no-sound"
        try await house.when(prepared)
        let after = try await caller.get("/v1/candidate/session")
        #expect(after.json["answers"]?[0]?["fault"]?.string == "no-sound")
        #expect(after.json["questions"]?[0]?["takesLeft"]?.integer == 2)
    }

    @Test func `an answer is played by range, by people and by whose it is, and each look is audited`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let path = try #require(try await caller.open(1000).headers["Location"])
        _ = try await caller.patch(path, at: 0, recording(1000))
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 11) }
        try await house.vault.put(bytes, blob: "answer.u1.played", of: "cand-1", contentType: "video/webm")
        try await house.when(RecordingPrepared.samples[0])
        let hr = try Caller.staff("hr", house)
        for (who, target) in [
            (hr, "/v1/applications/app-1/answers/app-1.q1.1/recording"),
            (caller, "/v1/candidate/answers/app-1.q1.1/recording"),
        ] {
            let part = try await who.call(.get, target, headers: ["Range": "bytes=1000000-2200000"])
            #expect(part.status == 206 && part.bytes == Array(bytes[1_000_000...2_200_000]))
            #expect(part.headers["Content-Range"] == "bytes 1000000-2200000/3000000")
            #expect(part.headers["Content-Type"] == "video/webm")
        }
        let looks = try await house.database.query(
            Statement(
                "SELECT actor FROM vault.audit WHERE item = 'blob answer.u1.played' ORDER BY number",
                read: { $0.text(0) }))
        #expect(looks == ["hr-1", "candidate"])
        #expect(try await hr.get("/v1/applications/app-1/answers/app-1.q9.1/recording").status == 404)
        #expect(
            try await Caller.staff("ats", house).get("/v1/applications/app-1/answers/app-1.q1.1/recording").status
                == 403)
    }
}

extension Caller {
    /// Begins the upload of a part of the first take, whose length is told later.
    fileprivate func openPart(_ part: Int) async throws -> Answer {
        let fields = [("questionID", "q1"), ("filetype", "video/webm"), ("take", "1"), ("part", "\(part)")]
        let metadata = fields.map { "\($0.0) \(Base64.standard.encode(Array($0.1.utf8)))" }.joined(separator: ",")
        return try await tus(
            .post, "/v1/candidate/uploads", ["Upload-Defer-Length": "1", "Upload-Metadata": metadata])
    }
}
