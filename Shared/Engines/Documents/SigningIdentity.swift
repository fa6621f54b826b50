/// Who signs: files in PEM, read by the signing process alone. ECDSA or RSA.
package struct SigningIdentity: Sendable {
    package var certificateFile: String
    package var keyFile: String
    /// Where the key is encrypted: the file whose content decrypts it.
    package var passphraseFile: String?
    /// The certificates between the signer's and a trusted root, for verifiers.
    package var chainFiles: [String]

    package init(certificateFile: String, keyFile: String, passphraseFile: String? = nil, chainFiles: [String] = []) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.passphraseFile = passphraseFile
        self.chainFiles = chainFiles
    }
}
