import Domain

/// What the candidate's pages say of the employer, and under which address they are reached.
package struct CandidateDoor: Sendable {
    package var employer = "Colloquy"
    /// By which clock times are read.
    package var time = LocalTime(offsetMinutes: 480)
    /// Scheme, host and port as browsers name them; nil when the gateway was not told.
    package var origin: String?

    package init() {}

    /// - Parameter publicURL: the address of the gateway as people type it.
    package init(employer: String, offsetMinutes: Int, publicURL: String?) {
        self.employer = employer
        time = LocalTime(offsetMinutes: offsetMinutes)
        origin = publicURL.map { url in
            let parts = url.split(separator: "/", omittingEmptySubsequences: false)
            return parts.prefix(3).joined(separator: "/")
        }
    }

    /// Over plain HTTP, as on one's own machine, a browser need not be told to stay with TLS.
    var isSecure: Bool { origin?.hasPrefix("https://") == true }
}
