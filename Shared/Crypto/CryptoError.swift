/// Why a cryptographic operation gave nothing. None of them goes away by trying again.
package enum CryptoError: Error, Equatable, CustomStringConvertible {
    /// The bytes were changed, belong somewhere else, or were sealed under another key.
    case authenticationFailure
    /// A key of another size than the algorithm takes.
    case incorrectKeySize
    /// A nonce, tag or wrapped key of the wrong size.
    case incorrectParameterSize
    /// libcrypto refused; the name of the function.
    case refused(String)

    package var isRetriable: Bool { false }

    package var description: String {
        switch self {
        case .authenticationFailure: "the sealed bytes do not belong to this key and place"
        case .incorrectKeySize: "the key has the wrong size"
        case .incorrectParameterSize: "a parameter has the wrong size"
        case .refused(let function): "libcrypto refused \(function)"
        }
    }
}
