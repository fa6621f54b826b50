/// How a Chinese character is read, without its tone. A recogniser that mishears writes another character of the same
/// sound, so what was said is found by sound; so is a name that is typed in Latin letters.
package enum Pinyin {
    /// Nil for a character outside of GB 2312.
    package static func syllable(of character: String) -> String? {
        guard let scalar = character.unicodeScalars.first, scalar.properties.isIdeographic else { return nil }
        return table[scalar]
    }

    private static let table: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [:]
        let text = String(decoding: PackageResources.pinyin_txt, as: UTF8.self)
        for group in text.split(separator: "\n") where !group.hasPrefix("#") {
            let syllable = String(group.prefix { $0.isASCII })
            for scalar in group.unicodeScalars where !scalar.isASCII { table[scalar] = syllable }
        }
        return table
    }()
}
