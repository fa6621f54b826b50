/// The Advanced Encryption Standard, in the two modes of use here: `GCM` for content, `KeyWrap` for keys.
package enum AES {}
