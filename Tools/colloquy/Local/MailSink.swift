import FoundationEssentials

/// An SMTP server on loopback that keeps every mail as a file; nothing leaves the machine.
@MainActor enum MailSink {
    static func start(in place: Place, port: Int) throws -> Child {
        let python = "\(place.checkout)/.colloquy/venv-test/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            throw LocalFailure("the mail sink's Python is missing: run `make setup`")
        }
        let child = try Child.start(
            .init(
                name: "mail-sink",
                command: [
                    python, "\(place.checkout)/Tools/demo/mail_sink.py", "--port", "\(port)", "--folder", place.mail,
                ],
                log: place.log("mail-sink")))
        let end = Uptime.milliseconds + 15_000
        while !Loopback.listens(port) {
            guard child.isRunning, Uptime.milliseconds < end else {
                child.stop(millisecondsMax: 1000)
                throw LocalFailure("the mail sink did not start", log: child.log)
            }
            try Interrupt.sleep(milliseconds: 30)
        }
        return child
    }
}
