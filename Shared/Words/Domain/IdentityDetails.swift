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
