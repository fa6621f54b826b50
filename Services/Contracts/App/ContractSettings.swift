import ContractsCore
import Documents
import Domain
import Host

/// Who employs, who signs, and the law of the place.
struct ContractSettings: Sendable {
    let employer: Employer
    let identity: SigningIdentity
    let minimumWage: Money
    /// Clauses of the employer's own, one a line.
    let additionalClauses: [String]
    let tools: DocumentTools

    init(_ config: ConfigReader) {
        employer = Employer(
            name: config.required("EMPLOYER_NAME"), domicile: config.required("EMPLOYER_DOMICILE"),
            representative: config.required("EMPLOYER_REPRESENTATIVE"),
            creditCode: config.string("EMPLOYER_CREDIT_CODE", default: ""))
        identity = SigningIdentity(
            certificateFile: config.required("SIGNING_CERTIFICATE_FILE"), keyFile: config.required("SIGNING_KEY_FILE"),
            passphraseFile: config.optional("SIGNING_PASSPHRASE_PATH"),
            chainFiles: config.string("SIGNING_CHAIN_FILES", default: "").split(separator: ":").map(String.init))
        let amount = config.int("MINIMUM_WAGE_MINOR_UNITS", default: 0, in: 0...1_000_000_000)
        do {
            minimumWage = try Money(
                minorUnits: Int64(amount), currency: config.string("MINIMUM_WAGE_CURRENCY", default: "CNY"))
        } catch {
            config.complain("MINIMUM_WAGE_CURRENCY: \(harmlessDescription(of: error))")
            minimumWage = .zero
        }
        additionalClauses = config.string("CONTRACT_CLAUSES", default: "").split(separator: "\n").map(String.init)
        tools = DocumentTools(
            python: config.string("DOCUMENTS_PYTHON", default: ".colloquy/venv-documents/bin/python"))
    }
}

extension Money {
    fileprivate static let zero: Money = {
        guard let money = try? Money(minorUnits: 0, currency: "CNY") else { preconditionFailure("CNY is a currency") }
        return money
    }()
}
