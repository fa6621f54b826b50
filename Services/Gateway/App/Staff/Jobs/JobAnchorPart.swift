import Domain
import Events
import GatewayCore
import Templates

extension Gateway {
    /// What the machine makes of the anchor answers: of the whole job, or of one question.
    func anchorValues(_ view: JobView, of question: QuestionID? = nil, _ say: JobWords) -> [String: TemplateValue] {
        let job = view.job
        let own = (job.interview.anchors ?? []).filter { question == nil || $0.questionID == question }
        guard own.contains(where: { !$0.answers.isEmpty }) else {
            return ["anchorState": .optional(nil), "hasContradictions": false, "contradictions": []]
        }
        guard let order = view.anchorOrder else {
            return [
                "anchorState": .text(say("anchors-waiting")), "hasContradictions": false, "contradictions": [],
            ]
        }
        let found = order.contradictions.filter { question == nil || $0.questionID == question }
        let unscored = order.unscored.filter { question == nil || $0.questionID == question }
        let state = found.isEmpty ? say("anchors-in-order") : nil
        let short = unscored.isEmpty ? nil : say("anchors-unscored", ["count": "\(unscored.count)"])
        let words = [state, short].compactMap(\.self)
        return [
            "anchorState": .optional(words.isEmpty ? nil : words.joined(separator: " ")),
            "hasContradictions": .flag(!found.isEmpty),
            "contradictions": .list(found.map { .text(sentence($0, job, say)) }),
        ]
    }

    private func sentence(_ found: AnchorOrder.Contradiction, _ job: JobDescription, _ say: JobWords) -> String {
        let number = job.interview.questions.firstIndex { $0.questionID == found.questionID }.map { $0 + 1 } ?? 0
        return say(
            "anchors-contradict",
            [
                "question": "\(number)", "high": "\(found.higher.level)", "highNumber": "\(found.higher.number + 1)",
                "highScore": found.higher.score.map { "\($0)" } ?? "–", "low": "\(found.lower.level)",
                "lowNumber": "\(found.lower.number + 1)", "lowScore": found.lower.score.map { "\($0)" } ?? "–",
            ])
    }
}
