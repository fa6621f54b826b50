/// How the signs of an attribute are looked for in words.
extension String {
    /// Whether the sign stands in it: a Latin one as whole words (`hiv` is not in `archive`), a Chinese one where what follows makes
    /// no trade or subject of it (`年龄估计`, `残疾人服务`, `3岁以下儿童`).
    func names(_ sign: String) -> Bool {
        var rest = self[...]
        let isLatin = sign.utf8.allSatisfy { $0 < 128 }
        while let found = rest.firstRange(of: sign) {
            let after = rest[found.upperBound...]
            if isLatin {
                let before = self[..<found.lowerBound].last
                let ends = sign.last?.isLetter == true ? after.first : nil
                if before?.isLetter != true, ends?.isLetter != true { return true }
            } else if !subjects.contains(where: { after.hasPrefix($0) }) {
                return true
            }
            rest = after
        }
        return false
    }

    /// Without what says that something does not matter: `年龄、性别不限`, `不限户籍`.
    var withoutDisclaimers: String {
        var text = self
        for disclaimer in disclaimers {
            var isDone = false
            while !isDone, let found = text.firstRange(of: disclaimer) {
                var before = text[..<found.lowerBound]
                let isNamed = before.dropTail(of: disclaimed)
                var after = text[found.upperBound...]
                if !isNamed, !after.dropHead(of: disclaimed) {
                    isDone = true
                } else {
                    text = String(before) + "|" + String(after)
                }
            }
        }
        return text
    }
}

extension Substring {
    /// Takes what it ends with away, as long as that is one of these.
    fileprivate mutating func dropTail(of words: [String]) -> Bool {
        var isDropped = false
        while let word = words.first(where: { hasSuffix($0) }) {
            removeLast(word.count)
            isDropped = isDropped || word.count > 1
        }
        return isDropped
    }

    fileprivate mutating func dropHead(of words: [String]) -> Bool {
        var isDropped = false
        while let word = words.first(where: { hasPrefix($0) }) {
            removeFirst(word.count)
            isDropped = isDropped || word.count > 1
        }
        return isDropped
    }
}

/// What follows an attribute where a subject, a trade or somebody else is meant.
private let subjects = [
    "研究", "估计", "估算", "预测", "识别", "分布", "分析", "模型", "算法", "处理", "音乐", "文化", "舞", "平等", "歧视", "统计",
    "器乐", "管理", "档案", "用品", "服装", "护理", "学", "心理", "人服务", "人事业", "人就业", "人权益", "疫苗", "防治", "医院", "动物",
    "营养", "结构", "儿童", "婴", "幼", "宝宝", "孩子", "小朋友", "用户", "顾客", "客户", "以下儿童", "以下婴", "以下幼", "以下的儿童",
    "以上老", "编辑", "拍摄", "修图", "后期", "数据", "地区", "工作", "政策", "友好", "无障碍",
]

private let disclaimers = ["不限", "不作要求", "不做要求", "无要求", "没有要求", "不要求", "无限制", "没有限制"]

/// What a disclaimer speaks of, and what stands between.
private let disclaimed = [
    "年龄", "性别", "男女", "民族", "婚姻状况", "婚姻", "婚否", "婚育", "户籍", "户口", "籍贯", "国籍", "身高", "宗教信仰", "宗教",
    "种族", "残疾", "、", "和", "及", "与", "均", "都", "皆", "对", " ",
]
