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

    /// What stands between two segments.
    var separator: String {
        switch self {
        case .chinese: ""
        case .english: " "
        }
    }
}
