import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Templates

extension Gateway {
    private static let boardPage = ConsolePage(
        "board", words: .board.joined(with: .codes), PackageResources.board_html)

    /// The applications of a job by stage: how many stand at each, and who waits longest there.
    var boardShown: Route {
        consolePage("/hr/jobs/{jobID}/board", Self.boardPage, for: .seeApplications) { visit in
            guard let job = try await records.job(try visit.request.jobID()) else { throw Problem.notFound }
            let board = try await records.board(job.jobID, visit.member.actorID)
            let page = Self.boardPage
            return [
                "title": .text("\(page.say("board-title", in: visit.language)) · \(job.job.title)"),
                "job": .text(job.job.title),
                "back": .text(
                    visit.may(.seeJobs)
                        ? "/hr/jobs/\(job.jobID)" : "/hr/applications" + query([("job", job.jobID.text)])),
                "columns": .list(try board.columns.map { try column($0, of: job, visit) }),
            ]
        }
    }

    private func column(_ column: StageBoard.Column, of job: JobView, _ visit: StaffVisit) throws -> TemplateValue {
        let page = Self.boardPage
        let lines = try JSON.decode(ConsoleLine.Page.self, from: column.page.json).items
        let items = [("job", job.jobID.text), ("stage", column.stage.rawValue)]
        let order = column.stage == .closed ? [] : [("order", ApplicationFilter.Order.longestWaiting.rawValue)]
        let rest = column.count - lines.count
        return .object([
            "stage": .text(column.stage.rawValue),
            "name": .text(page.say("stage", column.stage.rawValue, in: visit.language)),
            "count": .text("\(column.count)"), "href": .text("/hr/applications" + query(items + order)),
            "more": .optional(
                rest > 0 && !lines.isEmpty
                    ? page.say("board-more", in: visit.language, ["count": "\(rest)"]) : nil),
            "lines": .list(
                lines.map { $0.shown(on: page, for: visit, titles: [job.jobID: job.job.title], time: door.time) }),
        ])
    }
}
