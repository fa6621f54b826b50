import Domain
import Foundation
import Testing
import Transfer

/// Against a mail server that says no, each time at another step of the session (RFC 5321 §4.2).
@Suite struct MailRefusalTests {
    /// Refuses at the named step with the given code; every other step is taken.
    static let program = #"""
        import socketserver, sys
        step, code = sys.argv[1], sys.argv[2]
        class H(socketserver.StreamRequestHandler):
            def say(self, at, text):
                self.wfile.write((f"{code} no" if at == step else text).encode() + b"\r\n")
                return at != step
            def handle(self):
                if not self.say("greeting", "220 here") and code in ("421", "554"): return
                for line in self.rfile:
                    word = line[:4].upper()
                    if word in (b"EHLO", b"HELO"): self.say("hello", "250 here")
                    elif word == b"MAIL": self.say("sender", "250 ok")
                    elif word == b"RCPT": self.say("recipient", "250 ok")
                    elif word == b"DATA":
                        if self.say("data", "354 go on"):
                            while self.rfile.readline() not in (b".\r\n", b""): pass
                            self.say("end", "250 taken")
                    elif word == b"QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    else: self.wfile.write(b"250 ok\r\n")
        socketserver.ThreadingTCPServer.daemon_threads = True
        s = socketserver.ThreadingTCPServer(("127.0.0.1", 0), H)
        print(s.server_address[1], flush=True)
        s.serve_forever()
        """#

    private func refusal(_ step: String, _ code: Int) async throws -> TransferError? {
        let server = try Counterpart(python: Counterpart.python, Self.program, [step, "\(code)"])
        let port = try #require(Int(await server.line()))
        let message = MailMessage(
            from: Mailbox(name: "Jobs", address: "jobs@acme.example"), to: Mailbox(address: "a@example.org"),
            subject: "Hello", text: "Hello", html: "<p>Hello</p>", messageID: "a1@acme.example",
            secondsSinceEpoch: 1_369_353_600, language: "en")
        defer { withExtendedLifetime(server) {} }
        do {
            try await SMTPClient(.init(host: "127.0.0.1", port: port, encryption: .none)).send(message)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("greeting", 421), ("greeting", 554), ("hello", 421), ("hello", 550), ("sender", 421), ("sender", 451),
        ("recipient", 421), ("recipient", 451), ("data", 451), ("end", 452),
    ])
    func `a mail server that is busy, closing or closed to us makes the mail wait`(step: String, code: Int) async throws
    {
        let error = try #require(try await refusal(step, code), "the mail was taken")
        #expect(error.kind == .environment, "\(error)")
    }

    @Test(arguments: [("sender", 550), ("recipient", 550), ("recipient", 553), ("data", 554), ("end", 552)])
    func `a mail that the server refuses for good is told at once`(step: String, code: Int) async throws {
        #expect(try await refusal(step, code) == .mailRefused(code: code))
        #expect(TransferError.mailRefused(code: code).kind == .input)
    }

    @Test func `a server that takes everything takes the mail`() async throws {
        #expect(try await refusal("nowhere", 500) == nil)
    }
}
