import Domain
import GatewayCore
import Templates

/// What was typed and not taken, and why.
struct CommentDraft: Sendable {
    /// The one that was to be corrected; nil: it was to be a new one.
    let comment: CommentID?
    let typed: String
    /// The word for what is wrong.
    let fault: String
}

extension Gateway {
    /// Whose comments this reader sees. An interviewer judges before reading what others think; everybody reads their own.
    func readableComments(
        _ sheet: CommentSheet?, _ session: InterviewSession?, _ grades: GradeSheet?, for member: StaffMember
    ) -> [CommentSheet.Comment] {
        let all = sheet?.comments ?? []
        guard member.role == .interviewer else { return all }
        let hasJudged = session.map { grades?.covers($0, by: member.actorID) ?? false } ?? false
        return hasJudged ? all : all.filter { $0.writtenBy == member.actorID }
    }

    /// What colleagues wrote, the newest last, and a form for more.
    func commentValues(
        _ dossier: ApplicationDossier, _ visit: StaffVisit, _ draft: CommentDraft? = nil
    ) -> [String: TemplateValue] {
        guard visit.may(.writeComments) else { return ["discussion": .list([])] }
        let page = Self.applicationPage
        let language = visit.language
        let hidden = dossier.hiddenCommentCount
        let isNew = draft?.comment == nil
        let fault = draft.map { draft in
            page.say(draft.fault, in: language, ["count": "\(CommentSheet.charactersMax)"])
        }
        let mayWrite = !dossier.view.isOver && dossier.view.candidateID != nil
        return [
            "discussion": .list([
                .object([
                    "isEmpty": .flag(dossier.comments.isEmpty && hidden == 0),
                    "hidden": .optional(
                        hidden == 0 ? nil : page.say("comments-hidden", in: language, ["count": "\(hidden)"])),
                    "comments": .list(
                        dossier.comments.map {
                            comment($0, dossier, visit, $0.commentID == draft?.comment ? draft : nil, fault)
                        }),
                    "mayWrite": .flag(mayWrite), "commentKey": Self.formKey(),
                    "commentFault": .optional(isNew ? fault : nil),
                    "typedComment": .text(isNew ? draft?.typed ?? "" : ""),
                    "charactersMax": .text("\(CommentSheet.charactersMax)"),
                ])
            ])
        ]
    }

    private func comment(
        _ comment: CommentSheet.Comment, _ dossier: ApplicationDossier, _ visit: StaffVisit, _ draft: CommentDraft?,
        _ fault: String?
    ) -> TemplateValue {
        let page = Self.applicationPage
        let language = visit.language
        let application = dossier.view.applicationID
        let words = dossier.fields[CommentSheet.field(comment.commentID, of: application)]
        let isOwn = comment.writtenBy == visit.member.actorID
        func at(_ instant: Instant) -> String { door.time.text(instant, in: language) }
        let removed = comment.removedAt.map { moment in
            let who = comment.removedBy?.text ?? ""
            return page.say("comment-removed", in: language, ["who": who, "time": at(moment)])
        }
        let path = "/hr/applications/\(application)/comments/\(comment.commentID)"
        let mayCorrect = isOwn && removed == nil && !dossier.view.isOver
        let isYoung = now() < comment.writtenAt.advanced(byHours: CommentSheet.removableHours)
        let mayRemove = removed == nil && (visit.may(.removeComments) || isOwn && isYoung)
        return .object([
            "who": .text(comment.writtenBy.text), "at": .text(at(comment.writtenAt)),
            "words": .optional(removed == nil ? words ?? page.say("comment-gone", in: language) : nil),
            "removed": .optional(removed),
            "corrected": .optional(
                removed == nil
                    ? comment.correctedAt.map { page.say("comment-corrected", in: language, ["time": at($0)]) } : nil),
            "correct": .optional(mayCorrect ? path + "/correction" : nil),
            "remove": .optional(mayRemove ? path + "/removal" : nil),
            "id": .text(comment.commentID.text), "key": Self.formKey(), "typed": .text(draft?.typed ?? words ?? ""),
            "isOpen": .flag(draft != nil), "fault": .optional(draft == nil ? nil : fault),
        ])
    }
}
