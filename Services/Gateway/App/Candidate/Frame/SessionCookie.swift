import HTTP

/// The session of a candidate's browser as a cookie, which no script can read and no other host can set.
enum SessionCookie {
    static let name = "__Host-colloquy"

    static func setting(_ session: String) -> String { cookie(session, seconds: SessionToken.hoursMax * 3600) }
    static let clearing = cookie("", seconds: 0)

    private static func cookie(_ value: String, seconds: Int64) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }
}
