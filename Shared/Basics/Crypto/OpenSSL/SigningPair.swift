import CCrypto

/// A certificate and the key that signs in its name, as files of PEM hold them.
package enum SigningPair {
    package enum Flaw: Sendable, CaseIterable {
        case certificateUnreadable, keyUnreadable, keyOfAnother, expired
    }

    /// What is wrong with the two, if anything.
    package static func flaw(certificate: [UInt8], key: [UInt8], passphrase: String) -> Flaw? {
        switch ccrypto_check_pair(certificate, certificate.count, key, key.count, passphrase) {
        case CCRYPTO_PAIR_FITS: nil
        case CCRYPTO_PAIR_CERTIFICATE_UNREADABLE: .certificateUnreadable
        case CCRYPTO_PAIR_KEY_UNREADABLE: .keyUnreadable
        case CCRYPTO_PAIR_STRANGERS: .keyOfAnother
        default: .expired
        }
    }
}
