import Domain
import Events
import GatewayCore
import HTTP
import Spreadsheets
import Templates
import Threads

extension Gateway {
    static let numbersPage = ConsolePage(
        "numbers", words: .numbers.joined(with: .codes), PackageResources.numbers_html,
        partials: ["chart": PackageResources.chart_html])

    /// How the hiring goes, in numbers: as a page with its plots, and the same tables as files.
    var numbersRoutes: [Route] { [numbersShown, numbersCSV, numbersXLSX] }

    private var numbersShown: Route {
        consoleLook("/hr/numbers", for: .seeNumbers) { visit in
            let titles = try await jobTitles.all(records, at: now())
            do {
                let filter = try numbersFilter(visit.request)
                let count = try await counted(filter)
                return (Self.numbersPage, numbersValues(filter, count, titles, visit), .ok)
            } catch let fault as NumbersFilter.Fault {
                let words = Self.numbersPage.say(
                    "numbers-fault-\(fault.rawValue)", in: visit.language, ["days": "\(NumbersFilter.daysMax)"])
                return (
                    Self.numbersPage, numbersForm(visit, titles).merging(numbersNone(fault: words)) { $1 },
                    .unprocessableContent
                )
            }
        }
    }

    private var numbersCSV: Route {
        numbersFile("csv", type: "text/csv; charset=utf-8") { texts, visit in
            NumbersFiles.csv(texts, JobWords(page: Self.numbersPage, language: visit.language))
        }
    }

    private var numbersXLSX: Route {
        numbersFile("xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") { texts, _ in
            let (workbook, moment) = (NumbersFiles.workbook(texts), now())
            return try await onOwnThread { Result { try XLSX.bytes(of: workbook, madeAt: moment) } }.get()
        }
    }

    /// The same numbers by the same filter as a file, in the reader's language.
    private func numbersFile(
        _ ending: String, type: String,
        make: @escaping @Sendable ([NumbersText], StaffVisit) async throws -> [UInt8]
    ) -> Route {
        consoleFile("/hr/numbers.\(ending)", for: .seeNumbers) { visit in
            let titles = try await jobTitles.all(records, at: now())
            do {
                let filter = try numbersFilter(visit.request)
                let texts = numbersTexts(try await counted(filter), titles, visit.language)
                return Response.bytes(try await make(texts, visit), type: type)
                    .savedAs("numbers-\(filter.from)-\(filter.through).\(ending)")
                    .with("Cache-Control", "private, no-store").with("X-Content-Type-Options", "nosniff")
            } catch let fault as NumbersFilter.Fault {
                throw Problem(.unprocessableContent, code: fault.rawValue, detail: "The filter is none.")
            }
        }
    }

    /// - Throws: `NumbersFilter.Fault`.
    private func numbersFilter(_ request: Request) throws -> NumbersFilter {
        try NumbersFilter(
            job: request.query("job") ?? "", from: request.query("from") ?? "", through: request.query("through") ?? "",
            today: now().day(offsetMinutes: door.time.offsetMinutes))
    }

    private func counted(_ filter: NumbersFilter) async throws -> NumbersCount {
        let question = NumbersQuestion(
            jobID: filter.jobID, period: filter.moments(offsetMinutes: door.time.offsetMinutes))
        return try await numbersTurns.take { try await records.numbers(question) }
    }

    private func numbersTexts(
        _ count: NumbersCount, _ titles: [JobID: String], _ language: Language
    ) -> [NumbersText] {
        let say = JobWords(page: Self.numbersPage, language: language)
        return NumbersTable.all(of: count).map { NumbersText($0, titles, say) }
    }

    private func numbersValues(
        _ filter: NumbersFilter, _ count: NumbersCount, _ titles: [JobID: String], _ visit: StaffVisit
    ) -> [String: TemplateValue] {
        let say = JobWords(page: Self.numbersPage, language: visit.language)
        let chosen = [
            ("job", filter.jobID?.text ?? ""), ("from", "\(filter.from)"), ("through", "\(filter.through)"),
        ]
        var values = numbersForm(visit, titles, filter)
        values["fault"] = .optional(nil)
        values["hasNumbers"] = .flag(true)
        values["counted"] = .text(say("numbers-counted", ["count": "\(count.applications)"]))
        values["cut"] = .optional(
            count.isCut ? say("numbers-cut", ["count": "\(NumbersCount.applicationCountMax)"]) : nil)
        values["csv"] = .text("/hr/numbers.csv" + query(chosen))
        values["xlsx"] = .text("/hr/numbers.xlsx" + query(chosen))
        values["tables"] = .list(numbersTexts(count, titles, visit.language).map(\.shown))
        return values
    }

    private func numbersNone(fault: String) -> [String: TemplateValue] {
        [
            "fault": .optional(fault), "hasNumbers": .flag(false), "counted": .text(""), "cut": .optional(nil),
            "csv": .text(""), "xlsx": .text(""), "tables": .list([]),
        ]
    }

    /// The filter as it was chosen; what was wrong stays to be mended.
    private func numbersForm(
        _ visit: StaffVisit, _ titles: [JobID: String], _ filter: NumbersFilter? = nil
    ) -> [String: TemplateValue] {
        let job = filter?.jobID?.text ?? visit.request.query("job")
        return [
            "jobs": .list(
                titles.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, title in
                    choice(id.text, title, isChosen: id.text == job)
                }),
            "from": .text(filter.map { "\($0.from)" } ?? visit.request.query("from") ?? ""),
            "through": .text(filter.map { "\($0.through)" } ?? visit.request.query("through") ?? ""),
        ]
    }
}
