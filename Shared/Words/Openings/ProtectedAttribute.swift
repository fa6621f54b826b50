/// What nobody may be chosen by. A rule about it is refused when the job is set up, as a type and in words.
///
/// PRC Employment Promotion Law (就业促进法) arts. 3, 27–31, EU Charter art. 21, US Title VII, ADEA and ADA; age and
/// native place also where no statute names them, because no lawful purpose needs them.
package enum ProtectedAttribute: String, Sendable, Hashable, CaseIterable {
    case age, sex, maritalState = "marital state", ethnicity, religion, disability, photo, nativePlace = "native place"
    case nationality, health, pregnancy

    /// The attribute that a rule type is about, or nil.
    init?(type: String) {
        let name = type.lowercased().filter { $0.isLetter }
        for (attribute, names) in typeNames where names.contains(name) {
            self = attribute
            return
        }
        return nil
    }

    /// The attribute that the employer's own words ask for, or nil. Each part between commas is looked at as well: `young, unmarried`.
    init?(asking words: String) {
        let folded = words.folded.withoutDisclaimers
        let parts = folded.split { ",，、;；|".contains($0) }.map { String($0).trimmingBlanks }
        for part in [folded.trimmingBlanks] + parts {
            guard let attribute = Self.asked(by: part) else { continue }
            self = attribute
            return
        }
        return nil
    }

    private static func asked(by folded: String) -> ProtectedAttribute? {
        if let exact = named(exactly: folded) { return exact }
        if let contained = contained(in: folded) { return contained }
        if namesAge(folded) { return .age }
        let parts = Set(folded.split { !$0.isLetter }.map(String.init))
        guard !parts.isDisjoint(with: choosingWords) else { return nil }
        return personWords.first { !parts.isDisjoint(with: $0.1) }?.0
    }

    /// A word that stands alone.
    private static func named(exactly folded: String) -> ProtectedAttribute? {
        exactWords.first { $0.1.contains(folded) }?.0
    }

    private static func contained(in folded: String) -> ProtectedAttribute? {
        containedWords.first { $0.1.contains { folded.names($0) } }?.0
    }

    /// What a topic speaks about is no demand by itself, so that a word alone (`women`, `black`) is none.
    init?(inTopic words: String) {
        let folded = words.folded.withoutDisclaimers.trimmingBlanks
        if Self.named(exactly: folded) != nil { return nil }
        self.init(asking: words)
    }

    /// What words that stand for it may mean as well: `age-friendly design`, `race conditions`. A person looks at them.
    init?(perhaps words: String) {
        let folded = words.folded.withoutDisclaimers
        let parts = Set(folded.split { !$0.isLetter }.map(String.init))
        for (attribute, signs) in doubtfulWords
        where signs.contains(where: { $0.utf8.allSatisfy { $0 < 128 } ? parts.contains($0) : folded.contains($0) }) {
            self = attribute
            return
        }
        return nil
    }
}

