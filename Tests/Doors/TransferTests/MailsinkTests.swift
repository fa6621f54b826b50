import Foundation
import FoundationNetworking
import Testing
import Transfer

/// Against mailsink of `../shared/tools`, a mail server of another make (emersion/go-smtp).
@Suite struct MailsinkTests {
    private static let unpack = Counterpart.root.appending(path: "../shared/tools/unpack").path
    static let isThere = FileManager.default.isExecutableFile(atPath: unpack)

    private struct Addresses: Decodable {
        let smtp: String
        let http: String
    }

    private struct Mails: Decodable {
        struct Mail: Decodable {
            let MessageID: String
            let Subject: String
            let Username: String?
        }

        let messages: [Mail]
    }

    @Test(.enabled(if: isThere, "mailsink of ../shared/tools is not here"))
    func `the log-in goes through STARTTLS, a wrong password is refused, and 451 is worth another try`() async throws {
        let folder = try TemporaryFolder()
        try await Counterpart.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-keyout", folder.path + "/key.pem", "-out", folder.path + "/cert.pem", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            ])
        let tools = await (try Counterpart(Self.unpack, [])).line()
        let sink = try Counterpart(
            tools + "/bin/mailsink",
            [
                "-user", "post", "-password", "secret", "-cert", folder.path + "/cert.pem", "-key",
                folder.path + "/key.pem",
            ])
        let addresses = try JSONDecoder().decode(Addresses.self, from: Data(await sink.line().utf8))
        let port = try #require(addresses.smtp.split(separator: ":").last.flatMap { Int($0) })
        let api = "http://\(addresses.http.replacing("http://", with: ""))/api/v1"
        func client(_ password: String) -> SMTPClient {
            SMTPClient(
                .init(
                    host: "127.0.0.1", port: port, encryption: .required, login: ("post", password),
                    trustedCertificatesFile: folder.path + "/cert.pem"))
        }
        func mails() async throws -> [Mails.Mail] {
            let (data, _) = try await URLSession.shared.data(from: try #require(URL(string: api + "/messages")))
            return try JSONDecoder().decode(Mails.self, from: data).messages
        }
        let message = MailMessage(
            from: Mailbox(name: "Jobs", address: "jobs@acme.example"),
            to: Mailbox(name: "王小明", address: "candidate@example.org"), subject: "面试邀请 Interview",
            text: "您好", html: "<p>您好</p>", messageID: "a1@acme.example", secondsSinceEpoch: 1_369_353_600,
            language: "zh-CN")

        let denied = await #expect(throws: TransferError.self) { try await client("guess").send(message) }
        #expect(denied == .loginDenied && denied?.isRetriable == false)

        var chaos = URLRequest(url: try #require(URL(string: api + "/chaos")))
        chaos.httpMethod = "PUT"
        chaos.httpBody = Data(#"{"Sender":{"ErrorCode":451,"Probability":100}}"#.utf8)
        _ = try await URLSession.shared.data(for: chaos)
        let later = await #expect(throws: TransferError.self) { try await client("secret").send(message) }
        #expect(later == .mailRefused(code: 451) && later?.isRetriable == true)
        #expect(try await mails().isEmpty)

        chaos.httpBody = Data("{}".utf8)
        _ = try await URLSession.shared.data(for: chaos)
        try await client("secret").send(message)
        let kept = try await mails()
        #expect(kept.map(\.MessageID) == ["a1@acme.example"])
        #expect(kept.map(\.Subject) == [message.subject])
        #expect(kept.map(\.Username) == ["post"])
    }
}
