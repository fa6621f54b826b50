// What nobody may ask a candidate: the sense of asking, in the words of a question.

extension ProtectedAttribute {
    /// The attribute that a question asks the candidate for: `How old are you?`, `您打算什么时候要孩子？`; nil where it speaks about one
    /// (`Tell us of a design for older users`).
    ///
    /// Women's Rights and Interests Protection Law art. 43: no question on marriage and children; the others as for criteria.
    init?(askedOfCandidate question: String) {
        let line = question.line
        for (attribute, signs) in englishSigns where signs.contains(where: { line.contains(" \($0) ") }) {
            self = attribute
            return
        }
        let chinese = question.clauses
        for (attribute, signs) in chineseSigns where signs.contains(where: { chinese.contains($0) }) {
            self = attribute
            return
        }
        for (attribute, nouns) in chineseNouns where nouns.contains(where: { chinese.asks(for: $0) }) {
            self = attribute
            return
        }
        return nil
    }
}

/// Whether what the candidate earned or earns now is asked for.
func asksPastPay(_ question: String) -> Bool {
    let line = question.line
    if payPhrases.contains(where: { line.contains(" \($0) ") }) { return true }
    let text = question.clauses
    return payTimes.contains { time in
        payNouns.contains { text.contains(time + $0) || text.contains(time + "的" + $0) }
    }
}

extension String {
    /// Its words in small letters between single blanks, one at each end.
    fileprivate var line: String {
        let words = folded.filter { $0 != "'" }.split { !$0.isLetter && !$0.isNumber }
        return " \(words.joined(separator: " ")) "
    }

    /// Without blanks, a stroke where a clause begins or ends.
    fileprivate var clauses: String {
        let plain = folded.withoutDisclaimers.filter { $0 != " " }
        return "|" + String(plain.map { "，。？！；：、,.?!;:()（）/\n".contains($0) ? "|" : $0 }) + "|"
    }

    /// `您的年龄`, `请问籍贯`, `什么民族|`, `|户籍在哪`.
    fileprivate func asks(for noun: String) -> Bool {
        let begins = ["您的", "你的", "您", "你", "请问", "说明", "说说", "告知", "告诉我们", "填写"].contains { names($0 + noun) }
        let ends = ["什么", "哪个", "哪种", "何种", "哪国"].contains { contains("\($0)\(noun)|") || contains("\($0)\(noun)的|") }
        let stands = ["|", "是什么", "是多少", "是哪", "在哪", "多大"].contains { contains("|\(noun)\($0)") }
        return begins || ends || stands
    }
}

