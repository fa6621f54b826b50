/// Lines that tell a person what happens, with its time since the program started.
enum Progress {
    private static let start = Uptime.milliseconds

    /// Starts the clock that the lines show.
    static func begin() { _ = start }

    /// A step that is done, and how long it took.
    static func step(_ sentence: String, since begin: Int) {
        say("\(stamp)  \(sentence) (\(seconds(Uptime.milliseconds - begin)) s)")
    }

    /// Something worth knowing.
    static func note(_ sentence: String) {
        say("\(stamp)  \(sentence)")
    }

    /// Milliseconds as seconds with one decimal.
    static func seconds(_ milliseconds: Int) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
    }

    private static var stamp: String {
        let text = seconds(Uptime.milliseconds - start)
        return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }
}
