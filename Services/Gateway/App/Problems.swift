import Domain
import Flow
import HTTP
import Vault

extension Problem {
    static let keyMissing = Problem(
        .unauthorized, code: "key-missing", detail: "Send a valid key or session as a bearer token.",
        headers: ["WWW-Authenticate": "Bearer"])
    static let notYours = Problem(.forbidden, code: "not-yours", detail: "This key or session may not do that.")
    static let linkInvalid = Problem(
        .unauthorized, code: "link-invalid", detail: "This link is not valid; use the latest mail.")
    static let busy = Problem(
        .serviceUnavailable, code: "busy", detail: "Too much is being done just now; try again.",
        headers: ["Retry-After": "1"])

    /// A business no as an answer: the code is the refusal's, and the status follows from its kind.
    init(_ refusal: Refusal) {
        self.init(Self.status(of: refusal.code), code: refusal.code, detail: refusal.message)
        if refusal.code == "answer-still-arriving" { headers["Retry-After"] = "1" }
        if refusal.code == "too-many-codes" { headers["Retry-After"] = "600" }
    }

    private static func status(of code: String) -> Status {
        switch code {
        case "no-interview", "no-upload", "no-take", "no-application", "no-offer", "no-contract", "no-job",
            "no-such-question", "no-answer", "no-delivery", "no-request", "no-material", "no-import",
            "no-comment":
            .notFound
        case "interview-expired", "offer-expired", "application-closed", "link-revoked": .gone
        case "recording-too-large": .contentTooLarge
        case "not-a-recording": .unsupportedMediaType
        case "session-ended": .unauthorized
        case "too-many-uploads", "upload-quota", "too-many-codes", "too-many-runs": .tooManyRequests
        case "out-of-range", "identifier-too-long", "weights-not-100", "competency-not-weighed", "no-such-dimension",
            "outside-dimension-asked", "protected-attribute", "past-pay", "criterion-without-words",
            "criterion-out-of-bounds",
            "criteria-too-many", "topic-without-words", "dimension-not-asked", "rule-measure-unknown",
            "offer-without-terms", "no-language", "no-hidden-example", "communication-not-heard",
            "lawfulness-unconfirmed":
            .unprocessableContent
        default: code.hasPrefix("malformed-") ? .unprocessableContent : .conflict
        }
    }

    /// What an error of the house means to a caller; nil when it is a fault nobody can do anything about.
    static func of(_ error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case VaultError.absent: .notFound
        case VaultError.erased: .erased
        case VaultError.superseded:
            Problem(.conflict, code: "upload-taken-over", detail: "Another request goes on with this upload.")
        case let error as any Classified where error.kind == .environment: .busy
        default: nil
        }
    }
}
