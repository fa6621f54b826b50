import Chinese

/// The words under which somebody's name is found, and those that are looked for: a name is found when it holds all of them.
package enum NameWords {
    /// More of a name would be no name.
    private static let countMax = 64
    private static let askedMax = 8
    private static let charactersMax = 200

    /// Of a name as its owner wrote it: each word and all of it together; of Chinese names each part of them, and how whole, family
    /// and given name are read, with the family's name in front or behind, and each syllable.
    package static func stored(of name: String) -> [String] {
        let runs = FoldedLetters.runs(of: String(name.prefix(charactersMax)))
        var words: [String] = []
        func add(_ word: String) {
            if !word.isEmpty, words.count < countMax, !words.contains(word) { words.append(word) }
        }
        for run in runs { run.isChinese ? chinese(run.letters).forEach(add) : add(run.letters) }
        // 阿迪力·买买提 is typed without the point as well.
        let parts = runs.filter(\.isChinese).map(\.letters)
        if parts.count > 1 { ([parts.joined()] + whole(parts.joined().map(String.init))).forEach(add) }
        let others = runs.filter { !$0.isChinese }.map(\.letters)
        if others.count > 1 {
            add(others.joined())
            // Written with the family's name behind, and typed with it in front.
            if let last = others.last { add(last + others.dropLast().joined()) }
            add((others.dropFirst() + [others[0]]).joined())
        }
        return words
    }

    /// Of what somebody types; nothing where there is no letter in it.
    package static func asked(for text: String) -> [String] {
        Array(FoldedLetters.runs(of: String(text.prefix(charactersMax))).map(\.letters).prefix(askedMax))
    }

    private static func chinese(_ letters: String) -> [String] {
        let characters = letters.map(String.init)
        // Longer runs have too many parts: those that names are made of are found, beside the whole.
        let partMax = characters.count <= 6 ? 6 : 3
        var words = [letters] + whole(characters)
        for first in characters.indices {
            for last in first..<min(first + partMax, characters.count) {
                words.append(characters[first...last].joined())
            }
        }
        for readings in readings(of: characters) {
            for familyCount in 1...2 where familyCount < readings.count {
                let family = readings.prefix(familyCount).joined()
                let given = readings.dropFirst(familyCount).joined()
                for word in [family, given, given + family] { words += spellings(of: word) }
            }
        }
        // As single syllables: `wang xiao ming`.
        for readings in readings(of: characters) { for syllable in readings { words += spellings(of: syllable) } }
        return words
    }

    /// The whole as it is read, and its initials.
    private static func whole(_ characters: [String]) -> [String] {
        readings(of: characters).flatMap { readings in
            spellings(of: readings.joined()) + [readings.compactMap(\.first).map(String.init).joined()]
        }
    }

    /// 吕 is lü; it is typed lv and lu, and written LYU in passports (GB/T 28039-2011).
    private static func spellings(of word: String) -> [String] {
        guard word.contains("v") else { return [word] }
        return [word] + ["u", "yu"].map { word.replacing("v", with: $0) }
    }

    /// As its characters are read by themselves, and where the family's name is read otherwise, so.
    private static func readings(of characters: [String]) -> [[String]] {
        let usual = characters.map { Pinyin.syllable(of: $0) ?? $0 }
        var all = [usual]
        for length in [2, 1] where characters.count > length {
            guard let family = families[characters.prefix(length).joined()] else { continue }
            all.append(family + usual.dropFirst(length))
            break
        }
        return all
    }

    /// Family names whose reading is another than the character's usual one (Xinhua Dictionary, 12th edition, where a reading is
    /// marked as of the family name).
    private static let families: [String: [String]] = [
        "曾": ["zeng"], "单": ["shan"], "解": ["xie"], "仇": ["qiu"], "查": ["zha"], "区": ["ou"], "朴": ["piao"],
        "翟": ["zhai"],
        "盖": ["ge"], "缪": ["miao"], "乐": ["yue"], "种": ["chong"], "覃": ["qin"], "任": ["ren"], "华": ["hua"],
        "燕": ["yan"],
        "宁": ["ning"], "冼": ["xian"], "祭": ["zhai"], "折": ["she"], "尉迟": ["yu", "chi"], "万俟": ["mo", "qi"],
        "长孙": ["zhang", "sun"], "澹台": ["tan", "tai"], "令狐": ["ling", "hu"],
    ]
}
