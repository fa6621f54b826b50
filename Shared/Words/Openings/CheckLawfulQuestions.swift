import Domain
import Events

/// What a question asks the candidate for, and what its topics look for in the answer, that nobody may be chosen by.
func checkLawful(_ question: Question, at place: String, under policy: PolicyProfile) -> [OpeningFinding] {
    var findings: [OpeningFinding] = []
    let name = question.questionID.text.both
    func add(_ sentence: OpeningSentence, _ field: String, _ attribute: ProtectedAttribute, _ more: Bilingual...) {
        findings.append(
            OpeningFinding(
                sentence, at: "\(place)/\(field)", [name, attribute.name] + more,
                article: attribute.article(under: policy)))
    }
    if let asked = ProtectedAttribute(askedOfCandidate: question.text) {
        add(.protectedQuestion, "text", asked)
    } else if let perhaps = ProtectedAttribute(perhaps: question.text) {
        add(.perhapsProtectedQuestion, "text", perhaps)
    }
    if let article = policy.articleOnPastPay, asksPastPay(question.text) {
        findings.append(OpeningFinding(.pastPay, at: "\(place)/text", [name], article: article))
    }
    for (index, topic) in question.topics.enumerated() {
        let words = [topic.name] + topic.anyOf
        let asked =
            ProtectedAttribute(type: topic.name)
            ?? words.lazy.compactMap { ProtectedAttribute(inTopic: $0) ?? ProtectedAttribute(askedOfCandidate: $0) }
            .first
        if let asked {
            add(.protectedTopic, "topics/\(index)", asked, topic.name.both)
        } else if let perhaps = words.lazy.compactMap({
            ProtectedAttribute(asking: $0) ?? ProtectedAttribute(perhaps: $0)
        }).first {
            add(.perhapsProtectedTopic, "topics/\(index)", perhaps, topic.name.both)
        }
    }
    return findings
}
