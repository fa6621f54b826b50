import Domain
import Events
import GatewayCore
import HTTP
import Templates

/// One candidate of a comparison, with what this reader may see; the rest was not read for them.
struct ComparedApplication: Sendable {
    let view: ApplicationView
    let name: String?
    let report: ReadReport?
    /// Nil where there is no composite, or where the reader may not see it.
    let standing: Standing?
    /// What people graded, as far as the reader may see it.
    let grades: [GradeSheet.Grade]
    /// How many grades of others show once the reader has graded the same.
    let heldBackCount: Int
}

extension Gateway {
    static let comparisonPage = ConsolePage(
        "comparison",
        words: .comparison.joined(with: .codes).joined(with: .reading), PackageResources.comparison_html)
    static let comparisonPurpose = "console-comparison"

    /// Two to five candidates of a job side by side.
    var comparisonShown: Route {
        consoleLook("/hr/jobs/{jobID}/comparison", for: .compareApplications) { visit in
            let jobID = try visit.request.jobID()
            guard let job = try await records.job(jobID) else { throw Problem.notFound }
            let asked = visit.request.target.query.filter { $0.name == "application" }.map(\.value)
            do {
                let compared = try await compared(ComparisonChoice(asked), of: jobID, visit)
                return (Self.comparisonPage, comparisonValues(compared, of: job, visit), .ok)
            } catch let fault as ComparisonChoice.Fault {
                return (Self.comparisonPage, comparisonFault(fault, of: job, visit), .unprocessableContent)
            }
        }
    }

    /// Everybody is looked up before anybody's data is read: a choice that is wrong leaves no look in the audit.
    private func compared(
        _ choice: ComparisonChoice, of job: JobID, _ visit: StaffVisit
    ) async throws -> [ComparedApplication] {
        var views: [ApplicationView] = []
        for id in choice.applicationIDs {
            views.append(try ComparisonChoice.check(try await records.application(id), of: job))
        }
        var all: [ComparedApplication] = []
        for view in views { all.append(try await compared(view, visit)) }
        return all
    }

    /// One look, in the audit as that of the application's page is: the name in one row, the report's document in another.
    private func compared(_ view: ApplicationView, _ visit: StaffVisit) async throws -> ComparedApplication {
        let actor = visit.member.actorID
        var name: String?
        var report: ReadReport?
        if let candidate = view.candidateID {
            name = try await person.fields(["name"], candidate, actor, Self.comparisonPurpose)["name"]
            if visit.may(.seeScores), let blob = view.report?.documents.json {
                report = try await readReport(blob, of: candidate, for: actor, Self.comparisonPurpose)
            }
        }
        var standing: Standing?
        if visit.may(.readStanding), let composite = view.report?.composite, let job = view.jobID,
            let rank = try await records.rank(composite, job)
        {
            standing = Standing(composite, below: rank.below, same: rank.same, count: rank.count)
        }
        let sheet = visit.may(.gradeAnswers) ? try await records.gradeSheet(view.applicationID) : nil
        let grades = visibleGrades(sheet, visit)
        return ComparedApplication(
            view: view, name: name, report: report, standing: standing, grades: grades,
            heldBackCount: (sheet?.grades.count ?? 0) - grades.count)
    }

    private func comparisonFault(
        _ fault: ComparisonChoice.Fault, of job: JobView, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let places = ["min": "\(ComparisonChoice.countMin)", "max": "\(ComparisonChoice.countMax)"]
        return [
            "jobID": .text(job.jobID.text), "job": .text(job.job.title), "columns": .list([]), "rows": .list([]),
            "hasColumns": .flag(false),
            "fault": .optional(
                Self.comparisonPage.say("compare-fault-\(fault.rawValue)", in: visit.language, places)),
        ]
    }

    private func comparisonValues(
        _ compared: [ComparedApplication], of job: JobView, _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let say = JobWords(page: Self.comparisonPage, language: visit.language)
        let rows = ComparisonRow.all(of: compared, in: job.job, for: visit.member, say)
        return [
            "title": .text("\(say("compare-heading")) · \(job.job.title)"),
            "jobID": .text(job.jobID.text), "job": .text(job.job.title), "hasColumns": .flag(true),
            "fault": .optional(nil),
            "columns": .list(
                compared.map {
                    .object([
                        "applicationID": .text($0.view.applicationID.text), "name": .text($0.name ?? say("nameless")),
                    ])
                }),
            "rows": .list(rows.map(\.shown)),
        ]
    }
}
