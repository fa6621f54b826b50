import Crypto
import Domain
import Events
import Flow
import Foundation
import NotificationCore
import Testing
import Vault
import VaultTesting

@testable import notification

/// The mail room with a real vault and a real mail server.
@Suite struct MailRoomTests {
    let moment = Instant(millisecondsSinceEpoch: 1_795_275_000_000)

    private func room(_ vault: Vault, port: Int, _ more: [String: String] = [:]) throws -> MailRoom {
        let settings = try LetterWriterTests.settings(["SMTP_PORT": "\(port)"].merging(more) { $1 })
        return MailRoom(settings: settings, vault: vault, writer: try LetterWriter(settings))
    }

    private func context(attempt: Int = 1) -> ActivityContext {
        let cause = Cause.stimulus("mail", now: moment)
        return ActivityContext(id: cause.inboxID, key: "app-1", attempt: attempt, cause: cause)
    }

    @Test func `a candidate's mail goes to the address in the vault, with a link that the gateway takes`() async throws
    {
        let sink = try await MailSink()
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: "cand-1")
        let room = try room(vault, port: sink.port)
        let request = LetterWriterTests.request(.interviewInvitation, .chinese)
        _ = try await room.deliver(request, context())
        _ = try await room.deliver(request, context(attempt: 2))
        let (first, second) = (try await sink.mail(), try await sink.mail())
        #expect(first == second)
        #expect(first.to == "陈思远 <chen@example.org>" && first.subject == "视频面试邀请：后端工程师")
        let link = try #require(first.text.split(separator: "\n").first { $0.hasPrefix("https://") })
        let token = try #require(link.split(separator: ".").last.map(String.init))
        #expect(link.hasPrefix("https://jobs.employer.example/i#app-1."))
        let claim = try LinkToken(secret: Array("sixteen bytes at least".utf8)).open(token, for: "app-1")
        let issued = moment.millisecondsSinceEpoch / 1000
        #expect(claim == .init(.interview, issuedAt: issued, endsAt: issued + 60 * 86_400))
        #expect(first.html.contains(link))
    }

    @Test func `a one-time code is derived when it is mailed, and is not mailed when it is too late`() async throws {
        let sink = try await MailSink()
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: "cand-1")
        let room = try room(vault, port: sink.port)
        var request = LetterWriterTests.request(.accessCode, .chinese)
        request.parameters = [
            "codeID": "9b1d4c0e5f2a77a1", "toSign": "yes", "expiresAt": moment.advanced(byMinutes: 10).description,
        ]
        _ = try await room.deliver(request, context())
        let mail = try await sink.mail()
        let code = try LinkToken(secret: Array("sixteen bytes at least".utf8)).code(for: "app-1", "9b1d4c0e5f2a77a1")
        #expect(mail.subject.hasSuffix(code) && mail.text.contains(code) && mail.text.contains("签署劳动合同"))
        #expect(!mail.text.contains("https://"), "no link beside a code: nobody learns to click there")
        request.parameters["expiresAt"] = moment.description
        let late = await #expect(throws: ActivityFailure.self) { try await room.deliver(request, context()) }
        #expect(late?.code == "code-expired" && late?.kind == .input)
    }

    @Test func `both sides' calendars are told of a talk, and the candidate where it is`() async throws {
        let sink = try await MailSink()
        let vault = try await TestVault().vault
        let fields = [
            "name": "陈思远", "email": "chen@example.org", "appointment-place.talk-1": "Room 5\nwith Ms Wang",
        ]
        try await vault.put(fields: fields, of: "cand-1")
        let room = try room(vault, port: sink.port)
        let start = moment.advanced(byDays: 2)
        for (template, method, isNamed) in [
            (MailTemplate.appointmentAgreed, "REQUEST", true), (.appointmentArranged, "REQUEST", false),
            (.appointmentCancelled, "CANCEL", true), (.appointmentDropped, "CANCEL", false),
        ] {
            var request = LetterWriterTests.request(template, .english)
            request.parameters = [
                "jobTitle": "Clerk", "appointmentID": "talk-1", "startsAt": start.description,
                "endsAt": start.advanced(byMinutes: 45).description, "sequence": "3", "reason": "cancelled",
            ]
            _ = try await room.deliver(request, context())
            let mail = try await sink.mail()
            #expect(mail.method == method, "\(template)")
            let calendar = try #require(mail.calendar).replacing("\r\n ", with: "")
            for line in ["METHOD:\(method)", "SEQUENCE:3", "LOCATION:Room 5\\nwith Ms Wang"] {
                #expect(calendar.contains(line), "\(template): \(line)")
            }
            #expect(calendar.contains("UID:talk-1@") && calendar.contains("mailto:chen@example.org") == isNamed)
            #expect(calendar.contains("陈思远") == isNamed, "the employer's people get no name")
        }
    }

    @Test(arguments: [
        (["FINANCE_EMAIL": "pay@employer.example"], "pay@employer.example"), ([:], "hr@employer.example"),
    ])
    func `whoever answers for pay gets a link to the terms, at their own address where there is one`(
        settings: [String: String], address: String
    ) async throws {
        let sink = try await MailSink()
        let room = try room(try await TestVault().vault, port: sink.port, settings)
        _ = try await room.deliver(LetterWriterTests.request(.payApprovalRequested, .english), context())
        let mail = try await sink.mail()
        #expect(mail.to == address && mail.subject.hasPrefix("Reminder: Pay to approve: 后端工程师"))
        #expect(mail.text.contains("https://jobs.employer.example/hr/pay/app-1"))
    }

    @Test func `the employer's people get no name`() async throws {
        let sink = try await MailSink()
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: "cand-1")
        _ = try await room(vault, port: sink.port).deliver(LetterWriterTests.request(.reportReady, .english), context())
        let mail = try await sink.mail()
        #expect(mail.to == "hr@employer.example" && mail.text.contains("https://jobs.employer.example/hr#app-1"))
        #expect(!(mail.subject + mail.text + mail.html).contains("陈"))
    }

    @Test(arguments: [
        ("never@example.org", "mail-refused", FailureKind.input), ("later@example.org", "mail-deferred", .environment),
        ("not an address", "address-invalid", .input), ("", "address-missing", .input),
    ])
    func `what went wrong decides whether the mail is tried again`(
        address: String, code: String, kind: FailureKind
    ) async throws {
        let sink = try await MailSink()
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": address], of: "cand-1")
        let room = try room(vault, port: sink.port)
        let failure = await #expect(throws: ActivityFailure.self) {
            try await room.deliver(LetterWriterTests.request(.offer, .chinese), context())
        }
        #expect(failure?.code == code && failure?.kind == kind)
        #expect(address.isEmpty || failure?.description.contains(address) == false)
    }

    @Test func `an erased candidate gets no mail, and a mail server that is away is asked again`() async throws {
        let vault = try await TestVault().vault
        try await vault.put(fields: ["name": "陈思远", "email": "chen@example.org"], of: "cand-1")
        let sink = try await MailSink()
        let port = sink.port
        sink.stop()
        let room = try room(vault, port: port)
        let request = LetterWriterTests.request(.offer, .chinese)
        let away = await #expect(throws: ActivityFailure.self) { try await room.deliver(request, context()) }
        #expect(away?.code == "mail-server-unavailable" && away?.kind == .environment)
        try await vault.erase("cand-1", purpose: "test")
        let erased = await #expect(throws: ActivityFailure.self) { try await room.deliver(request, context()) }
        #expect(erased?.code == "candidate-erased" && erased?.kind == .input)
    }
}

