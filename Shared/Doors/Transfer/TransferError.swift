import Domain

/// Why nothing came of talking to the outside, and whether trying again later can help.
///
/// No case quotes what was sent or received: an address or an answer may be personal.
package enum TransferError: Classified, Equatable, CustomStringConvertible {
    /// The request itself cannot be sent; the reason names the part and the rule.
    case invalidRequest(String)
    /// The name resolved to an address that may not be connected to (`AddressRule`).
    case addressRefused
    /// The address has no such host, or no answer came from the name server.
    case couldNotResolve
    case couldNotConnect
    case timedOut
    /// The other side's certificate does not hold, or no common protocol was found.
    case untrusted
    /// The answer is longer than the client takes.
    case bodyTooLarge(bytesMax: Int)
    /// As many transfers wait as may.
    case overloaded
    case cancelled
    /// The mail server said no to this mail: 4xx for now, 5xx for good (RFC 5321 §4.2.1).
    case mailRefused(code: Int)
    /// The mail server takes no mail from us at all at present: its greeting or its answer to ours was a no.
    case mailServerRefused(code: Int)
    /// The mail server offers no STARTTLS and the settings demand it.
    case encryptionUnavailable
    /// The user name or password is wrong.
    case loginDenied
    /// An S3 server answered with a status that means no; the code is the server's, such as `NoSuchBucket`.
    case storageRefused(status: Int, code: String)
    /// libcurl gave up for another reason; its number (`curl/curl.h`).
    case broken(curlCode: Int)

    /// A wrong password, certificate or bucket is mended by an operator, while the work waits.
    package var kind: FailureKind {
        switch self {
        case .invalidRequest, .addressRefused, .bodyTooLarge: .input
        case .mailRefused(let code): code < 500 ? .environment : .input
        case .couldNotResolve, .couldNotConnect, .timedOut, .untrusted, .overloaded, .cancelled, .mailServerRefused,
            .encryptionUnavailable, .loginDenied, .storageRefused, .broken:
            .environment
        }
    }

    /// The same call may succeed within moments, by itself.
    package var isRetriable: Bool {
        switch self {
        case .couldNotResolve, .couldNotConnect, .timedOut, .overloaded, .cancelled, .mailServerRefused, .broken: true
        case .invalidRequest, .addressRefused, .untrusted, .bodyTooLarge, .encryptionUnavailable, .loginDenied: false
        case .mailRefused(let code): code < 500
        case .storageRefused(let status, _): status >= 500 || status == 408 || status == 429
        }
    }

    package var description: String {
        switch self {
        case .invalidRequest(let reason): "the request cannot be sent: \(reason)"
        case .addressRefused: "connections to this address are not allowed"
        case .couldNotResolve: "the host's name could not be resolved"
        case .couldNotConnect: "no connection could be made"
        case .timedOut: "no answer came in time"
        case .untrusted: "the server's certificate could not be trusted"
        case .bodyTooLarge(let bytesMax): "the answer is longer than \(bytesMax) bytes"
        case .overloaded: "too many transfers wait already"
        case .cancelled: "the transfer was cancelled"
        case .mailRefused(let code): "the mail server refused with \(code)"
        case .mailServerRefused(let code): "the mail server takes no mail at present (\(code))"
        case .encryptionUnavailable: "the mail server offers no encryption, which the settings demand"
        case .loginDenied: "the server denied the log-in"
        case .storageRefused(let status, let code): "the object store refused with \(status) \(code)"
        case .broken(let curlCode): "the transfer broke off (curl \(curlCode))"
        }
    }
}