private let englishSigns: [(ProtectedAttribute, [String])] = [
    (
        .age,
        [
            "how old are you", "how old you are", "what is your age", "whats your age", "state your age",
            "tell us your age",
            "your age and", "your exact age", "your age group", "your date of birth", "your birth date",
            "your birthdate", "your birthday",
            "your year of birth", "when were you born", "what year were you born", "which year were you born",
        ]
    ),
    (
        .maritalState,
        [
            "are you married", "are you single", "are you divorced", "are you engaged to be married",
            "your marital status",
            "your husband", "your wife", "your spouse", "do you have a husband", "do you have a wife",
            "do you have a boyfriend",
            "do you have a girlfriend", "plan to get married", "planning to get married", "plan to marry",
            "planning to marry",
            "when will you get married", "going to get married", "do you have children", "do you have any children",
            "do you have kids", "do you have any kids", "have you got children", "have you got kids",
            "have you any children",
            "how many children do you have", "how many kids do you have", "do you plan to have children",
            "do you plan to have kids", "plan to have children", "plan to have kids", "planning to have children",
            "planning to have kids", "plan to have a baby", "planning to have a baby", "do you want any children",
            "do you want children some day", "do you want children one day", "do you want children soon",
            "do you want any kids", "do you want kids some day", "do you want children in the future",
            "do you want to have children", "do you want to have kids", "plan to start a family",
            "planning to start a family", "want to start a family", "your family plans", "your childcare arrangements",
            "who looks after your children", "who takes care of your children",
        ]
    ),
    (
        .pregnancy,
        ["are you pregnant", "plan to become pregnant", "planning to become pregnant", "are you expecting a baby"]
    ),
    (
        .religion,
        [
            "your religion", "your religious beliefs", "your religious belief", "what is your faith",
            "are you religious",
            "do you believe in god", "do you go to church", "which church do you", "are you a christian",
            "are you a muslim",
            "are you christian", "are you muslim", "are you jewish", "are you catholic", "are you hindu",
            "are you buddhist",
        ]
    ),
    (
        .ethnicity,
        [
            "your ethnicity", "your ethnic origin", "your ethnic background", "your ethnic group", "what race are you",
            "state your race", "your skin colour", "your skin color", "are you black", "are you asian",
            "are you hispanic",
        ]
    ),
    (.nationality, ["your nationality", "your citizenship", "your national origin"]),
    (
        .nativePlace,
        ["where were you born", "your place of birth", "your birthplace", "your hukou", "your native place"]
    ),
    (
        .disability,
        [
            "do you have a disability", "do you have any disability", "do you have any disabilities",
            "are you disabled", "your disability",
        ]
    ),
    (
        .health,
        [
            "your health condition", "your health conditions", "your state of health", "your health status",
            "your health problems", "how is your health", "are you healthy", "are you in good health",
            "your medical history",
            "do you have any health", "do you have health", "do you have any medical",
            "do you have a medical condition",
            "do you have any chronic", "do you suffer from", "do you have hiv", "your hiv status",
            "do you take medication",
            "do you take any medication", "your blood type", "how many sick days did you",
        ]
    ),
    (
        .sex,
        [
            "your sexual orientation", "your gender identity", "what is your gender", "whats your gender",
            "what is your sex",
            "are you male or female", "are you a man", "are you a woman", "are you gay", "are you transgender",
        ]
    ),
    (
        .photo,
        [
            "how tall are you", "how much do you weigh", "your height and weight", "what is your height",
            "what is your weight",
        ]
    ),
]

