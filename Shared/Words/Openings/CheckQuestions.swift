import Domain
import Events

/// What keeps questions from being put, and answers from being judged.
func checkQuestions(of interview: InterviewTemplate, under policy: PolicyProfile) -> [OpeningFinding] {
    let place = "/interview/questions"
    var findings: [OpeningFinding] = []
    if !(1...Limits.questionCountMax).contains(interview.questions.count) {
        findings.append(OpeningFinding(.questionCount, at: place))
    }
    let weighed = Set(interview.dimensions.map(\.dimension))
    var names: Set<QuestionID> = []
    for (index, question) in interview.questions.prefix(Limits.questionCountMax).enumerated() {
        let place = "\(place)/\(index)"
        if !names.insert(question.questionID).inserted {
            findings.append(OpeningFinding(.questionName, at: "\(place)/questionID", question.questionID.text))
        }
        findings += checkQuestion(question, at: place) + checkLawful(question, at: place, under: policy)
        if !weighed.contains(question.competency) {
            findings.append(
                OpeningFinding(.notWeighed, at: "\(place)/competency", question.questionID.text, question.competency))
        }
    }
    if interview.questions.reduce(0, { $0 + ($1.code?.exampleBytes ?? 0) }) > CodeTask.exampleBytesOfJobMax {
        findings.append(OpeningFinding(.exampleBytes, at: place))
    }
    if !(1...24 * 90).contains(interview.windowHours) {
        findings.append(OpeningFinding(.window, at: "/interview/windowHours"))
    }
    if !(0...5).contains(interview.retakesMax) {
        findings.append(OpeningFinding(.retakes, at: "/interview/retakesMax"))
    }
    if !(0...3).contains(interview.failedTakesMax ?? 0) {
        findings.append(OpeningFinding(.failedTakes, at: "/interview/failedTakesMax"))
    }
    return findings
}

private func checkQuestion(_ question: Question, at place: String) -> [OpeningFinding] {
    var findings: [OpeningFinding] = []
    func add(_ sentence: OpeningSentence, _ field: String, _ more: String...) {
        let subjects = [question.questionID.text] + more
        findings.append(OpeningFinding(sentence, at: "\(place)/\(field)", subjects.map(\.both)))
    }
    if question.text.allSatisfy(\.isWhitespace) { add(.questionText, "text") }
    if !(10...Limits.answerSecondsMax).contains(question.answerSecondsMax) { add(.answerSeconds, "answerSecondsMax") }
    if !(0...Limits.answerSecondsMax).contains(question.thinkSeconds ?? 0) { add(.questionTimes, "thinkSeconds") }
    if !(0...5).contains(question.retakesMax ?? 0) { add(.questionTimes, "retakesMax") }
    if !(0...5).contains(question.pausesMax ?? 0) { add(.questionTimes, "pausesMax") }
    if let length = question.lengthMax, !Question.lengthMaxRange.contains(length) || question.form != .text {
        add(.textLength, "lengthMax")
    }
    if question.form != .video, question.thinkSeconds != nil || question.pausesMax != nil {
        add(.spokenTimes, question.thinkSeconds != nil ? "thinkSeconds" : "pausesMax")
    }
    for (index, topic) in question.topics.enumerated()
    where !topic.anyOf.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
        add(.topicWithoutWords, "topics/\(index)/anyOf", topic.name)
    }
    switch (question.form, question.code) {
    case (.code, let code?): if let (sentence, field) = flaw(in: code) { add(sentence, "code/\(field)") }
    case (.code, nil): add(.noHiddenExample, "code")
    case (_, nil): break
    case (_, _?): add(.strayExamples, "code")
    }
    return findings
}

/// The first flaw, and the field that has it.
private func flaw(in code: CodeTask) -> (OpeningSentence, field: String)? {
    if code.languages.isEmpty || Set(code.languages).count != code.languages.count { return (.noLanguage, "languages") }
    if code.hiddenExamples.isEmpty { return (.noHiddenExample, "hiddenExamples") }
    for (examples, field) in [(code.openExamples, "openExamples"), (code.hiddenExamples, "hiddenExamples")]
    where examples.count > CodeTask.exampleCountMax || examples.contains(where: \.isFlawed) {
        return (.examples, field)
    }
    if Set(code.hiddenExamples.map(\.input)).count != code.hiddenExamples.count
        || !Set(code.hiddenExamples.map(\.input)).isDisjoint(with: code.openExamples.map(\.input))
    {
        return (.sharedExamples, "hiddenExamples")
    }
    let runCount = max(code.openExamples.count, code.hiddenExamples.count)
    if !CodeTask.timeMillisecondsRange.contains(code.timeMilliseconds)
        || code.timeMilliseconds * runCount > CodeTask.answerMillisecondsMax
    {
        return (.codeLimits, "timeMilliseconds")
    }
    if !CodeTask.memoryMebibytesRange.contains(code.memoryMebibytes) { return (.codeLimits, "memoryMebibytes") }
    return nil
}

extension CodeTask {
    fileprivate var exampleBytes: Int {
        (openExamples + hiddenExamples).reduce(0) { $0 + $1.input.utf8.count + $1.output.utf8.count }
    }
}

extension CodeExample {
    fileprivate var isFlawed: Bool {
        let isBlank = output.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        return isBlank || [input, output].contains { $0.unicodeScalars.count > CodeTask.exampleCharactersMax }
    }
}
