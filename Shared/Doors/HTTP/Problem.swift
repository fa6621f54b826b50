import JSON

/// An answer that says no, as `application/problem+json` (RFC 9457).
package struct Problem: Error, Sendable, Equatable, Codable {
    /// A URI that names the kind; `about:blank` when the status says it all.
    package var type: String
    package var title: String
    package var status: Int
    /// What the reader can do about it; never personal data.
    package var detail: String?
    /// Which occurrence this is, to be quoted to support.
    package var instance: String?
    /// A stable word for programs, in kebab case.
    package var code: String
    /// What is wrong with each part of what was sent, where more can be said than one sentence.
    package var errors: [Part]?

    /// One part of a request and what is wrong with it.
    package struct Part: Sendable, Equatable, Codable {
        package var code: String
        package var detail: String
        /// Where it stands in the body: a JSON Pointer (RFC 6901) as a fragment.
        package var pointer: String

        package init(code: String, detail: String, pointer: String) {
            self.code = code
            self.detail = detail
            self.pointer = pointer
        }
    }

    /// Further headers of the response; not part of the document.
    package var headers = Headers()

    /// In the order in which they are written.
    private enum CodingKeys: String, CodingKey { case code, detail, errors, instance, status, title, type }

    package init(
        _ status: Status, code: String, title: String? = nil, detail: String? = nil, type: String = "about:blank",
        instance: String? = nil, headers: Headers = [:], errors: [Part]? = nil
    ) {
        self.type = type
        self.title = title ?? status.phrase
        self.status = status.code
        self.detail = detail
        self.instance = instance
        self.code = code
        self.headers = headers
        self.errors = errors
    }

    package var response: Response {
        // A problem holds texts and a number, and these have always JSON.
        let bytes = try? JSON.encode(self)
        var response = Response.bytes(bytes ?? [], type: "application/problem+json", status: Status(status))
        for field in headers.fields { response.headers[field.name] = field.value }
        return response
    }

    package static let notFound = Problem(.notFound, code: "not-found", detail: "There is nothing at this address.")

    package static let malformedRequest = Problem(
        .badRequest, code: "malformed-request", detail: "The request does not follow RFC 9112.")

    package static let internalError = Problem(
        .internalServerError, code: "internal-error", detail: "Something went wrong here; it has been recorded.")

    package static let timedOut = Problem(
        .serviceUnavailable, code: "timed-out", detail: "This took too long; try again.", headers: ["Retry-After": "5"])

    package static let stopping = Problem(
        .serviceUnavailable, code: "stopping", detail: "This server is being stopped; try again.",
        headers: ["Retry-After": "1"])

    package static let contentTooLarge = Problem(
        .contentTooLarge, code: "content-too-large", detail: "This is more than is accepted anywhere here.")

    package static let tooManyConnections = Problem(
        .tooManyRequests, code: "too-many-connections",
        detail: "Your address has as many requests under way as it may; try again.", headers: ["Retry-After": "1"])

    package static func contentTooLarge(bytesMax: Int) -> Problem {
        Problem(.contentTooLarge, code: "content-too-large", detail: "At most \(bytesMax) bytes are accepted here.")
    }

    package static func methodNotAllowed(allow: String) -> Problem {
        Problem(
            .methodNotAllowed, code: "method-not-allowed", detail: "Allowed here: \(allow).", headers: ["Allow": allow])
    }
}

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

    private static let versionNotSupported = Problem(
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
