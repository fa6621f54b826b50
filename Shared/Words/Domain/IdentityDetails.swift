/// What a labour contract must say about the worker besides the name (LCL 17 (2)); sealed in the vault's field `identity`.
package struct IdentityDetails: Hashable, Sendable, Codable {
    package var idType: IDType
    package var idNumber: String
    package var address: String

    package enum IDType: String, Codable, Sendable, CaseIterable, Hashable {
        /// PRC resident identity card, checked by `ResidentIdentityNumber`.
        case resident
        case passport
        /// Residence permit of Hong Kong, Macau and Taiwan residents, or their travel permit.
        case permit
        /// Any other valid document.
        case other
    }

    package init(idType: IDType, idNumber: String, address: String) {
        self.idType = idType
        self.idNumber = idNumber
        self.address = address
    }

    /// The name of the field in the vault.
    package static let vaultField = "identity"
}

extension IdentityDetails {
    /// A number as its document has it, from what people, keyboards and copied text make of it: without blanks, dashes and what
    /// nobody sees, such as marks of direction and characters of no width (general category Cf); full-width letters and digits
    /// as plain ones, letters as capitals. `identity.js` does the same.
    package static func number(asWritten text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            let isDash = category == .dashPunctuation || scalar == "\u{2212}"
            if scalar.properties.isWhitespace || isDash || category == .format { continue }
            // The block of full-width forms repeats ASCII from ! to ~ in its order.
            let plain = (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
            if let plain, plain != "-" { scalars.append(plain) }
        }
        return String(scalars).uppercased()
    }
}
