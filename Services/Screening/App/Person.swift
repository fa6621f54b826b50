import Domain
import Events
import Flow

/// The applicant's own fields, checked, as the vault keeps them.
struct Person: Sendable {
    let candidateID: CandidateID
    let fields: [String: String]

    static let nameCharactersMax = 200
    static let phoneCharactersMax = 40

    /// Refuses what no mail could be addressed to. The refusal never quotes what came.
    init(_ event: ApplicationReceived) throws(ActivityFailure) {
        let applicant = event.candidate
        guard Self.isPlain(applicant.name, charactersMax: Self.nameCharactersMax) else {
            throw ActivityFailure("name-invalid", "The name is empty, too long or holds control characters.")
        }
        guard let email = try? EmailAddress(applicant.email) else {
            throw ActivityFailure("email-invalid", "The e-mail address is not one.")
        }
        var fields = ["name": applicant.name, "email": email.text]
        if let phone = applicant.phone {
            guard Self.isPlain(phone, charactersMax: Self.phoneCharactersMax) else {
                throw ActivityFailure("phone-invalid", "The telephone number is too long or holds control characters.")
            }
            fields["phone"] = phone
        }
        fields["language"] = applicant.language?.language?.rawValue
        guard
            let candidateID = applicant.candidateID
                ?? (try? CandidateID(String("c.\(event.applicationID)".prefix(128))))
        else {
            throw ActivityFailure("candidate-invalid", "The candidate has no usable identifier.")
        }
        self.candidateID = candidateID
        self.fields = fields
    }

    private static func isPlain(_ text: String, charactersMax: Int) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.count <= charactersMax && scalars.contains { $0 != " " }
            && !scalars.contains { $0.properties.generalCategory == .control }
    }
}