private let chineseSigns: [(ProtectedAttribute, [String])] = [
    (
        .age,
        [
            "多大年纪", "多大岁数", "今年多大", "您多大了", "你多大了", "您多大|", "你多大|", "您几岁", "你几岁", "今年几岁", "贵庚",
            "您哪年出生", "你哪年出生", "您哪一年出生", "您出生于哪", "你出生于哪", "|哪年出生", "|哪一年出生",
        ]
    ),
    (
        .maritalState,
        [
            "您结婚", "你结婚", "是否结婚", "结婚了吗", "结婚了没", "结婚没有", "有没有结婚", "结没结婚", "是否已婚", "已婚还是未婚", "您已婚",
            "你已婚", "您未婚", "婚否", "什么时候结婚", "何时结婚", "打算结婚", "计划结婚", "您单身", "你单身", "是单身", "是否单身", "有男朋友",
            "有女朋友", "有对象吗", "有没有对象", "您的配偶", "您配偶", "您的爱人", "您爱人", "您的丈夫", "您的妻子", "您老公", "您老婆",
            "您离婚", "您离异", "什么时候要孩子", "何时要孩子", "打算要孩子", "计划要孩子", "打算要小孩", "要孩子吗", "要小孩吗", "要不要孩子",
            "什么时候生", "何时生孩子", "打算生", "生孩子吗", "生育计划", "生育打算", "生育意愿", "您生育", "是否生育", "您有孩子", "你有孩子",
            "您有小孩", "你有小孩", "有孩子吗", "有小孩吗", "有没有孩子", "有没有小孩", "是否有孩子", "是否有小孩", "有几个孩子", "有几个小孩",
            "要二胎", "生二胎", "要二孩", "生二孩", "孩子谁带", "谁带孩子", "谁帮您带孩子", "您的孩子多大",
        ]
    ),
    (.pregnancy, ["您怀孕", "你怀孕", "是否怀孕", "怀孕了吗", "打算怀孕", "计划怀孕", "有没有怀孕", "是否备孕", "在备孕", "是否处于孕期"]),
    (
        .religion,
        ["信什么教", "信教吗", "是否信教", "您信教", "有宗教信仰", "有没有宗教", "有什么宗教", "有无宗教", "信仰什么", "信仰宗教", "是教徒", "您信佛"]
    ),
    (.ethnicity, ["是少数民族", "是否少数民族", "您是汉族", "你是汉族", "是汉族吗", "是哪个族"]),
    (
        .nativePlace,
        [
            "您是哪里人", "你是哪里人", "您是什么地方人", "老家在哪", "老家是哪", "是本地人", "是不是本地人", "农村户口", "城镇户口", "城市户口",
            "户口在哪", "户籍在哪", "户口所在地", "户籍所在地",
        ]
    ),
    (.disability, ["您有残疾", "你有残疾", "是否有残疾", "是否残疾", "有没有残疾", "有无残疾", "持有残疾证", "是残疾人吗", "您是残疾"]),
    (
        .health,
        [
            "您有乙肝", "有没有乙肝", "是否有乙肝", "乙肝吗", "乙肝携带", "有没有传染病", "您有传染病", "有无传染病", "您患有", "你患有", "是否患有", "您是否患",
            "得过什么病", "有什么病|", "有什么疾病", "有没有慢性病", "您有慢性病", "有无病史", "有没有病史", "身体健康吗", "您健康吗", "你健康吗",
            "身体好吗", "身体怎么样", "属什么生肖", "您属什么", "你属什么",
        ]
    ),
    (.sex, ["您是男是女", "您是男的还是女的", "您是同性恋", "你是同性恋"]),
    (.photo, ["您多高", "你多高", "您多重", "你多重", "您长得", "你长得"]),
]

private let chineseNouns: [(ProtectedAttribute, [String])] = [
    (.age, ["年龄", "年纪", "岁数", "生日", "出生日期", "出生年月", "出生年份"]), (.sex, ["性别", "性取向"]),
    (.maritalState, ["婚姻", "婚姻状况", "婚姻状态", "婚姻情况", "婚育", "婚育状况", "婚育情况", "生育状况", "生育情况"]),
    (.ethnicity, ["民族", "种族"]), (.religion, ["宗教", "宗教信仰"]),
    (.nativePlace, ["籍贯", "户籍", "户口", "出生地", "老家"]), (.nationality, ["国籍"]),
    (.health, ["健康状况", "健康情况", "身体状况", "病史", "血型", "星座", "生肖", "属相"]), (.disability, ["残疾"]),
    (.photo, ["身高", "体重"]),
]

private let payPhrases = [
    "your current salary", "your present salary", "your last salary", "your previous salary", "your past salary",
    "your former salary", "your salary history", "your pay history", "your current pay", "your last pay",
    "your previous pay",
    "your current compensation", "your previous compensation", "your current wage", "your last wage",
    "your previous wage",
    "how much do you earn", "how much do you make now", "how much did you earn", "how much did you make at",
    "how much did you make in", "how much did you make per", "how much did you make a year",
    "what do you earn now", "what do you earn at", "what do you earn today", "what do you earn a month",
    "what do you earn per",
    "what did you earn at", "what did you earn in", "what did you earn as", "what did you earn before",
    "what did you earn there", "were you paid at your", "are you paid now", "how much were you paid",
]
private let payTimes = [
    "目前", "现在", "当前", "现有", "现", "上一份工作", "上份工作", "上一家公司", "上家公司", "上家", "之前", "以前", "过去", "历史", "原单位", "原来",
]
private let payNouns = ["薪资", "薪水", "工资", "薪酬", "年薪", "月薪", "收入", "薪金", "待遇", "底薪"]
