import HTTP

/// The sessions of a candidate's browser as a cookie, which no script can read and no other host can set. Who applied more than
/// once has a session for each, the latest first; a page says by ``markField`` of which it is.
enum SessionCookie {
    static let name = "__Host-colloquy"
    /// Sessions of one browser; a further one ends the oldest there.
    static let countMax = 4
    /// The field of an address that says for which of them it is.
    static let markField = "of"

    static func tokens(_ request: Request) -> [String] {
        let value = request.cookie(name) ?? ""
        return value.utf8.split(separator: UInt8(ascii: "~")).prefix(countMax).map { String(Substring($0)) }
    }

    static func setting(_ tokens: [String]) -> String {
        cookie(tokens.prefix(countMax).joined(separator: "~"), seconds: SessionToken.hoursMax * 3600)
    }
    static let clearing = cookie("", seconds: 0)

    private static func cookie(_ value: String, seconds: Int64) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }
}
