import ContractsCore
import Crypto
import Documents
import Domain
import FoundationEssentials
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
            creditCode: ContractSettings.creditCode(config))
        identity = SigningIdentity(
            certificateFile: config.file("SIGNING_CERTIFICATE_FILE"), keyFile: config.file("SIGNING_KEY_FILE"),
            passphraseFile: config.optionalFile("SIGNING_PASSPHRASE_PATH"),
            chainFiles: config.files("SIGNING_CHAIN_FILES"))
        ContractSettings.check(identity, config)
        let amount = config.int("MINIMUM_WAGE_MINOR_UNITS", default: 0, in: 0...1_000_000_000)
        do {
            minimumWage = try Money(
                minorUnits: Int64(amount), currency: config.string("MINIMUM_WAGE_CURRENCY", default: "CNY"))
        } catch {
            config.complain("MINIMUM_WAGE_CURRENCY is no currency of three letters")
            minimumWage = .zero
        }
        additionalClauses = config.string("CONTRACT_CLAUSES", default: "").split(separator: "\n").map(String.init)
        tools = DocumentTools(
            python: config.program("DOCUMENTS_PYTHON", default: ".colloquy/venv-documents/bin/python"))
    }

    /// GB 32100-2015: 18 letters and digits.
    private static func creditCode(_ config: ConfigReader) -> String {
        let code = config.string("EMPLOYER_CREDIT_CODE", default: "")
        if !code.isEmpty, code.utf8.count != 18 || !code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
            config.complain("EMPLOYER_CREDIT_CODE is no unified social credit code of 18 letters and digits")
        }
        return code
    }

    /// A certificate that cannot sign is found before the first contract waits for it.
    private static func check(_ identity: SigningIdentity, _ config: ConfigReader) {
        guard let certificate = FileManager.default.contents(atPath: identity.certificateFile),
            let key = FileManager.default.contents(atPath: identity.keyFile)
        else { return }
        let sealed = identity.passphraseFile.flatMap { FileManager.default.contents(atPath: $0) } ?? Data()
        let passphrase = String(decoding: sealed, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        switch SigningPair.flaw(certificate: [UInt8](certificate), key: [UInt8](key), passphrase: String(passphrase)) {
        case nil: return
        case .certificateUnreadable: config.complain("SIGNING_CERTIFICATE_FILE holds no certificate in PEM")
        case .keyUnreadable:
            config.complain("SIGNING_KEY_FILE holds no key in PEM that SIGNING_PASSPHRASE_PATH opens")
        case .keyOfAnother: config.complain("SIGNING_KEY_FILE is not the key of SIGNING_CERTIFICATE_FILE")
        case .expired: config.complain("SIGNING_CERTIFICATE_FILE holds a certificate that has expired")
        }
    }
}

extension Money {
    fileprivate static let zero: Money = {
        guard let money = try? Money(minorUnits: 0, currency: "CNY") else { preconditionFailure("CNY is a currency") }
        return money
    }()
}
