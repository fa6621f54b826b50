import Domain

/// Why a cryptographic operation gave nothing.
package enum CryptoError: Classified, Equatable, CustomStringConvertible {
    /// The bytes were changed, belong somewhere else, or were sealed under another key.
    case authenticationFailure
    /// A key of another size than the algorithm takes.
    case incorrectKeySize
    /// A nonce, tag or wrapped key of the wrong size.
    case incorrectParameterSize
    /// libcrypto refused; the name of the function.
    case refused(String)

    /// A key that was put back opens what another could not; the rest are mistakes of ours.
    package var kind: FailureKind { self == .authenticationFailure ? .environment : .bug }

    package var description: String {
        switch self {
        case .authenticationFailure: "the sealed bytes do not belong to this key and place"
        case .incorrectKeySize: "the key has the wrong size"
        case .incorrectParameterSize: "a parameter has the wrong size"
        case .refused(let function): "libcrypto refused \(function)"
        }
    }
}
