import Domain

/// One kind of finding: its code, how grave it is, and its words.
struct OpeningSentence: Sendable, Hashable {
    let code: String
    let severity: OpeningFinding.Severity
    let words: Bilingual

    private init(_ code: String, _ severity: OpeningFinding.Severity, _ chinese: String, _ english: String) {
        self.code = code
        self.severity = severity
        words = Bilingual(chinese, english)
    }

    private static func error(_ code: String, _ chinese: String, _ english: String) -> Self {
        Self(code, .error, chinese, english)
    }

    private static func warning(_ code: String, _ chinese: String, _ english: String) -> Self {
        Self(code, .warning, chinese, english)
    }
}

// The job and its criteria.
extension OpeningSentence {
    static let title = error("malformed-title", "职位名称为 1 至 200 个字符。", "A title has 1 to 200 characters.")
    static let protected = error(
        "protected-attribute", "条件“{0}”涉及{1}，不得据此选人。", "Criterion {0} asks for {1}, by which nobody may be chosen.")
    static let perhapsProtected = warning(
        "perhaps-protected", "条件“{0}”可能涉及{1}；不得据此选人，请再看一遍。",
        "Criterion {0} may be read as asking for {1}, by which nobody may be chosen: look at it again.")
    static let protectedQuestion = error(
        "protected-attribute", "题目“{0}”询问{1}，不得向应聘者询问，也不得据此选人。",
        "Question {0} asks the candidate for {1}, by which nobody may be chosen.")
    static let perhapsProtectedQuestion = warning(
        "perhaps-protected", "题目“{0}”可能涉及{1}；不得据此选人，请再看一遍。",
        "Question {0} may be read as asking for {1}, by which nobody may be chosen: look at it again.")
    static let protectedTopic = error(
        "protected-attribute", "题目“{0}”的要点“{2}”涉及{1}，不得据此评分。",
        "Topic {2} of question {0} is {1}, by which nobody may be judged.")
    static let perhapsProtectedTopic = warning(
        "perhaps-protected", "题目“{0}”的要点“{2}”可能涉及{1}；不得据此评分，请再看一遍。",
        "Topic {2} of question {0} may be read as {1}, by which nobody may be judged: look at it again.")
    static let pastPay = error(
        "past-pay", "题目“{0}”询问以往或目前的薪酬，法律不允许。",
        "Question {0} asks for past or present pay, which the law forbids.")
    static let criterionWithoutWords = error(
        "criterion-without-words", "条件“{0}”没有可查找的词语，或词语超过 100 个字符。",
        "Criterion {0} has no words to look for, or one of more than 100 characters.")
    static let criterionWords = error(
        "criterion-out-of-bounds", "条件“{0}”最多有 60 个词语。", "Criterion {0} has at most 60 words.")
    static let criterionWeight = error(
        "criterion-out-of-bounds", "条件“{0}”的权重为 1 至 1000。", "The weight of criterion {0} is 1 to 1000.")
    static let criterionYears = error(
        "criterion-out-of-bounds", "工作年限为 0 至 50 年。", "Years of work lie between 0 and 50.")
    static let criteriaTooMany = error("criteria-too-many", "一个职位最多有 60 项条件。", "A job has at most 60 criteria.")
}

