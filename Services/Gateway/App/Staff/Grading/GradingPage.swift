import Domain
import Events
import Flow
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// A person judges the answers, before anything of the machine's is shown.
    var gradingRoutes: [Route] { [gradingShown, answerGradedByForm] }

    private static let gradingPage = ConsolePage(
        "grading", scripts: ["player.js"],
        words: .grading.joined(with: .events).joined(with: .codes).joined(with: .reading).joined(with: .rubrics),
        PackageResources.grading_html)
    static let builtInRubrics = BuiltInRubrics(String(decoding: PackageResources.rubrics_txt, as: UTF8.self))

    private var gradingShown: Route {
        consolePage("/hr/applications/{applicationID}/grading", Self.gradingPage, for: .gradeAnswers) { visit in
            try await gradingValues(visit)
        }
    }

    /// The same act as the API's grade.
    private var answerGradedByForm: Route {
        consoleForm(
            "/hr/applications/{applicationID}/answers/{answerID}/grading", for: .gradeAnswers
        ) { visit, form in
            let view = try await view(visit.request)
            let answer = try visit.request.parameter("answerID") { try? AnswerID($0) }
            guard let session = try await records.session(view.applicationID) else { throw Problem.notFound }
            let dimension = form["dimension"] ?? ""
            let question = try refusing { () throws(Refusal) in try session.gradedQuestion(answer, in: dimension) }
            guard let level = form["level"].flatMap({ Int($0) }) else { throw Problem.notFound }
            let words = form["words"].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            let act = try await graded(
                answer, of: question, in: dimension, level, try written(words), by: visit.member.actorID, session)
            try await record(act, of: view, visit, form)
            return .go("/hr/applications/\(view.applicationID)/grading?done=graded")
        }
    }

    private func gradingValues(_ visit: StaffVisit) async throws -> [String: TemplateValue] {
        let view = try await view(visit.request)
        if view.erasedAt != nil { throw Problem.erased }
        guard let candidate = view.candidateID, let session = try await records.session(view.applicationID) else {
            throw Problem.notFound
        }
        let sheet = try await records.gradeSheet(view.applicationID)
        let grades = visibleGrades(sheet, visit)
        let takes = Self.countingTakes(session)
        let job = try await records.job(session.jobID)?.job
        let fields =
            ["name"] + takes.map { ApplicationDossier.transcriptField($0.answerID) }
            + grades.filter(\.hasWords).map(\.wordsField)
        let known = try await person.fields(fields, candidate, visit.member.actorID, Self.dossierPurpose)
        let page = Self.gradingPage
        let words = JobWords(page: page, language: visit.language)
        return [
            "title": .text("\(words("grading-heading")) · \(known["name"] ?? words("nameless"))"),
            "name": .text(known["name"] ?? words("nameless")), "applicationID": .text(view.applicationID.text),
            "done": .optional(
                visit.request.query("done").flatMap { page.word("grading-done-\($0)", in: visit.language) }),
            "isEmpty": .flag(takes.isEmpty),
            "answers": .list(
                session.plan.questions.enumerated().compactMap { index, question in
                    session.takeThatCounts(of: question.questionID).map { take in
                        .object(answer(index + 1, question, take, session, job, sheet, grades, known, visit))
                    }
                }),
        ]
    }

    /// One's own, and those of others where one has graded the same: whoever grades next is not to be swayed. An interviewer sees
    /// their own alone.
    func visibleGrades(_ sheet: GradeSheet?, _ visit: StaffVisit) -> [GradeSheet.Grade] {
        let all = sheet?.grades ?? []
        let own = all.filter { $0.gradedBy == visit.member.actorID }
        guard visit.member.role != .interviewer else { return own }
        return all.filter { grade in
            own.contains { $0.answerID == grade.answerID && $0.dimension == grade.dimension }
        }
    }

    private func answer(
        _ number: Int, _ question: Question, _ take: InterviewSession.Take, _ session: InterviewSession,
        _ job: JobDescription?, _ sheet: GradeSheet?, _ grades: [GradeSheet.Grade], _ known: [String: String],
        _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let isSpoken = take.rendition != nil
        let path = "/v1/applications/\(session.applicationID)/answers/\(take.answerID)"
        let dimensions = [question.competency, communication].reduce(into: [String]()) { found, dimension in
            let mayGrade = (try? session.gradedQuestion(take.answerID, in: dimension)) != nil
            if mayGrade, !found.contains(dimension) { found.append(dimension) }
        }
        return [
            "number": .text("\(number)"), "answerID": .text(take.answerID.text), "question": .text(question.text),
            "tag": .text(question.language == .chinese ? "zh" : "en"), "isPlayable": .flag(isSpoken),
            "recording": .text("\(path)/recording"), "captions": .text("\(path)/captions"),
            "said": .optional(said(take, known)),
            "grading": .list(
                dimensions.enumerated().map { index, dimension in
                    let shown = grade("\(number)-\(index)", dimension, take, sheet, grades, known, visit)
                    let own = grades.first {
                        $0.answerID == take.answerID && $0.dimension == dimension
                            && $0.gradedBy == visit.member.actorID
                    }
                    return .object(
                        shown.merging(gradingScale(of: dimension, question, job, chosen: own?.level, visit)) { $1 })
                }),
        ]
    }

    private func said(_ take: InterviewSession.Take, _ known: [String: String]) -> String? {
        ApplicationDossier.transcript(in: known, of: take.answerID)?.text
    }

    private func grade(
        _ id: String, _ dimension: String, _ take: InterviewSession.Take, _ sheet: GradeSheet?,
        _ grades: [GradeSheet.Grade], _ known: [String: String], _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let page = Self.gradingPage
        let language = visit.language
        let given = grades.filter { $0.answerID == take.answerID && $0.dimension == dimension }
        let own = given.first { $0.gradedBy == visit.member.actorID }
        let machine = sheet?.machine?.first { $0.answerID == take.answerID && $0.dimension == dimension }
        let score = machine.map { $0.score.map { "\($0)" } ?? page.say("grading-insufficient", in: language) }
        let others = given.filter { $0.gradedBy != visit.member.actorID }.map { grade in
            page.say("grading-other", in: language, ["who": grade.gradedBy.text, "level": "\(grade.level)"])
                + (known[grade.wordsField].map { ": \($0)" } ?? "")
        }
        return [
            "id": .text(id), "dimension": .text(dimension), "key": Self.formKey(),
            "dimensionName": .text(DimensionNames.name(of: dimension, in: language)),
            "own": .optional(own.map { page.say("grading-own", in: language, ["level": "\($0.level)"]) }),
            "ownWords": .text(own.flatMap { known[$0.wordsField] } ?? ""),
            // Until somebody has graded themselves the machine's score would be an anchor; who may not see scores never does.
            "machine": .optional(
                own != nil && visit.may(.seeScores)
                    ? page.say("grading-machine", in: language, ["score": score ?? "—"]) : nil),
            "others": .list(others.map { .text($0) }),
        ]
    }
}
