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

    /// What the recogniser learned from subtitles, and writes where nobody says anything it understands. Nobody answers a question
    /// with one of these and nothing else.
    var inventions: [String] {
        switch self {
        case .chinese:
            [
                "请不吝点赞订阅转发打赏支持明镜与点点栏目", "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目", "字幕由Amara.org社区提供", "字幕by索兰娅",
                "中文字幕志愿者", "谢谢观看", "感谢观看", "謝謝觀看",
            ]
        case .english:
            [
                "Thanks for watching", "Thank you for watching", "Subtitles by the Amara.org community",
                "Please subscribe to my channel", "Like and subscribe",
            ]
        }
    }
}
