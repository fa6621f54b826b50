import Domain
import Events
import GatewayCore
import HTTP
import JSON

/// All that a reader sees of one application, read at once: what they may not see is not read for them.
struct ApplicationDossier: Sendable {
    let view: ApplicationView
    let interview: InterviewSession?
    let job: JobView?
    let requests: [CandidateRequest]
    let appointments: AppointmentBook?
    /// Those that this reader sees, and how many there are besides.
    var comments: [CommentSheet.Comment] = []
    var hiddenCommentCount = 0
    /// Fields of the vault by their names.
    let fields: [String: String]
    let report: ReadReport?

    var name: String? { fields["name"] }
    var resume: String? { fields[Self.resumeField(view.applicationID)] }

    /// What was understood of an answer, where it was spoken.
    func transcript(of answer: AnswerID) -> Transcript? { Self.transcript(in: fields, of: answer) }

    static func transcript(in fields: [String: String], of answer: AnswerID) -> Transcript? {
        fields[transcriptField(answer)].flatMap { try? JSON.decode(Transcript.self, from: Array($0.utf8)) }
    }

    static func resumeField(_ application: ApplicationID) -> String { "resume-text.\(application)" }
    static func transcriptField(_ answer: AnswerID) -> String { "transcript.\(answer)" }
}

extension Gateway {
    /// One look, once in the audit: the fields that this reader may see in one row, the report's in another.
    func dossier(_ visit: StaffVisit) async throws -> ApplicationDossier {
        let view = try await view(visit.request)
        if view.erasedAt != nil { throw Problem.erased }
        let interview = try await records.session(view.applicationID)
        var job: JobView?
        if let id = view.jobID { job = try await records.job(id) }
        let actor = visit.member.actorID
        let appointments = try await records.appointments(view.applicationID)
        let (comments, hiddenCommentCount) = try await readableComments(view, interview, visit)
        var fields: [String: String] = [:]
        var report: ReadReport?
        if let candidate = view.candidateID {
            var names = ["name"]
            if visit.may(.seeContact) { names += ["email", "phone"] }
            if visit.may(.seeResume) { names.append(ApplicationDossier.resumeField(view.applicationID)) }
            if let appointment = appointments?.appointments.last {
                names.append(AppointmentBook.placeField(appointment.appointmentID))
            }
            names += comments.filter { $0.removedAt == nil }.map {
                CommentSheet.field($0.commentID, of: view.applicationID)
            }
            if visit.may(.playAnswers), let interview {
                names += Self.countingTakes(interview).map { ApplicationDossier.transcriptField($0.answerID) }
            }
            fields = try await person.fields(names, candidate, actor, Self.dossierPurpose)
            if visit.may(.seeScores), let blob = view.report?.documents.json {
                report = try await readReport(blob, of: candidate, for: actor, Self.dossierPurpose)
            }
        }
        let requests =
            visit.may(.readRequests) ? try await records.requests.ofApplication(view.applicationID) : []
        return ApplicationDossier(
            view: view, interview: interview, job: job, requests: requests,
            appointments: appointments, comments: comments, hiddenCommentCount: hiddenCommentCount, fields: fields,
            report: report)
    }

    private func readableComments(
        _ view: ApplicationView, _ interview: InterviewSession?, _ visit: StaffVisit
    ) async throws -> ([CommentSheet.Comment], hiddenCount: Int) {
        guard visit.may(.writeComments), let sheet = try await records.comments(view.applicationID) else {
            return ([], 0)
        }
        let isToJudge = visit.member.role == .interviewer
        let grades = isToJudge ? try await records.gradeSheet(view.applicationID) : nil
        let readable = readableComments(sheet, interview, grades, for: visit.member)
        return (readable, sheet.comments.count - readable.count)
    }

    static let dossierPurpose = "console-application"

    /// The take of each question that was handed in, in the order of the questions.
    static func countingTakes(_ interview: InterviewSession) -> [InterviewSession.Take] {
        interview.plan.questions.compactMap { interview.takeThatCounts(of: $0.questionID) }
    }

    /// The numbers stay when the document is gone: recordings and reports end before the application does.
    func readReport(
        _ blob: BlobID, of candidate: CandidateID, for actor: ActorID, _ purpose: String
    ) async throws -> ReadReport? {
        do {
            return try JSON.decode(ReadReport.self, from: try await person.blob(blob, candidate, actor, purpose))
        } catch let error where Problem.of(error)?.status == Status.notFound.code { return nil }
    }
}

/// A report as the console reads it; reporting writes it (`ReportDocument`).
struct ReadReport: Decodable, Sendable {
    struct Reason: Decodable, Sendable {
        let sentence: String
    }

    struct LostPoints: Decodable, Sendable {
        let points: Score
        let sentence: String
        let questionNumber: Int?
    }

    struct Quote: Decodable, Sendable {
        let before: String
        let words: String
        let after: String
    }

    struct Proof: Decodable, Sendable {
        let subject: String?
        let questionNumber: Int
        let time: TimeSpan?
        let quote: Quote?
        let judge: String?
    }

    struct Dimension: Decodable, Sendable {
        let dimension: String?
        let name: String
        let weight: Int
        let minimum: Score?
        let score: Score?
        let deductions: [LostPoints]
        let evidence: [Proof]
        var rubric: String?
    }

    struct Answer: Decodable, Sendable {
        let questionNumber: Int
        let reason: Reason?
        let notices: [Reason]?
        let transcript: String?
        var face: Face?
    }

    /// What was seen of the face, in words.
    struct Face: Decodable, Sendable {
        let sentences: [String]
    }

    let reasons: [Reason]
    let dimensions: [Dimension]
    let answers: [Answer]
}
