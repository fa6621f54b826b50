import Crypto
import Domain
import Flow
import GatewayCore
import HTTP

extension Gateway {
    /// What colleagues write about an application: written, corrected, removed.
    var commentRoutes: [Route] { [commentWritten, commentCorrected, commentRemoved] }

    /// The words lie in the vault before the sheet says that they do. A form that is sent twice has one name for them.
    private var commentWritten: Route {
        consoleForm("/hr/applications/{applicationID}/comments", for: .writeComments) { visit, form in
            let view = try await view(visit.request)
            guard let candidate = view.candidateID, !view.isOver else { throw Problem.notAtThisStage }
            let comment = WrittenComment(form["words"])
            if let fault = comment.fault { return try await again(fault, comment.typed, visit) }
            let actor = visit.member.actorID
            let mark = "\(view.applicationID)/\(actor)/\(form["key"] ?? "")/\(comment.words)"
            let id = try CommentID(String(SHA256.hash(mark).hex.prefix(24)))
            let sheet = try await records.comments(view.applicationID)
            // A form that comes again brings back nothing: the words may have been corrected or removed since.
            if sheet?[id] != nil { return .go("/hr/applications/\(view.applicationID)?done=comment#comments") }
            if let refusal = sheet?.refusalToWrite() { throw Problem(refusal) }
            try await person.putFields([CommentSheet.field(id, of: view.applicationID): comment.words], candidate)
            let act = WriteComment(applicationID: view.applicationID, commentID: id, writtenBy: actor)
            if try await commented(act, id, view) {
                try await person.note("comment \(id)", candidate, actor, "write-comment")
            }
            return .go("/hr/applications/\(view.applicationID)?done=comment#comments")
        }
    }

    /// That it was corrected stands there before the other words do: nothing changes unseen.
    private var commentCorrected: Route {
        consoleForm(
            "/hr/applications/{applicationID}/comments/{commentID}/correction", for: .writeComments
        ) { visit, form in
            let view = try await view(visit.request)
            guard let candidate = view.candidateID, !view.isOver else { throw Problem.notAtThisStage }
            let id = try visit.request.parameter("commentID") { try? CommentID($0) }
            let comment = WrittenComment(form["words"])
            if let fault = comment.fault { return try await again(fault, comment.typed, of: id, visit) }
            let actor = visit.member.actorID
            let mark = String(SHA256.hash("\(actor)/\(form["key"] ?? "")/\(comment.words)").hex.prefix(24))
            try await record(CorrectComment(commentID: id, correctedBy: actor, form: mark), of: view, visit, form)
            // A form that comes again writes its words where they are still the last ones, and nowhere else.
            let written = try await records.comments(view.applicationID)?[id]
            if written?.correctedByForm == mark, written?.removedAt == nil {
                try await person.putFields([CommentSheet.field(id, of: view.applicationID): comment.words], candidate)
                try await person.note("comment \(id)", candidate, actor, "correct-comment")
            }
            return .go("/hr/applications/\(view.applicationID)?done=comment-corrected#comments")
        }
    }

    /// The words go first: what says that they are gone is true.
    private var commentRemoved: Route {
        consoleForm(
            "/hr/applications/{applicationID}/comments/{commentID}/removal", for: .writeComments
        ) { visit, _ in
            let view = try await view(visit.request)
            guard let candidate = view.candidateID else { throw Problem.notFound }
            let id = try visit.request.parameter("commentID") { try? CommentID($0) }
            let (actor, isModerator) = (visit.member.actorID, visit.may(.removeComments))
            guard let sheet = try await records.comments(view.applicationID) else { throw Problem.notFound }
            if let refusal = sheet.refusalToRemove(id, by: actor, isModerator: isModerator, at: now()) {
                throw Problem(refusal)
            }
            try await person.deleteField(CommentSheet.field(id, of: view.applicationID), candidate)
            let act = RemoveComment(commentID: id, removedBy: actor, isModerator: isModerator)
            if try await commented(act, id, view) {
                try await person.note("comment \(id)", candidate, actor, "remove-comment")
            }
            return .go("/hr/applications/\(view.applicationID)?done=comment-removed#comments")
        }
    }

    /// Whether it is the first time that this act comes.
    private func commented(_ act: some Submission, _ id: CommentID, _ view: ApplicationView) async throws -> Bool {
        try await !accept(
            act, key: view.applicationID.text, idempotencyKey: "staff/\(view.applicationID)/comment/\(id)")
    }

    /// The page again with what is wrong, and what was typed.
    private func again(
        _ fault: String, _ typed: String, of comment: CommentID? = nil, _ visit: StaffVisit
    ) async throws -> ConsoleAnswer {
        let dossier = try await dossier(visit)
        var values = applicationValues(dossier, visit)
        let draft = CommentDraft(comment: comment, typed: typed, fault: fault)
        values.merge(commentValues(dossier, visit, draft)) { $1 }
        return .show(Self.applicationPage, values, .unprocessableContent)
    }
}

/// What a form says, without the white space around it. Lines end as everywhere but in forms.
struct WrittenComment: Sendable {
    let typed: String
    let words: String

    init(_ text: String?) {
        typed = (text ?? "").replacing("\r\n", with: "\n")
        let start = typed.drop { $0.isWhitespace }
        words = String(start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? "")
    }

    /// The word for what is wrong. A letter may have any number of accents, so those are what is counted.
    var fault: String? {
        if words.isEmpty { return "comment-fault-empty" }
        return words.unicodeScalars.count > CommentSheet.charactersMax ? "comment-fault-long" : nil
    }
}