extension String {
    var trimmingBlanks: String {
        var scalars = unicodeScalars[...]
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}

/// `35岁以下`, `under 35`, `25-30岁`, `aged 20 to 30`, `90后`; not `average 10`, `under 3 seconds`, `3岁以下儿童`.
private func namesAge(_ text: String) -> Bool {
    guard text.contains(where: \.isNumber) else { return false }
    if ["岁", "周岁"].contains(where: { text.names($0) }) || namesGeneration(text) { return true }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if !Set(words).isDisjoint(with: ["children", "child", "kids", "toddlers", "pupils"]) { return false }
    let line = " \(words.joined(separator: " ")) "
    if [" years old ", " year old ", " years of age "].contains(where: { line.contains($0) }) { return true }
    for (index, word) in words.enumerated() where ["age", "aged", "ages", "born"].contains(word) {
        if words[index...].prefix(4).contains(where: { Int($0) != nil }) { return true }
    }
    // Nothing but a bound: `is under 35`, `below 40 years`.
    let bare = words.filter { !boundWords.contains($0) }
    let isBound = !Set(words).isDisjoint(with: ["under", "below", "younger", "older", "over"])
    return isBound && bare.count == 1 && Int(bare[0]).map { (14...80).contains($0) } == true
}

/// `90后`, `1990后`; not `3天后`.
private func namesGeneration(_ text: String) -> Bool {
    guard text.hasSuffix("后") else { return false }
    let digits = text.dropLast().reversed().prefix { $0.isNumber }.count
    return digits == 2 || digits == 4
}

private let boundWords: Set<String> = [
    "under", "below", "younger", "older", "over", "than", "is", "be", "must", "aged", "age", "years", "year", "yrs",
    "old",
    "only", "preferred", "candidate", "candidates", "applicant", "applicants", "strictly", "of",
]

private let typeNames: [(ProtectedAttribute, Set<String>)] = [
    (.age, ["age", "agerange", "maxage", "minage", "birthdate", "birthyear", "dateofbirth", "年龄", "出生日期", "出生年月"]),
    (.sex, ["sex", "gender", "性别", "sexualorientation", "genderidentity", "性取向"]),
    (
        .maritalState,
        ["marital", "maritalstate", "maritalstatus", "family", "familystatus", "婚姻", "婚姻状况", "婚育", "生育状况"]
    ),
    (.ethnicity, ["ethnicity", "race", "ethnic", "ethnicgroup", "colour", "color", "skincolor", "民族", "种族"]),
    (.religion, ["religion", "faith", "belief", "宗教", "宗教信仰", "信仰"]),
    (.disability, ["disability", "handicap", "残疾", "残障"]),
    (.photo, ["photo", "picture", "appearance", "looks", "height", "weight", "照片", "相貌", "外貌", "身高", "体重", "形象"]),
    (
        .nativePlace,
        ["nativeplace", "birthplace", "hukou", "household", "householdregistration", "籍贯", "户籍", "户口", "出生地"]
    ),
    (.nationality, ["nationality", "citizenship", "nationalorigin", "国籍"]),
    (.health, ["health", "disease", "hepatitis", "medicalhistory", "血型", "bloodtype", "健康", "健康状况", "星座", "生肖"]),
    (.pregnancy, ["pregnancy", "pregnant", "怀孕", "孕期", "children", "子女"]),
]

private let exactWords: [(ProtectedAttribute, Set<String>)] = [
    (
        .sex,
        [
            "男", "女", "male", "female", "man", "woman", "men", "women", "men only", "women only", "male only",
            "female only", "he", "she",
            "mr", "mrs", "ms.", "先生", "女士", "lgbt", "gay", "lesbian",
        ]
    ),
    (.age, ["young", "youthful", "年轻", "应届年龄", "elderly"]),
    (.maritalState, ["single", "married", "unmarried", "divorced", "widowed", "no children", "未婚", "已婚", "离异"]),
    (
        .ethnicity,
        ["white", "black", "asian", "hispanic", "latino", "caucasian", "african american", "han chinese", "汉", "少数民族"]
    ),
    (
        .religion,
        ["christian", "muslim", "jewish", "buddhist", "hindu", "atheist", "catholic", "基督教", "佛教", "伊斯兰教", "天主教", "道教"]
    ),
    (.disability, ["disabled", "handicapped", "able-bodied", "no disability", "without disability"]),
    (.photo, ["photo", "good looking", "attractive", "帅", "美女", "帅哥"]),
    (.pregnancy, ["pregnant", "not pregnant"]),
]

private let containedWords: [(ProtectedAttribute, [String])] = [
    (.age, ["年龄", "岁以下", "岁以上", "岁以内", "周岁", "出生年月", "date of birth", "years of age"]),
    (.sex, ["性别", "男性", "女性", "男生", "女生", "限男", "限女", "gender:", "sex:", "gender :"]),
    (.maritalState, ["婚姻", "婚育", "已育", "未育", "未婚", "已婚", "marital status"]),
    (.ethnicity, ["民族", "汉族", "满族", "回族", "藏族", "维吾尔", "蒙古族", "壮族", "种族", "ethnicity", "race:"]),
    (.religion, ["宗教信仰", "无宗教", "religious belief"]),
    (.disability, ["残疾", "残障", "身体健全"]),
    (.photo, ["照片", "形象好", "五官", "相貌", "身高", "good-looking"]),
    (.nativePlace, ["籍贯", "户籍", "户口", "本地人", "native place", "place of birth", "hukou"]),
    (.nationality, ["国籍", "nationality", "citizens only", "native speaker"]),
    (
        .health,
        ["乙肝", "传染病", "血型", "星座", "生肖", "hiv negative", "hiv positive", "hiv status", "hiv test", "medical history"]
    ),
    (.pregnancy, ["怀孕", "孕期", "备孕", "哺乳"]),
]

/// What somebody is, and what makes a wish of it: `male preferred`, `unmarried applicants`; `male voice acting` is none.
private let personWords: [(ProtectedAttribute, Set<String>)] = [
    (.sex, ["male", "males", "female", "females", "man", "men", "woman", "women"]),
    (.maritalState, ["married", "unmarried", "divorced"]), (.pregnancy, ["pregnant"]),
    (.religion, ["christian", "christians", "muslim", "muslims"]),
]
private let choosingWords: Set<String> = [
    "preferred", "preferably", "prefer", "preference", "only", "applicant", "applicants", "candidate", "candidates",
]

private let doubtfulWords: [(ProtectedAttribute, [String])] = [
    (.age, ["age", "aged", "youthful", "young", "年龄"]), (.sex, ["male", "female", "gender", "sex", "性别"]),
    (.health, ["hiv", "乙肝", "传染病"]),
    (.maritalState, ["married", "unmarried", "marital", "生育"]), (.pregnancy, ["pregnant", "pregnancy"]),
    (.ethnicity, ["ethnicity", "race", "民族", "种族"]), (.religion, ["religion", "religious", "宗教", "信仰"]),
    (.disability, ["disability", "disabled", "残疾"]), (.photo, ["height", "appearance"]),
    (.nationality, ["nationality"]),
]
