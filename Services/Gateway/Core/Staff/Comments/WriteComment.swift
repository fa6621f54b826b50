import Domain
import Events
import Flow

package struct WriteComment: Submission {
    package static let name = "write-comment"
    package var applicationID: ApplicationID
    package var commentID: CommentID
    package var writtenBy: ActorID

    package init(applicationID: ApplicationID, commentID: CommentID, writtenBy: ActorID) {
        self.applicationID = applicationID
        self.commentID = commentID
        self.writtenBy = writtenBy
    }
}

package struct CorrectComment: Submission {
    package static let name = "correct-comment"
    package var commentID: CommentID
    package var correctedBy: ActorID
    /// Of the form that was sent, so that the same form is known when it comes again.
    package var form: String

    package init(commentID: CommentID, correctedBy: ActorID, form: String) {
        self.commentID = commentID
        self.correctedBy = correctedBy
        self.form = form
    }
}

package struct RemoveComment: Submission {
    package static let name = "remove-comment"
    package var commentID: CommentID
    package var removedBy: ActorID
    package var isModerator: Bool

    package init(commentID: CommentID, removedBy: ActorID, isModerator: Bool) {
        self.commentID = commentID
        self.removedBy = removedBy
        self.isModerator = isModerator
    }
}

/// A colleague has written something. It moves nothing and is told to no other service.
func writeComment(
    _ body: WriteComment, _ sheet: CommentSheet?, _ cause: Cause
) throws(Refusal) -> Decision<CommentSheet> {
    var sheet = sheet ?? CommentSheet(body.applicationID)
    if sheet[body.commentID] != nil { return .nothing(.answered) }
    if let refusal = sheet.refusalToWrite() { throw refusal }
    sheet.comments.append(
        CommentSheet.Comment(commentID: body.commentID, writtenBy: body.writtenBy, writtenAt: cause.now))
    return Decision(sheet)
}

/// Other words take the place of the first; that they did stays to be seen.
func correctComment(
    _ body: CorrectComment, _ sheet: CommentSheet?, _ cause: Cause
) throws(Refusal) -> Decision<CommentSheet> {
    guard var sheet, let index = sheet.comments.firstIndex(where: { $0.commentID == body.commentID }) else {
        throw Refusal("no-comment", "There is no such comment.")
    }
    if let refusal = sheet.refusalToCorrect(body.commentID, by: body.correctedBy) { throw refusal }
    sheet.comments[index].correctedAt = cause.now
    sheet.comments[index].correctedByForm = body.form
    return Decision(sheet)
}

/// The words go; that somebody wrote here, and who removed it, stays.
func removeComment(
    _ body: RemoveComment, _ sheet: CommentSheet?, _ cause: Cause
) throws(Refusal) -> Decision<CommentSheet> {
    guard var sheet, let index = sheet.comments.firstIndex(where: { $0.commentID == body.commentID }) else {
        throw Refusal("no-comment", "There is no such comment.")
    }
    if sheet.comments[index].removedAt != nil { return .nothing(.answered) }
    let refusal = sheet.refusalToRemove(
        body.commentID, by: body.removedBy, isModerator: body.isModerator, at: cause.now)
    if let refusal { throw refusal }
    sheet.comments[index].removedAt = cause.now
    sheet.comments[index].removedBy = body.removedBy
    return Decision(sheet)
}

/// What people wrote of a candidate goes with the candidate; a mark stays, so that nothing comes after it.
func eraseComments(
    _ event: CandidateErased, _ sheet: CommentSheet?, _ cause: Cause
) throws(Refusal) -> Decision<CommentSheet> {
    var sheet = sheet ?? CommentSheet(event.applicationID)
    guard sheet.erasedAt == nil else { return .nothing(.noConsequence("They were erased before.")) }
    sheet.comments = []
    sheet.erasedAt = event.erasedAt
    return Decision(sheet)
}
