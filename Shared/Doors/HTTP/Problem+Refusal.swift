// What is said to a request that is refused for its head or its frame, and the end of its connection.
extension Problem {
    /// What the library refuses by itself, told as ours.
    init(refusal status: Int, _ limits: ServerLimits) {
        self =
            switch status {
            case Status.contentTooLarge.code: .contentTooLarge
            case Status.uriTooLong.code: .targetTooLong(limits)
            case Status.headerFieldsTooLarge.code: .headersTooLarge(limits)
            case Status.httpVersionNotSupported.code: .versionNotSupported
            case Status.internalServerError.code: .internalError
            default: .malformedRequest
            }
    }

    static let versionNotSupported = Problem(
        .httpVersionNotSupported, code: "version-not-supported", detail: "HTTP/1.1 is spoken here.")

    static func targetTooLong(_ limits: ServerLimits) -> Problem {
        Problem(.uriTooLong, code: "target-too-long", detail: "At most \(limits.urlBytesMax) bytes.")
    }

    static func headersTooLarge(_ limits: ServerLimits) -> Problem {
        Problem(
            .headerFieldsTooLarge, code: "headers-too-large",
            detail: "At most \(limits.headerBytesMax) bytes in \(RequestHead.headerCountMax) header lines.")
    }

    /// The last response on its connection.
    var lastResponse: Response { response.with("Connection", "close").with("X-Content-Type-Options", "nosniff") }
}
