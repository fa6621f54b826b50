/// Turns what an extractor gave into the text that is kept, searched and pointed into by spans.
///
/// It drops what a reader cannot see (controls, zero-width and direction marks), so that such marks neither hide a
/// word from the screening nor make one; it mends what PDF fonts do (ligatures, radicals in place of characters).
package enum CleanText {
    /// A longer text is cut here; a résumé of 100 pages is shorter.
    package static let scalarCountMax = 200_000

    package static func clean(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        var blankLines = 0
        var lineIsBlank = true
        func newLine() {
            blankLines = lineIsBlank ? blankLines + 1 : 0
            lineIsBlank = true
            if blankLines <= blankLinesMax { cleaned.append("\n") }
        }
        var afterReturn = false
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            guard count <= scalarCountMax else { break }
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "!"..."~":
                cleaned.append(scalar)
                lineIsBlank = false
            case "\n" where afterReturn: continue
            case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": newLine()
            case "\t", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}": cleaned.append(" ")
            case "\u{FB00}"..."\u{FB06}":
                cleaned.append(contentsOf: ligatures[Int(scalar.value - 0xFB00)].unicodeScalars)
                lineIsBlank = false
            case "\u{2F00}"..."\u{2FD5}":
                cleaned.append(radicals[Int(scalar.value - 0x2F00)])
                lineIsBlank = false
            case _ where isInvisible(scalar): continue
            default:
                cleaned.append(scalar)
                if scalar != " " { lineIsBlank = false }
            }
        }
        return String(cleaned)
    }

    private static let blankLinesMax = 1
    private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{1160}",
            "\u{180E}", "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{206F}",
            "\u{FE00}"..."\u{FE0F}", "\u{FEFF}", "\u{FFF0}"..."\u{FFFB}", "\u{E0000}"..."\u{E0FFF}":
            true
        default: false
        }
    }

    /// The characters that the 214 Kangxi radicals U+2F00…U+2FD5 stand for (Unicode NFKC).
    private static let radicals: [Unicode.Scalar] = Array(
        """
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
        廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
        目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
        邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
        """.unicodeScalars)
}