// The interview.
extension OpeningSentence {
    static let questionCount = error(
        "malformed-questions", "面试有 1 至 30 道题目。", "An interview has 1 to 30 questions.")
    static let questionName = error(
        "malformed-questions", "两道题目同名“{0}”；每道题目须有自己的名称。", "Two questions are called {0}; each has a name of its own.")
    static let questionText = error("malformed-questions", "题目“{0}”没有内容。", "Question {0} asks nothing.")
    static let answerSeconds = error(
        "malformed-questions", "题目“{0}”的作答时长为 10 至 600 秒。", "An answer to question {0} takes 10 to 600 seconds at most."
    )
    static let questionTimes = error(
        "malformed-questions", "题目“{0}”：准备时间最多 600 秒，重录和暂停各最多 5 次。",
        "Question {0} gives at most 600 seconds to think, 5 retakes and 5 pauses.")
    static let textLength = error(
        "malformed-questions", "题目“{0}”：只有文字作答才有字数限制，为 10 至 2000。",
        "Question {0}: a text answer, and no other, has a limit of 10 to 2000 words.")
    static let spokenTimes = error(
        "malformed-questions", "题目“{0}”：只有录制作答才有准备时间和暂停。",
        "Question {0}: only an answer before the camera has a time to think, and pauses.")
    static let strayExamples = error(
        "malformed-questions", "题目“{0}”不是编程题，不能有程序示例。", "Question {0}: examples of a program belong to the kind code.")
    static let noHiddenExample = error(
        "no-hidden-example", "编程题“{0}”需要隐藏的示例来评判。", "Coding question {0} needs a hidden example to judge by.")
    static let noLanguage = error(
        "no-language", "编程题“{0}”须允许 python、cpp 或两者，各一次。", "Coding question {0} allows python, cpp, or both.")
    static let examples = error(
        "malformed-examples", "题目“{0}”：公开和隐藏的示例各最多 20 个，须有输出，每项最多 4000 个字符。",
        "Question {0}: at most 20 open and 20 hidden examples, each with an output and of 4000 characters.")
    static let sharedExamples = error(
        "malformed-examples", "题目“{0}”：隐藏示例的输入不能与其他示例相同。",
        "Question {0}: a hidden example has an input that no other example has.")
    static let exampleBytes = error(
        "malformed-examples", "一个职位的示例合计最多 192 KiB。", "The examples of a job have at most 192 KiB together.")
    static let codeLimits = error(
        "malformed-code-limits", "题目“{0}”：一次运行 100 至 5000 毫秒、64 至 1024 MiB，一份答案合计最多 40 秒。",
        "Question {0}: a run takes 100 to 5000 ms and 64 to 1024 MiB, all runs of an answer 40 s at most.")
    static let topicWithoutWords = error(
        "topic-without-words", "题目“{0}”的要点“{1}”没有词语，无法识别。",
        "Topic {1} of question {0} has no words, so that no answer can show it.")
    static let notWeighed = error(
        "competency-not-weighed", "题目“{0}”考察“{1}”，但该维度不在评分维度中。",
        "Question {0} asks for {1}, which is none of the weighed dimensions.")
    static let window = error(
        "malformed-interview", "面试开放 1 至 2160 小时。", "An interview is open for 1 to 2160 hours.")
    static let retakes = error(
        "malformed-interview", "一次面试每题最多重录 5 次。", "An interview has at most 5 retakes of an answer.")
    static let failedTakes = error(
        "malformed-questions", "失败的录制最多 3 次不计。", "At most 3 takes that hold nothing cost none.")
    static let facesForbidden = error(
        "face-channel-forbidden", "按“{0}”的规则不得观察候选人的面部：请关闭这一项，或写明实际适用的法律（cn、us-il、us-nyc）。",
        "Under the policy {0} no candidate's face is looked at: switch it off, or name the law that applies (cn, us-il, us-nyc)."
    )
}

// What is scored.
extension OpeningSentence {
    static let weights = error(
        "weights-not-100", "各维度权重合计 {0}%，应为 100%。", "The weights of the dimensions sum to {0}, not to 100.")
    static let negativeWeight = error(
        "weights-not-100", "维度“{0}”的权重小于 0。", "The weight of {0} is below 0.")
    static let dimensionTwice = error(
        "malformed-dimensions", "维度“{0}”出现了两次。", "Dimension {0} stands there twice.")
    static let notAsked = error(
        "dimension-not-asked", "维度“{0}”占 {1}%，但没有题目考察它。", "{0} weighs {1} percent, and no question asks for it.")
    static let outsideAsked = error(
        "outside-dimension-asked", "维度“{0}”由外部测得，不能由题目考察。",
        "{0} is measured elsewhere, so it is no competency of a question.")
    static let notHeard = error(
        "communication-not-heard", "“沟通”计入评分，但没有一道题目是口头作答。",
        "Communication is weighed, and no question is answered by speaking.")
}

