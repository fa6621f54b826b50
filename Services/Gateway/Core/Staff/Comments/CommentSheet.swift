import Domain
import Events
import Flow

/// What colleagues wrote about one application: who and when. The words lie in the vault. Key: the application.
package struct CommentSheet: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    /// In the order in which they were written.
    package var comments: [Comment] = []
    /// The candidate was erased then: what people wrote of them went, and nothing more is taken.
    package var erasedAt: Instant?

    package struct Comment: Codable, Sendable, Hashable {
        package var commentID: CommentID
        package var writtenBy: ActorID
        package var writtenAt: Instant
        /// Other words took the place of the first ones then.
        package var correctedAt: Instant?
        /// The form that brought them.
        package var correctedByForm: String?
        package var removedAt: Instant?
        package var removedBy: ActorID?
    }

    package static let charactersMax = 2_000
    package static let commentCountMax = 200
    /// For how long authors may remove what they wrote; later a correction says what they think now.
    package static let removableHours: Int64 = 24

    init(_ applicationID: ApplicationID) { self.applicationID = applicationID }

    package subscript(id: CommentID) -> Comment? { comments.first { $0.commentID == id } }

    /// What the words of a comment are called in the vault. Retention and erasure find them by this form.
    package static func field(_ comment: CommentID, of application: ApplicationID) -> String {
        "comment.\(application).\(comment)"
    }

    /// Why nobody can write another one, if so.
    package func refusalToWrite() -> Refusal? {
        if erasedAt != nil { return .erased }
        guard comments.count < Self.commentCountMax else {
            return Refusal("too-many-comments", "This application has as many comments as can be kept.")
        }
        return nil
    }

    /// Why this person cannot put other words in its place, if so.
    package func refusalToCorrect(_ id: CommentID, by actor: ActorID) -> Refusal? {
        if erasedAt != nil { return .erased }
        guard let comment = self[id], comment.removedAt == nil else { return .noComment }
        return comment.writtenBy == actor ? nil : .notTheAuthor
    }

    /// Why this person cannot remove it, if so. Whoever answers for what is written here removes any of them at any time.
    package func refusalToRemove(
        _ id: CommentID, by actor: ActorID, isModerator: Bool, at now: Instant
    ) -> Refusal? {
        guard erasedAt == nil, let comment = self[id] else { return .noComment }
        if isModerator { return nil }
        guard comment.writtenBy == actor else { return .notTheAuthor }
        return now < comment.writtenAt.advanced(byHours: Self.removableHours)
            ? nil : Refusal("too-late", "A comment is removed within \(Self.removableHours) hours; correct it instead.")
    }
}

extension GradeSheet {
    /// Whether this person has judged every answer of the interview by its question's competency.
    package func covers(_ session: InterviewSession, by actor: ActorID) -> Bool {
        let takes = session.plan.questions.compactMap { question in
            session.takeThatCounts(of: question.questionID).map { take in
                (answerID: take.answerID, dimension: question.competency)
            }
        }
        guard !takes.isEmpty else { return false }
        return takes.allSatisfy { take in
            grades.contains {
                $0.answerID == take.answerID && $0.dimension == take.dimension && $0.gradedBy == actor
            }
        }
    }
}

extension Refusal {
    fileprivate static let erased = Refusal("application-closed", "The candidate was erased.")
    fileprivate static let noComment = Refusal("no-comment", "There is no such comment.")
    fileprivate static let notTheAuthor = Refusal("not-the-author", "Only who wrote a comment may change it.")
}
