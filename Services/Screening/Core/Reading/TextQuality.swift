import Domain

/// Tells text from what a broken font map or a scan leaves behind.
package enum TextQuality {
    /// Fewer letters than this are no résumé.
    package static let letterCountMin = 120

    package static func measure(_ text: String) -> Score { measure(FoldedText(text)) }

    /// The share of characters that are letters of known scripts, digits, blanks or common marks, cut down for short texts.
    static func measure(_ text: FoldedText) -> Score {
        var letters = 0
        var odd = 0
        var visible = 0
        for scalar in text.folded where scalar != " " && scalar != "\n" {
            visible += 1
            if scalar.isHan {
                // One Chinese character says about as much as two and a half letters.
                letters += 5
            } else if scalar.isWordPart || !scalar.isASCII && scalar.properties.isAlphabetic {
                letters += 2
            }
            if isOdd(scalar) { odd += 1 }
        }
        guard visible > 0 else { return .zero }
        let length = min(1, Double(letters) / Double(2 * letterCountMin))
        let cleanness = max(0, 1 - 4 * Double(odd) / Double(visible))
        return Score(clamping: 100 * length * cleanness)
    }

    /// Replacement characters, private use, unassigned: what text without a character map turns into.
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        // Of these everybody knows the controls, and a table need not be asked.
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .privateUse:
            // Icon fonts use a few of them in well-made résumés; as a share of the text they stay small.
            return true
        case .unassigned, .control, .surrogate: return true
        default: return scalar == "\u{FFFD}"
        }
    }
}
