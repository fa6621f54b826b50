import Domain
import Events
import HTTP

// One question. What a coding question is judged by comes by the API and stays as it is.

func questionGroups(of job: JobDescription, _ index: Int, _ say: JobWords) -> [JobFieldGroup] {
    let place = "/interview/questions/\(index)"
    let question = job.interview.questions.dropFirst(index).first ?? fresh(job, index)
    let separator = question.language == .chinese ? "，" : ", "
    let topics = question.topics.map { "\($0.name): \($0.anyOf.joined(separator: separator))" }
    let kinds = question.form == .code ? ["code"] : ["video", "text"]
    return [
        JobFieldGroup(
            legend: say("job-asked"),
            fields: [
                JobField("\(place)/text", "job-question-text", .area(charactersMax: 1000), question.text),
                JobField("\(place)/kind", "job-kind", say.choices("answered", kinds), question.form.rawValue),
                JobField(
                    "\(place)/language", "job-question-language",
                    say.choices("language", Language.allCases.map(\.rawValue)), question.language.rawValue),
                JobField(
                    "\(place)/competency", "job-competency", .line(charactersMax: 60), question.competency,
                    hint: "job-competency-hint"),
            ]),
        JobFieldGroup(
            legend: say("job-answer"),
            fields: [
                JobField(
                    "\(place)/topics", "job-topics", .area(charactersMax: 20_000), topics.joined(separator: "\n"),
                    hint: "job-topics-hint"),
                JobField(
                    "\(place)/referenceAnswer", "job-reference", .area(charactersMax: 4000),
                    question.referenceAnswer ?? ""),
            ]),
        JobFieldGroup(
            legend: say("job-limits"),
            fields: [
                JobField(
                    "\(place)/answerSecondsMax", "job-seconds", .number(10...Limits.answerSecondsMax),
                    "\(question.answerSecondsMax)"),
                JobField(
                    "\(place)/thinkSeconds", "job-think", .number(0...Limits.answerSecondsMax),
                    question.thinkSeconds.map(String.init) ?? "", hint: "job-empty-hint"),
                JobField(
                    "\(place)/retakesMax", "job-own-retakes", .number(0...5),
                    question.retakesMax.map(String.init) ?? "", hint: "job-empty-hint"),
                JobField(
                    "\(place)/pausesMax", "job-pauses", .number(0...5), question.pausesMax.map(String.init) ?? "",
                    hint: "job-empty-hint"),
                JobField(
                    "\(place)/lengthMax", "job-length", .number(10...2000), question.lengthMax.map(String.init) ?? "",
                    hint: "job-length-hint"),
            ]),
    ]
}

/// A question that nobody has written yet, under a name that the job does not have.
private func fresh(_ job: JobDescription, _ index: Int) -> Question {
    let taken = Set(job.interview.questions.map(\.questionID.text))
    let number = (1...).first { !taken.contains("q\(index + $0)") } ?? 1
    let questionID = (try? QuestionID("q\(index + number)")) ?? "q"
    return Question(questionID: questionID, text: "", language: job.language, competency: "", topics: [])
}

func applyQuestion(_ form: inout JobForm, _ index: Int, to job: JobDescription) -> JobDescription {
    var job = job
    let place = "/interview/questions/\(index)"
    let isNew = index >= job.interview.questions.count
    if form.form["remove"] != nil {
        guard !isNew else { return job }
        let removed = job.interview.questions.remove(at: index)
        let anchors = (job.interview.anchors ?? []).filter { $0.questionID != removed.questionID }
        job.interview.anchors = anchors.isEmpty ? nil : anchors
        return job
    }
    var question = isNew ? fresh(job, index) : job.interview.questions[index]
    question.text = form.text("\(place)/text")
    question.language = Language(rawValue: form.text("\(place)/language")) ?? question.language
    question.competency = form.text("\(place)/competency")
    question.topics = form.text("\(place)/topics").split(separator: "\n").map(topic)
    question.referenceAnswer = form.optional("\(place)/referenceAnswer")
    if question.form != .code {
        let kind = QuestionForm(rawValue: form.text("\(place)/kind"))
        question.kind = kind == .text ? .text : nil
    }
    question.answerSecondsMax = form.number("\(place)/answerSecondsMax") ?? question.answerSecondsMax
    question.thinkSeconds = form.number("\(place)/thinkSeconds")
    question.retakesMax = form.number("\(place)/retakesMax")
    question.pausesMax = form.number("\(place)/pausesMax")
    question.lengthMax = form.number("\(place)/lengthMax")
    // What it asks for is scored from now on; how much it weighs is said among the weights.
    if !question.competency.isEmpty, !job.interview.dimensions.contains(where: { $0.dimension == question.competency })
    {
        job.interview.dimensions.append(DimensionWeight(question.competency, weight: 0))
    }
    if isNew { job.interview.questions.append(question) } else { job.interview.questions[index] = question }
    return job
}

/// `listening: listen, hear both sides`
private func topic(_ line: Substring) -> AnswerTopic {
    let parts = line.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
    let name = JobForm.words(in: String(parts[0])).joined(separator: " ")
    return AnswerTopic(name, anyOf: parts.count > 1 ? JobForm.words(in: String(parts[1])) : [])
}
