/// 1 to 100 characters of a–z, 0–9 and hyphens: a code, so that nobody's story gets into facts.
package func isReasonCode(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
        && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
}