// The employer's own rubrics and anchor answers.
extension OpeningSentence {
    static let rubricOfNothing = error(
        "malformed-rubric", "评分标准“{0}”不属于这个职位由题目考察的任何维度。",
        "The rubric {0} is of no dimension of this job that questions ask for.")
    static let rubricTwice = error(
        "malformed-rubric", "维度“{0}”有两份评分标准。", "Dimension {0} has two rubrics.")
    static let rubricEmpty = error(
        "malformed-rubric", "评分标准“{0}”既没有要求，也没有级别说明。", "The rubric {0} has neither criteria nor levels.")
    static let rubricSource = error(
        "rubric-without-source", "请写明评分标准“{0}”的来源或理由，1 至 500 个字符。",
        "Say in 1 to 500 characters where the rubric {0} comes from, or why it is so.")
    static let rubricCriteria = error(
        "rubric-out-of-bounds", "评分标准“{0}”最多有 12 项要求。", "The rubric {0} has at most 12 criteria.")
    static let rubricPoints = error(
        "rubric-out-of-bounds", "评分标准“{0}”第 {1} 项要求为 0 至 100 分。",
        "Criterion {1} of the rubric {0} has 0 to 100 points.")
    static let rubricWithoutPoints = error(
        "rubric-without-points", "评分标准“{0}”各项要求都是 0 分；至少一项须有分。",
        "The criteria of the rubric {0} have no points; one at least has some.")
    static let rubricName = error(
        "rubric-language-missing", "评分标准“{0}”第 {1} 项要求没有{2}名称，或超过 100 个字符；题目用这种语言。",
        "Criterion {1} of the rubric {0} has no name in {2}, in which it is asked for, or one of more than 100 characters."
    )
    static let rubricWithoutWords = error(
        "criterion-without-words", "评分标准“{0}”第 {1} 项要求没有{2}词语，或词语超过 100 个字符；题目用这种语言。",
        "Criterion {1} of the rubric {0} has no words in {2}, in which it is asked for, or one of more than 100 characters."
    )
    static let rubricWords = error(
        "rubric-out-of-bounds", "评分标准“{0}”第 {1} 项要求每种语言最多 40 个词语。",
        "Criterion {1} of the rubric {0} has at most 40 words a language.")
    static let rubricExamples = error(
        "rubric-out-of-bounds", "评分标准“{0}”第 {1} 项要求每种语言最多 12 个例句，每句 1 至 200 个字符。",
        "Criterion {1} of the rubric {0} has at most 12 examples a language, of 1 to 200 characters.")
    static let rubricLevels = error(
        "malformed-rubric", "评分标准“{0}”的级别说明须六级齐全（0 至 5），或都不写。",
        "The rubric {0} says all six levels, from 0 to 5, or none.")
    static let rubricLevel = error(
        "rubric-language-missing", "评分标准“{0}”第 {1} 级没有{2}说明，或超过 400 个字符；题目用这种语言。",
        "Level {1} of the rubric {0} has no words in {2}, in which it is asked for, or more than 400 characters.")
    static let rubricBytes = error(
        "rubric-out-of-bounds", "一个职位最多 12 份评分标准，合计 96 KiB。",
        "A job has at most 12 rubrics, of 96 KiB together.")
    static let rubricNotCounted = warning(
        "rubric-not-counted", "评分标准“{0}”的要求不计分：考察它的题目都有自己的要点、参考答案或程序示例。",
        "The criteria of the rubric {0} count nowhere: each question that asks for it has topics, a reference answer or examples of its own."
    )
    static let anchorsOfNothing = error(
        "malformed-anchors", "示范回答所属的题目“{0}”不存在、是编程题，或出现了两次。",
        "Anchor answers belong to question {0}, which is not there, is a coding question or stands there twice.")
    static let anchorLevel = error(
        "malformed-anchors", "题目“{0}”：示范回答的级别为 0 至 5。", "Question {0}: an anchor answer is of a level from 0 to 5.")
    static let anchorText = error(
        "malformed-anchors", "题目“{0}”：{1} 级的示范回答为 1 至 2000 个字符。",
        "Question {0}: an anchor answer of level {1} has 1 to 2000 characters.")
    static let anchorCount = error(
        "malformed-anchors", "题目“{0}”：{1} 级最多 5 个示范回答。", "Question {0}: level {1} has at most 5 anchor answers.")
    static let anchorBytes = error(
        "malformed-anchors", "一个职位的示范回答合计最多 160 KiB。",
        "The anchor answers of a job have at most 160 KiB together.")
}

// The rules.
extension OpeningSentence {
    static let unknownMeasure = error(
        "rule-measure-unknown", "规则“{0}”看“{1}”，但这个职位没有维度给出它。",
        "Rule {0} looks at {1}, which no dimension of this job gives.")
    static let offerWithoutTerms = error(
        "offer-without-terms", "规则“{0}”发出录用，但职位没有录用条件。", "Rule {0} makes an offer, and the job has no terms of one.")
    static let approvalHours = error(
        "malformed-approval", "批准时限为 1 至 336 小时。",
        "An approval of pay is waited for 1 to 336 hours before a mail reminds.")
    static let approvalOfNobody = warning(
        "approval-of-nobody", "设置了批准时限，但录用条件无需任何人批准。",
        "Hours to approve are set, and nobody has to approve the terms.")
    static let samePriority = warning(
        "rules-same-priority", "规则“{0}”与“{1}”优先级相同；先写的先判断。",
        "Rules {0} and {1} have the same priority; the one that is written first is asked first.")
    static let contradiction = warning(
        "rule-never-holds", "规则“{0}”的条件不可能同时满足。", "No value can satisfy all conditions of rule {0}.")
    static let neverReached = warning(
        "rule-never-decides", "规则“{0}”从不起作用：凡它成立处，前面的规则已先成立。",
        "Rule {0} never decides: wherever it holds, one before it holds.")
    static let overlap = warning(
        "rules-overlap", "规则“{0}”与“{1}”会同时成立而结果不同；由“{0}”决定。",
        "Rules {0} and {1} both hold for some values and lead elsewhere; {0} decides.")
    static let gap = warning(
        "rules-leave-gap", "没有规则适用于：{0}。此时由人决定。", "No rule holds where {0}: a person decides there.")
    static let gaps = warning(
        "rules-leave-gap", "还有 {0} 处没有规则适用；此时由人决定。", "No rule holds in {0} more places: a person decides there.")
    static let noRules = warning(
        "rules-leave-gap", "没有规则：每份报告都由人决定。", "There are no rules: a person decides on every report.")
    static let satisfactionGrants = warning(
        "satisfaction-grants-offer", "规则“{0}”让候选人自己的满意度影响录用，容易招来迎合。",
        "Rule {0} lets the candidate's own satisfaction help to an offer, which invites flattery.")
}
