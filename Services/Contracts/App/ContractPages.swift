import ContractsCore
import Domain
import Events
import Templates

/// The three documents of this service as HTML.
struct ContractPages {
    private let letter: Template
    private let contract: Template
    private let signatures: Template

    init() throws(TemplateError) {
        letter = try Template(String(decoding: PackageResources.letter_html, as: UTF8.self))
        contract = try Template(String(decoding: PackageResources.contract_html, as: UTF8.self))
        signatures = try Template(String(decoding: PackageResources.signatures_html, as: UTF8.self))
    }

    /// The labour contract, Chinese with English beneath; the box `signatures` is left empty for the signing.
    func contract(_ draft: ContractDraft, number: String) throws(TemplateError) -> String {
        let document = Phrases.document(draft.identity.idType)
        return try contract.render([
            "number": .text(number),
            "employer": [
                "name": .text(draft.employer.name), "domicile": .text(draft.employer.domicile),
                "representative": .text(draft.employer.representative),
                "creditCode": .text(draft.employer.creditCode),
            ],
            "worker": [
                "name": .text(draft.workerName), "idNumber": .text(draft.identity.idNumber),
                "address": .text(draft.identity.address), "document": .text(document.chinese),
                "documentEnglish": .text(document.english),
            ],
            "clauses": .list(
                clauses(for: draft.terms, additional: draft.additionalClauses).enumerated().map { index, clause in
                    [
                        "ordinal": .text(Self.ordinals[index]), "article": "\(index + 1).",
                        "title": .text(clause.title.chinese), "titleEnglish": .text(clause.title.english),
                        "paragraphs": .list(
                            clause.paragraphs.map { paragraph in
                                [
                                    "chinese": .text(paragraph.chinese), "english": .text(paragraph.english),
                                    "hasEnglish": .flag(!paragraph.english.isEmpty),
                                ]
                            }),
                    ]
                }),
        ])
    }

    /// What the signing puts into the contract's box: the employer's seal and the worker's name with the evidence.
    func signatures(_ evidence: SigningEvidence) throws(TemplateError) -> String {
        let letters = Array(evidence.employer)
        // The name runs along the upper arc; a long name in smaller letters.
        let arc = min(250.0, Double(max(letters.count - 1, 1)) * 30)
        return try signatures.render([
            "width": "\(evidence.widthPoints)", "height": "\(evidence.heightPoints)",
            "letters": .list(
                letters.enumerated().map { index, letter in
                    let angle = letters.count > 1 ? -arc / 2 + arc * Double(index) / Double(letters.count - 1) : 0
                    return [
                        "letter": .text(String(letter)), "angle": "\(angle)",
                        "size": .text(letters.count > 12 ? "9" : letters.count > 8 ? "11.5" : "13.5"),
                    ]
                }),
            "employer": .text(evidence.employer), "worker": .text(evidence.worker),
            "sealedAt": .text(Self.second(evidence.sealedAt)), "signedAt": .text(Self.second(evidence.signedAt)),
            "approvedBy": .text(evidence.approvedBy.text), "hash": .text(String(evidence.sha256.prefix(32)) + "…"),
        ])
    }

    /// The offer letter in the candidate's language.
    func letter(_ work: RenderOffer, candidate: String, employer: Employer) throws(TemplateError) -> String {
        let language = work.parties.language
        let words = LetterWords(work, candidate: candidate, employer: employer)
        return try letter.render([
            "lang": .text(language.rawValue), "employer": .text(employer.name),
            "number": .text("OFFER \(work.parties.applicationID.text)"),
            "words": .object(LetterWords.fixed.mapValues { .text($0[language]) }),
            "greeting": .text(words.greeting[language]), "opening": .text(words.opening[language]),
            "answer": .text(words.answer[language]),
            "rows": .list(words.rows.map { ["label": .text($0.0[language]), "value": .text($0.1[language])] }),
            "materials": .list(LetterWords.materials.map { .text($0[language]) }),
            "issuedOn": .text(words.issuedOn[language]),
        ])
    }

    private static let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

    /// `2026-11-21 15:30:05 UTC`
    private static func second(_ instant: Instant) -> String {
        let text = instant.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }
}

/// What the box of signatures shows.
struct SigningEvidence {
    var employer: String
    var worker: String
    var approvedBy: ActorID
    var sealedAt: Instant
    var signedAt: Instant
    /// Of the document that both signed.
    var sha256: String
    var widthPoints: Double
    var heightPoints: Double
}
