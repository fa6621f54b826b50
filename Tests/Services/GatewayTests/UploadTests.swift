import Crypto
import Domain
import Encoding
import Events
import Flow
import Foundation
import GatewayCore
import HTTP
import JSON
import Testing
import Vault

@testable import gateway

struct UploadTests {
    @Test func `a recording arrives in parts and becomes a sealed answer`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(2_500_000)
        let opened = try await caller.open(bytes.count)
        #expect(opened.status == 201)
        let path = try #require(opened.headers["Location"])
        var offset = 0
        for end in [1, 700_000, 700_001, 1_900_000, bytes.count] {
            let answer = try await caller.patch(path, at: offset, Array(bytes[offset..<end]))
            #expect(answer.status == 204)
            #expect(answer.headers["Upload-Offset"] == "\(end)")
            offset = end
            if end < bytes.count {
                let head = try await caller.tus(.head, path)
                #expect(head.headers["Upload-Offset"] == "\(end)")
                #expect(head.headers["Upload-Length"] == "\(bytes.count)")
            }
        }
        let fact = try #require(await house.emitted(AnswerRecorded.self).first)
        #expect(fact.byteCount == Int64(bytes.count))
        #expect(fact.sha256 == SHA256.hash(data: bytes).hex)
        #expect(fact.mediaType == "video/webm")
        let read = try await house.vault.blob(fact.blobID, of: fact.candidateID, purpose: "test")
        #expect(read == bytes)
        let files = FileManager.default.enumerator(atPath: house.folder)?.compactMap { $0 as? String } ?? []
        let stored = files.compactMap { FileManager.default.contents(atPath: house.folder + "/" + $0) }
        #expect(!stored.isEmpty)
        #expect(stored.allSatisfy { $0.range(of: Data(bytes[100_000..<100_032])) == nil }, "nothing lies in clear")
        let session = try await caller.get("/v1/candidate/session")
        #expect(session.json["answers"]?[0]?["answerID"]?.string == "app-1.q1.1")
        #expect(try await caller.post("/v1/candidate/submit", "{}").status == 200)
        #expect(await house.emitted(InterviewSubmitted.self).count == 1)
    }

    @Test func `an upload whose length is told later ends when it is told`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(5000)
        let metadata = "questionID cTE=,filetype dmlkZW8vd2VibQ=="
        let opened = try await caller.tus(
            .post, "/v1/candidate/uploads", ["Upload-Defer-Length": "1", "Upload-Metadata": metadata])
        #expect(opened.status == 201)
        let path = try #require(opened.headers["Location"])
        #expect(try await caller.patch(path, at: 0, Array(bytes[..<3000])).status == 204)
        let head = try await caller.tus(.head, path)
        #expect(head.headers["Upload-Defer-Length"] == "1" && head.headers["Upload-Length"] == nil)
        #expect(try await caller.patch(path, at: 3000, [1], ["Upload-Length": "2999"]).code == "length-known")
        let last = try await caller.patch(path, at: 3000, Array(bytes[3000...]), ["Upload-Length": "5000"])
        #expect(last.status == 204 && last.headers["Upload-Offset"] == "5000")
        #expect(await house.emitted(AnswerRecorded.self).map(\.byteCount) == [5000])
        for headers in [[:], ["Upload-Length": "10", "Upload-Defer-Length": "1"], ["Upload-Defer-Length": "2"]]
            as [Headers]
        {
            var headers = headers
            headers["Upload-Metadata"] = metadata
            #expect(try await caller.tus(.post, "/v1/candidate/uploads", headers).code == "malformed-length")
        }
    }

    @Test func `a length that is refused with its bytes is not fixed`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(5000)
        let opened = try await caller.tus(
            .post, "/v1/candidate/uploads",
            ["Upload-Defer-Length": "1", "Upload-Metadata": "questionID cTE=,filetype dmlkZW8vd2VibQ=="])
        let path = try #require(opened.headers["Location"])
        #expect(try await caller.patch(path, at: 0, Array(bytes[..<3000])).status == 204)
        let long = try await caller.patch(path, at: 3000, Array(bytes[3000...]), ["Upload-Length": "4000"])
        #expect(long.status == 413 && long.code == "longer-than-announced")
        let astray = try await caller.patch(path, at: 10, [1], ["Upload-Length": "4500"])
        #expect(astray.code == "other-offset")
        let head = try await caller.tus(.head, path)
        #expect(head.headers["Upload-Defer-Length"] == "1")
        let offset = try #require(head.headers["Upload-Offset"].flatMap { Int($0) })
        let last = try await caller.patch(path, at: offset, Array(bytes[offset...]), ["Upload-Length": "5000"])
        #expect(last.status == 204 && last.headers["Upload-Offset"] == "5000")
        #expect(await house.emitted(AnswerRecorded.self).map(\.byteCount) == [5000])
    }

    @Test func `bytes at another offset change nothing and say where the upload stands`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(1000)
        let path = try #require(try await caller.open(1000).headers["Location"])
        _ = try await caller.patch(path, at: 0, Array(bytes[..<400]))
        for offset in [0, 399, 401, 1000] {
            let answer = try await caller.patch(path, at: offset, Array(bytes[400...]))
            #expect(answer.status == 409)
            #expect(answer.code == "other-offset")
            #expect(answer.headers["Upload-Offset"] == "400")
        }
        #expect(try await caller.patch(path, at: 400, Array(bytes[400...])).status == 204)
        #expect(await house.emitted(AnswerRecorded.self).map(\.sha256) == [SHA256.hash(data: bytes).hex])
    }

    @Test func `a damaged part is discarded whole`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(1000)
        let path = try #require(try await caller.open(1000).headers["Location"])
        for (name, digest) in [
            ("sha1", Insecure.SHA1.hash(data: bytes).bytes), ("sha256", SHA256.hash(data: bytes).bytes),
        ] {
            var damaged = bytes
            damaged[500] ^= 1
            let checksum: Headers = ["Upload-Checksum": "\(name) \(Base64.standard.encode(digest))"]
            let refused = try await caller.patch(path, at: 0, damaged, checksum)
            #expect(refused.status == 460)
            #expect(try await caller.tus(.head, path).headers["Upload-Offset"] == "0")
            guard name == "sha256" else { continue }
            #expect(try await caller.patch(path, at: 0, bytes, checksum).status == 204)
        }
        #expect(try await caller.patch(path, at: 0, bytes, ["Upload-Checksum": "crc32 AAAA"]).status != 204)
    }

    @Test func `a body longer than announced is refused and what fits is not lost`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let path = try #require(try await caller.open(100).headers["Location"])
        let answer = try await caller.patch(path, at: 0, recording(101))
        #expect(answer.status == 413)
        #expect(try await caller.patch(path, at: 0, recording(100)).status == 204)
    }

    @Test(arguments: [
        "#EXTM3U\nhttp://10.0.0.1/secret", "%PDF-1.7 not a recording at all", "<html><script>alert(1)</script>",
    ])
    func `what is no recording is refused at its first bytes and can be sent again`(text: String) async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = Array(text.utf8)
        let path = try #require(try await caller.open(bytes.count).headers["Location"])
        let answer = try await caller.patch(path, at: 0, bytes)
        #expect(answer.status == 415)
        #expect(answer.code == "not-a-recording")
        #expect(try await caller.tus(.head, path).status == 404)
        let again = try #require(try await caller.open(1000).headers["Location"])
        #expect(try await caller.patch(again, at: 0, recording(1000)).status == 204)
        #expect(await house.emitted(AnswerRecorded.self).count == 1)
    }

    @Test func `putting an answer together again, after another worker did, comes to the same`() async throws {
        let house = try await House()
        let bytes = [0x1A, 0x45, 0xDF, 0xA3] + [UInt8](repeating: 7, count: 60)
        let text = #"""
            {"applicationID":"app-1","candidateID":"cand-1","uploadID":"u1","questionID":"q1","answerID":"a1",
            "blobID":"answer.u1","take":1,"mediaType":"video/webm","byteCount":64}
            """#
        let input = try JSON.decode(AssembleAnswer.self, from: Array(text.utf8))
        let writer = try await house.vault.writer(of: input.blobID, for: "cand-1", contentType: "video/webm")
        try await writer.append(bytes)
        try await writer.flush()
        let cause = Cause.stimulus("u1", now: .sample)
        let context = ActivityContext(id: cause.inboxID, key: "app-1", attempt: 1, cause: cause)
        let first = try await assembling(in: house.vault)(input, context)
        let second = try await assembling(in: house.vault)(input, context)
        #expect(first.sha256 == second.sha256 && first.byteCount == Int64(bytes.count))
    }

    @Test func `what hides its kind behind short parts is found out in the end`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = Array("#EXTM3U\nhttp://10.0.0.1/secret".utf8)
        let path = try #require(try await caller.open(bytes.count).headers["Location"])
        _ = try await caller.patch(path, at: 0, Array(bytes[..<4]))
        _ = try await caller.patch(path, at: 4, Array(bytes[4...]))
        #expect(await house.emitted(AnswerRecorded.self).isEmpty)
        let head = try await caller.tus(.head, path)
        #expect(head.status == 410)
        #expect(head.code == "not-a-recording")
    }

    @Test func `an upload that was given up is gone, and its bytes with it`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let path = try #require(try await caller.open(1000).headers["Location"])
        _ = try await caller.patch(path, at: 0, recording(400))
        let blob = try BlobID("answer.\(path.split(separator: "/").last ?? "")")
        #expect(try await house.vault.describe(blob) != nil)
        #expect(try await caller.tus(.delete, path).status == 204)
        #expect(try await caller.tus(.head, path).status == 404)
        #expect(try await house.vault.describe(blob) == nil)
    }

    @Test func `a repeated creation finds the same upload`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let first = try await caller.open(1000, key: "k1")
        let second = try await caller.open(1000, key: "k1")
        #expect(first.status == 201 && second.status == 201)
        #expect(first.headers["Location"] == second.headers["Location"])
        #expect(try await caller.open(1000, key: "k2").headers["Location"] != first.headers["Location"])
    }

    @Test func `a creation may bring the first bytes along`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let metadata = "questionID cTE=,filetype dmlkZW8vd2VibQ=="
        let answer = try await caller.tus(
            .post, "/v1/candidate/uploads",
            [
                "Upload-Length": "1000", "Upload-Metadata": metadata,
                "Content-Type": "application/offset+octet-stream",
            ], body: recording(1000))
        #expect(answer.status == 201)
        #expect(answer.headers["Upload-Offset"] == "1000")
        #expect(await house.emitted(AnswerRecorded.self).count == 1)
    }

    @Test func `a client learns what the server can do and that it speaks one version`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let ability = try await caller.call(.options, "/v1/candidate/uploads")
        #expect(ability.status == 204)
        #expect(ability.headers["Tus-Version"] == "1.0.0")
        #expect(
            ability.headers["Tus-Extension"]
                == "creation,creation-defer-length,creation-with-upload,termination,expiration,checksum")
        let other = try await caller.tus(
            .post, "/v1/candidate/uploads", ["Tus-Resumable": "0.2.2", "Upload-Length": "1"])
        #expect(other.status == 412)
        #expect(other.headers["Tus-Version"] == "1.0.0")
        #expect(try await caller.tus(.post, "/v1/candidate/uploads", ["Upload-Length": "x"]).status == 400)
        #expect(try await caller.open(1000, question: "q9").status == 404)
        #expect(try await caller.open(0).status == 413)
        #expect(try await caller.open(1000, type: "text/plain").status == 415)
    }

    @Test func `the name a client gives a file goes nowhere`() async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let evil = Base64.standard.encode(Array("../../../etc/passwd".utf8))
        let answer = try await caller.tus(
            .post, "/v1/candidate/uploads",
            ["Upload-Length": "1000", "Upload-Metadata": "questionID cTE=,filetype dmlkZW8vd2VibQ==,filename \(evil)"])
        #expect(answer.status == 201)
        #expect(try await !house.ledgerText.contains("passwd"))
    }
}
