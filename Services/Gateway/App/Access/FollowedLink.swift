import Domain

/// What stands behind the `#` of a candidate's link: the application and a token, with a dot between.
struct FollowedLink: Sendable, Hashable {
    let application: ApplicationID
    let token: String

    init(application: ApplicationID, token: String) {
        self.application = application
        self.token = token
    }

    /// Reads what stands behind the `#`, or the whole address as it is copied from a mail.
    init?(_ text: String) {
        let text = String(text.filter { !$0.isWhitespace }.split(separator: "#").last ?? "")
        guard let dot = text.lastIndex(of: "."), let application = try? ApplicationID(String(text[..<dot])) else {
            return nil
        }
        self.init(application: application, token: String(text[text.index(after: dot)...]))
    }

    var text: String { "\(application.text).\(token)" }
}
