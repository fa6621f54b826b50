import Domain
import Events
import GatewayCore

// Answers to a question that the employer wrote for its levels.

func anchorGroups(of job: JobDescription, _ index: Int, _ say: JobWords) -> [JobFieldGroup] {
    guard let question = job.interview.questions[at: index]?.questionID else { return [] }
    let place = anchorPlace(of: job, question)
    let levels = JobField.Kind.choice((0...AnswerGraded.levelMax).map { ("\($0)", "\($0)") })
    let rows = job.anchors(of: question).map(Optional.some) + Array(repeating: nil, count: JobWords.emptyRows)
    return rows.prefix(QuestionAnchors.countMax).enumerated().map { row, answer in
        JobFieldGroup(
            legend: say("anchor-answer", ["number": "\(row + 1)"]),
            fields: [
                JobField("\(place)/answers/\(row)/level", "anchor-level", levels, "\(answer?.level ?? 0)"),
                JobField(
                    "\(place)/answers/\(row)/text", "anchor-text", .area(charactersMax: AnchorAnswer.charactersMax),
                    answer?.text ?? ""),
            ])
    }
}

func applyAnchors(_ form: inout JobForm, _ index: Int, to job: JobDescription) -> JobDescription {
    guard let question = job.interview.questions[at: index]?.questionID else { return job }
    var job = job
    let list = "\(anchorPlace(of: job, question))/answers"
    let rows = (0..<QuestionAnchors.countMax + JobWords.emptyRows).filter { !form.text("\(list)/\($0)/text").isEmpty }
    let answers = rows.map { row in
        AnchorAnswer(level: form.number("\(list)/\(row)/level") ?? 0, form.text("\(list)/\(row)/text"))
    }
    // In the order of the levels, each in the order in which it was written.
    let sorted = answers.enumerated().sorted { ($0.element.level, $0.offset) < ($1.element.level, $1.offset) }
        .map(\.element)
    var anchors = job.interview.anchors ?? []
    if let known = anchors.firstIndex(where: { $0.questionID == question }) {
        if sorted.isEmpty { anchors.remove(at: known) } else { anchors[known].answers = sorted }
    } else if !sorted.isEmpty {
        anchors.append(QuestionAnchors(question, answers: sorted))
    }
    job.interview.anchors = anchors.isEmpty ? nil : anchors
    return job
}

private func anchorPlace(of job: JobDescription, _ question: QuestionID) -> String {
    let anchors = job.interview.anchors ?? []
    return "/interview/anchors/\(anchors.firstIndex { $0.questionID == question } ?? anchors.count)"
}
