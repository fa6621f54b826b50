import HTTP

extension Response {
    /// A page of the candidate's door: nothing from elsewhere, nothing inline, no text that becomes markup by script, kept by
    /// no cache. Camera and microphone are for this origin alone.
    static func candidatePage(_ html: String, status: Status, door: CandidateDoor) -> Response {
        var response = Response.bytes(Array(html.utf8), type: "text/html; charset=utf-8", status: status)
        response.headers["Content-Security-Policy"] = contentSecurityPolicy
        response.headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Cookie, Accept-Language"
        if door.isSecure { response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains" }
        return response
    }

    private static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "connect-src 'self'; font-src 'self'; worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'"

    /// Where the browser goes on after a form; a reload there sends nothing again.
    static func go(to path: String) -> Response { Response(.seeOther, headers: ["Location": path]) }

    /// The same response with a cookie more.
    func settingCookie(_ cookie: String) -> Response {
        var response = self
        response.headers.add("Set-Cookie", cookie)
        return response
    }
}
