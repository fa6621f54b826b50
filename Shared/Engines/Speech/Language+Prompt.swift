import Domain

extension Language {
    /// What the recogniser is told it has heard before. It takes on the manner of the prompt: simplified characters and
    /// punctuation in Chinese, fillers written down in English.
    var prompt: String {
        switch self {
        case .chinese: "以下是普通话的面试回答。"
        case .english: "Um, uh, so, like, you know, er, hmm, let me think."
        }
    }

    /// How many ways to go on the recogniser weighs. Chinese has many characters of one sound: three ways cost a quarter
    /// more and find 客户 and 缓存 where one finds 科乎 and 幻存. English gains nothing.
    var beamSize: Int32 {
        switch self {
        case .chinese: 3
        case .english: 1
        }
    }

    /// What stands between two segments.
    var separator: String {
        switch self {
        case .chinese: ""
        case .english: " "
        }
    }
}