/// aiosmtpd, which prints what it takes; it ends with the test.
private final class MailSink: Sendable {
    struct Mail: Decodable, Equatable {
        let to: String
        let subject: String
        let id: String
        let text: String
        let html: String
        let calendar: String?
        let method: String?
    }

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        process.executableURL = root.appending(path: ".colloquy/venv-test/bin/python")
        process.arguments = [
            "-c",
            #"""
            import asyncio, email, email.policy, json, os, sys, threading
            from aiosmtpd.smtp import SMTP
            threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0))).start()
            class Sink:
                async def handle_RCPT(self, server, session, envelope, address, options):
                    if address.startswith("never@"): return "550 no such mailbox"
                    if address.startswith("later@"): return "451 try again later"
                    envelope.rcpt_tos.append(address)
                    return "250 ok"
                async def handle_DATA(self, server, session, envelope):
                    m = email.message_from_bytes(envelope.content, policy=email.policy.default)
                    part = lambda kind: m.get_body((kind,)).get_content()
                    told = next((p for p in m.walk() if p.get_content_type() == "text/calendar"), None)
                    print(json.dumps({"to": str(m["to"]), "subject": m["subject"], "id": m["message-id"],
                                      "text": part("plain"), "html": part("html"),
                                      "calendar": told and told.get_payload(decode=True).decode(),
                                      "method": told and told.get_param("method")}), flush=True)
                    return "250 taken"
            async def main():
                s = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink()), "127.0.0.1", 0)
                print(s.sockets[0].getsockname()[1], flush=True)
                await s.serve_forever()
            asyncio.run(main())
            """#,
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        port = Int(await Self.line(output)) ?? 0
        try #require(port > 0, "the tests' mail server did not start; run make setup")
    }

    deinit { stop() }

    func stop() { kill(process.processIdentifier, SIGKILL) }

    func mail() async throws -> Mail { try JSONDecoder().decode(Mail.self, from: Data(await Self.line(output).utf8)) }

    private static func line(_ output: Pipe) async -> String {
        let descriptor = output.fileHandleForReading.fileDescriptor
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var bytes: [UInt8] = []
                var byte: UInt8 = 0
                while read(descriptor, &byte, 1) == 1, byte != 0x0a { bytes.append(byte) }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
