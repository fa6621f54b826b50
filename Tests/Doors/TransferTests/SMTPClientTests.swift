import Foundation
import Testing
import Transfer

/// Against aiosmtpd, which hands what it got to the mail parser of Python's library.
@Suite struct SMTPClientTests {
    static let program = #"""
        import asyncio, email, email.policy, json, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult
        mode, folder = sys.argv[1], sys.argv[2]
        auth = mode.startswith("auth")
        class Sink:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("never@"): return "550 no such mailbox"
                if address.startswith("later@"): return "451 try again later"
                envelope.rcpt_tos.append(address)
                return "250 ok"
            async def handle_DATA(self, server, session, envelope):
                if envelope.rcpt_tos[0].startswith("spam@"): return "554 refused"
                m = email.message_from_bytes(envelope.content, policy=email.policy.default)
                part = lambda kind: m.get_body((kind,)).get_content()
                print(json.dumps({"subject": m["subject"], "from": str(m["from"]), "to": str(m["to"]), "id": m["message-id"],
                    "date": m["date"], "text": part("plain"), "html": part("html"), "sender": envelope.mail_from,
                    "files": {a.get_filename(): len(a.get_content()) for a in m.iter_attachments()},
                    "defects": len(m.defects), "tls": session.ssl is not None, "helo": session.host_name,
                    "user": (session.auth_data or b"").decode() if session.authenticated else "",
                    "longest": max(map(len, envelope.content.split(b"\r\n"))),
                    "ascii": envelope.content.isascii(), "port": session.peer[1]}), flush=True)
                if mode == "plain closing": asyncio.get_running_loop().call_soon(server.transport.close)
                return "250 taken"
        def login(server, session, envelope, mechanism, data):
            good = data.login == b"post" and data.password == b"secret"
            return AuthResult(success=good, handled=good, auth_data=data.login)
        async def main():
            tls = None
            if not mode.startswith("plain"):
                tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                tls.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
            def make(): return SMTP(Sink(), tls_context=tls, authenticator=login if auth else None,
                                    auth_required=auth, require_starttls=auth, auth_exclude_mechanism=mode.split()[1:])
            s = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
            print(s.sockets[0].getsockname()[1], flush=True)
            await s.serve_forever()
        asyncio.run(main())
        """#

    struct Received: Decodable {
        let subject: String
        let from: String
        let to: String
        let id: String
        let date: String
        let text: String
        let html: String
        let sender: String
        let files: [String: Int]
        let defects: Int
        let tls: Bool
        let helo: String
        let user: String
        let longest: Int
        let ascii: Bool
        let port: Int
    }

    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try await Counterpart.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-keyout", folder.path + "/key.pem", "-out", folder.path + "/cert.pem", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
    }

    func start(_ mode: String) async throws -> (Counterpart, Int) {
        let server = try Counterpart(python: Counterpart.python, Self.program, [mode, folder.path])
        return (server, try #require(Int(await server.line()), "the tests' mail server did not start; run make setup"))
    }

    func message(to address: String = "candidate@example.org") -> MailMessage {
        MailMessage(
            from: Mailbox(name: "招聘团队, \"Acme\"", address: "jobs@acme.example"),
            to: Mailbox(name: "王小明", address: address),
            subject: "面试邀请：后端工程师（第二轮）Interview invitation for the position of senior back-end engineer 🎉",
            text: "您好，\n.\n..点开头的行\nBest regards", html: "<p>您好 &amp; welcome</p>", messageID: "a1b2c3@acme.example",
            secondsSinceEpoch: 1_369_353_600, language: "zh-CN")
    }

    func received(_ server: Counterpart) async throws -> Received {
        try JSONDecoder().decode(Received.self, from: Data(await server.line().utf8))
    }

    @Test func `a Chinese mail arrives whole, in ASCII, with its stable id`() async throws {
        let (server, port) = try await start("plain")
        let client = SMTPClient(.init(host: "127.0.0.1", port: port, encryption: .none, localName: "post.acme.example"))
        var message = message()
        message.attachments = [
            MailAttachment(name: "录用通知书（后端工程师）—— 上海总部 2026.pdf", contentType: "application/pdf", bytes: Array(0...255)),
            MailAttachment(name: "invite.ics", contentType: "application/octet-stream", bytes: [1, 2, 3]),
        ]
        try await client.send(message)
        let mail = try await received(server)
        #expect(mail.subject == message.subject)
        #expect(mail.from == #""招聘团队, \"Acme\"" <jobs@acme.example>"#)
        #expect(mail.to == "王小明 <candidate@example.org>")
        #expect(mail.id == "<a1b2c3@acme.example>" && mail.date == "Fri, 24 May 2013 00:00:00 +0000")
        #expect(mail.text == message.text && mail.html == message.html)
        #expect(mail.sender == "jobs@acme.example" && mail.helo == "post.acme.example")
        #expect(mail.files == ["录用通知书（后端工程师）—— 上海总部 2026.pdf": 256, "invite.ics": 3])
        #expect(mail.defects == 0 && mail.ascii && !mail.tls)
        #expect(mail.longest <= 78)
    }

    @Test(arguments: ["plain", "plain closing"])
    func `mails of a rush share connections, also with a server that ends each after a mail`(mode: String) async throws
    {
        let (server, port) = try await start(mode)
        let client = SMTPClient(
            .init(host: "127.0.0.1", port: port, encryption: .none, localName: "post.acme.example"), transfersMax: 2)
        let count = 20
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask { try await client.send(message(to: "candidate\(number)@example.org")) }
            }
            try await group.waitForAll()
        }
        var mails: [Received] = []
        for _ in 0..<count { mails.append(try await received(server)) }
        #expect(Set(mails.map(\.to)).count == count)
        let connections = Set(mails.map(\.port)).count
        #expect(mode == "plain" ? connections <= 2 : connections <= count)
        // The rush is over: the next mail comes over a connection of its own.
        try await client.send(message())
        #expect(try await !mails.map(\.port).contains(received(server).port))
    }

    @Test func `a picture stands beside the HTML that shows it, and a reader of text has neither`() async throws {
        let script = """
            import email, email.policy, sys
            mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            def walk(part, depth=0):
                print(depth, part.get_content_type(), part["Content-ID"] or "-", part.get_content_disposition() or "-")
                for child in part.iter_parts() if part.is_multipart() else []: walk(child, depth + 1)
            walk(mail)
            picture = [part for part in mail.walk() if part.get_content_type() == "image/png"][0]
            print(picture.get_content() == bytes(range(256)), len(mail.defects))
            """
        var message = message()
        message.pictures = [.init(contentID: "code@acme.example", contentType: "image/png", bytes: Array(0...255))]
        message.attachments = [MailAttachment(name: "a.txt", contentType: "text/plain", bytes: [65])]
        let bytes = try message.encoded()
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        let read = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(
            read.split(separator: "\n").map(String.init) == [
                "0 multipart/mixed - -", "1 multipart/alternative - -", "2 text/plain - -",
                "2 multipart/related - -", "3 text/html - -", "3 image/png <code@acme.example> inline",
                "1 text/plain - attachment", "True 0",
            ])
        message.pictures = [.init(contentID: "no id", contentType: "image/png", bytes: [1])]
        #expect(throws: TransferError.self) { try message.encoded() }
    }

    @Test func `the same mail is the same bytes`() throws {
        #expect(try message().encoded() == message().encoded())
    }

    @Test(arguments: ["auth", "auth PLAIN", "auth LOGIN"])
    func `STARTTLS carries the mail when it is required or optional, and the log-in`(mode: String) async throws {
        let (server, port) = try await start(mode)
        for encryption in [SMTPClient.Encryption.required, .optional] {
            let client = SMTPClient(
                .init(
                    host: "127.0.0.1", port: port, encryption: encryption, login: ("post", "secret"),
                    trustedCertificatesFile: folder.path + "/cert.pem"))
            try await client.send(message())
            let mail = try await received(server)
            #expect(mail.tls && mail.user == "post")
        }
    }

    @Test func `a wrong password, a strange certificate and a missing STARTTLS each say what they are`() async throws {
        let (_server, port) = try await start("auth")
        let certificate = folder.path + "/cert.pem"
        let cases: [(SMTPClient.Settings, TransferError)] = [
            (
                .init(
                    host: "127.0.0.1", port: port, login: ("post", "guess"), trustedCertificatesFile: certificate),
                .loginDenied
            ),
            (.init(host: "127.0.0.1", port: port, login: ("post", "secret")), .untrusted),
        ]
        for (settings, expected) in cases {
            let error = await #expect(throws: TransferError.self) { try await SMTPClient(settings).send(message()) }
            #expect(error == expected)
            #expect(error?.isRetriable == false)
        }
        let (plain, plainPort) = try await start("plain")
        await #expect(throws: TransferError.encryptionUnavailable) {
            try await SMTPClient(.init(host: "127.0.0.1", port: plainPort)).send(message())
        }
        withExtendedLifetime((_server, plain)) {}
    }

    @Test(arguments: [("later", 451, true), ("never", 550, false), ("spam", 554, false)])
    func `4xx is worth another try and 5xx is not`(local: String, code: Int, isRetriable: Bool) async throws {
        let (server, port) = try await start("plain")
        let client = SMTPClient(.init(host: "127.0.0.1", port: port, encryption: .none))
        let error = await #expect(throws: TransferError.self) {
            try await client.send(message(to: "\(local)@example.org"))
        }
        #expect(error == .mailRefused(code: code) && error?.isRetriable == isRetriable)
        withExtendedLifetime(server) {}
    }

    @Test func `no mail server is a retriable error`() async {
        let client = SMTPClient(.init(host: "127.0.0.1", port: Counterpart.freePort(), encryption: .none))
        let error = await #expect(throws: TransferError.self) { try await client.send(message()) }
        #expect(error == .couldNotConnect && error?.isRetriable == true)
    }

    @Test(arguments: [
        "a@example.org\r\nRCPT TO:<b@example.org>", "a@example.org>", "a b@example.org", "a@", "@b", "a@b@c",
        "王@example.org",
        "", "a@example.org\n",
    ])
    func `an address that could become another command is refused`(address: String) {
        #expect(throws: TransferError.self) { try message(to: address).encoded() }
    }

    @Test(arguments: ["Hello\r\nBcc: x@example.org", "Hello\nX: y", "Hello\u{0}", "Hello\u{85}"])
    func `a subject, a name or a file name that could become a header is refused`(text: String) {
        var mail = message()
        mail.subject = text
        #expect(throws: TransferError.self) { try mail.encoded() }
        mail = message()
        mail.to = Mailbox(name: text, address: "a@example.org")
        #expect(throws: TransferError.self) { try mail.encoded() }
        mail = message()
        mail.attachments = [MailAttachment(name: text, contentType: "text/plain", bytes: [])]
        #expect(throws: TransferError.self) { try mail.encoded() }
    }
}
