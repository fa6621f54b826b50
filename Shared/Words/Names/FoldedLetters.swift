import Chinese

/// Letters as they are typed by whoever looks for somebody: small, without marks, half-width, Chinese simplified.
enum FoldedLetters {
    /// The text's runs of letters, each with whether it is written in Chinese characters.
    static func runs(of text: String) -> [Run] {
        var runs: [Run] = []
        var isWithin = false
        for scalar in text.lowercased().unicodeScalars {
            // A mark on a letter belongs to it: é may come as e and a mark.
            if marks.contains(scalar.properties.generalCategory) { continue }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                // O'Brien is typed OBrien as well.
                if !apostrophes.contains(scalar) { isWithin = false }
                continue
            }
            let isChinese = scalar.properties.isUnifiedIdeograph
            let letters = isChinese ? String(simplified(scalar)) : plain(scalar)
            if isWithin, runs.last?.isChinese == isChinese {
                runs[runs.count - 1].letters += letters
            } else {
                runs.append(Run(letters: letters, isChinese: isChinese))
            }
            isWithin = true
        }
        return runs
    }

    struct Run: Hashable {
        var letters: String
        var isChinese: Bool
    }

    private static let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .spacingMark, .enclosingMark]
    private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2019}", "\u{2018}", "`", "\u{B4}", "\u{2BC}"]

    private static func plain(_ scalar: Unicode.Scalar) -> String {
        if case "\u{FF01}"..."\u{FF5E}" = scalar, let half = Unicode.Scalar(scalar.value - 0xFEE0) {
            return plain(half)
        }
        return table[scalar] ?? String(scalar).lowercased()
    }

    private static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        TraditionalCharacters.simplified[scalar] ?? scalar
    }

    private static let table: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [:]
        for line in String(decoding: PackageResources.letters_txt, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            let letter = String(line.unicodeScalars.prefix { $0.isASCII }.map(Character.init))
            for scalar in line.unicodeScalars where !scalar.isASCII { table[scalar] = letter }
        }
        return table
    }()
}
