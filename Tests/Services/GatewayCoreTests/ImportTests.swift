import Domain
import Events
import Flow
import FlowTesting
import Testing

@testable import GatewayCore

/// A table from the file to the last application, and what is said of its rows.
struct ImportTests {
    private static let mapping = ImportMapping([.name: 0, .email: 1, .phone: 2, .years: 3, .applicationID: 4])
    private static let reader = ImportReader(
        mapping, isEpoch1904: nil, today: CalendarDate(daysSinceEpoch: 20_000))

    private func row(_ number: Int, _ texts: String...) -> TableRow {
        TableRow(row: number, cells: texts.map { $0.isEmpty ? .empty : .text($0) })
    }

    private func check(_ rows: [TableRow], known: ImportChecker.Known = .init()) -> ImportChecker {
        var checker = ImportChecker(Self.reader, known: known, isTaken: { $0 == "taken-1" })
        for row in rows { checker.look(at: row) }
        return checker
    }

    private func codes(_ checker: ImportChecker) -> [String] {
        checker.refused.map { refused in
            "\(refused.row.row) "
                + refused.faults.map { fault in
                    [fault.code.rawValue, fault.field?.rawValue, fault.other.map { "\($0)" }].compactMap(\.self)
                        .joined(separator: "/")
                }.joined(separator: " ")
        }
    }

    @Test func `every fault of a row is told, and the first of two that say the same is taken`() {
        let checker = check([
            row(2, "Ann", "ann@example.com", "13800138000", "5"),
            row(3, "", "nobody", "1.38E+10", "5"),
            row(4, "Ann", "ANN@example.com", "", "5"),
            row(5, "Ann", "other@example.com", "+86 138 0013 8000", "5"),
            row(6, "Bo", "bo@example.com", "13800138000", "5"),
            row(7, "Cy", "cy@example.com"),
            row(8, "Di", "di@example.com", "", "3", "taken-1"),
            row(9, "Ed", "ed@example.com", "", "3", "ed-1"), row(10, "Flo", "flo@example.com", "", "3", "ed-1"),
            // What a row that is refused says takes nothing away from another.
            row(11, "Gus", "gus@example.com", "12", "3"), row(12, "Gus", "gus@example.com", "", "3"),
        ])
        #expect(
            codes(checker) == [
                "3 missing/name malformed/email digits-lost/phone", "4 duplicate/email/2", "5 duplicate/phone/2",
                "7 nothing-told", "8 id-taken/application-id", "10 duplicate/application-id/9", "11 malformed/phone",
            ])
        #expect(checker.goodCount == 4, "a family shares a telephone: another name is another person")
        let told = checker.check
        #expect(told.goodCount == 4 && told.refusedCount == 7 && told.examples.map(\.row) == [3, 4, 5, 7, 8, 10, 11])
        #expect(told.faults.allSatisfy { $0.fault.other == nil && $0.rows == 1 })
    }

    @Test func `who has applied before is known by the address, or by the telephone with the name`() {
        var known = ImportChecker.Known()
        known.add(name: "Ann", email: "Ann@Example.com", phone: nil)
        known.add(name: "Bo Li", email: "bo@example.com", phone: "+86 138 0013 8000")
        let checker = check(
            [
                row(2, "A.", "ann@example.com", "", "1"), row(3, "bo li", "new@example.com", "13800138000", "1"),
                row(4, "Cy", "cy@example.com", "13800138000", "1"),
            ], known: known)
        #expect(codes(checker) == ["2 applied", "3 applied"])
    }

    @Test func `a mapping is proposed from the heads and refused where no row could be read by it`() {
        let proposed = ImportMapping.proposed(for: ["序号", "姓名", "邮箱", "Email", "学历"])
        #expect(proposed.columns == [.name: 1, .email: 2, .education: 4])
        #expect(proposed.refusal(columnCount: 5) == nil)
        for (columns, count) in [
            ([ImportField.name: 0, .email: 1], 5), ([.name: 0, .education: 1], 5),
            ([.name: 0, .email: 0, .years: 1], 5),
            ([.name: 0, .email: 5, .years: 1], 5), ([.name: 0, .email: -1, .years: 1], 5),
        ] { #expect(ImportMapping(columns).refusal(columnCount: count)?.code == "malformed-mapping", "\(columns)") }
    }

    private func submit(_ body: some Submission, to desk: Desk) throws -> String? {
        try desk.scenario.submit(body, key: "imp-1").code
    }

    private func found(_ desk: Desk) throws -> ApplicationImport {
        try #require(try desk.scenario.state(ApplicationImport.self, "imp-1"))
    }

    private func read() throws -> Desk {
        let desk = Desk()
        let open = OpenImport(importID: "imp-1", jobID: "job-1", openedBy: "lin", keptDays: 14)
        for _ in 0..<2 { #expect(try submit(open, to: desk) == nil) }
        for _ in 0..<2 { #expect(try submit(TellImportArrived(), to: desk) == nil) }
        #expect(desk.scenario.emitted(ImportReceived.self).count == 1)
        try desk.scenario.when(ImportRead(importID: "imp-1", rowCount: 1000, columnCount: 5, partCount: 2))
        return desk
    }

    @Test func `nothing is taken before somebody answers for it, and all parts are taken once`() async throws {
        let desk = try read()
        #expect(try submit(StartImport(startedBy: "lin", isLawful: true), to: desk) == "import-elsewhere")
        #expect(
            try submit(MapImport(mapping: ImportMapping([.name: 0]), mappedBy: "lin"), to: desk) == "malformed-mapping")
        #expect(try submit(MapImport(mapping: Self.mapping, mappedBy: "lin"), to: desk) == nil)
        #expect(try submit(MapImport(mapping: Self.mapping, mappedBy: "lin"), to: desk) == "import-elsewhere")
        try await desk.scenario.runParked()
        #expect(try found(desk).standing == .checked && found(desk).writtenCount == 0)
        #expect(try submit(StartImport(startedBy: "lin", isLawful: false), to: desk) == "lawfulness-unconfirmed")
        for _ in 0..<2 { #expect(try submit(StartImport(startedBy: "lin", isLawful: true), to: desk) == nil) }
        try await desk.scenario.runParked()
        let done = try found(desk)
        #expect(done.standing == .finished && done.writtenCount == 700 && done.partsDone == 2)
        #expect(done.startedBy == "lin" && done.endsAt == desk.scenario.now.advanced(byDays: 14))
    }

    @Test func `a stopped import goes on where it stood, and a part that two workers did counts once`() async throws {
        let desk = try read()
        _ = try submit(MapImport(mapping: Self.mapping, mappedBy: "lin"), to: desk)
        try await desk.scenario.runParked()
        _ = try submit(StartImport(startedBy: "lin", isLawful: true), to: desk)
        #expect(try submit(StopImport(stoppedBy: "may"), to: desk) == nil)
        #expect(try submit(StopImport(stoppedBy: "may"), to: desk) == "import-elsewhere")
        // The part in hand is finished and counted, and no other is begun.
        try await desk.scenario.runParked()
        #expect(try found(desk).standing == .stopped && found(desk).writtenCount == 400)
        _ = try submit(StartImport(startedBy: "may", isLawful: true), to: desk)
        _ = try submit(StopImport(stoppedBy: "may"), to: desk)
        _ = try submit(StartImport(startedBy: "may", isLawful: true), to: desk)
        try await desk.scenario.runParked()
        #expect(try found(desk).standing == .finished && found(desk).writtenCount == 700)
    }

    @Test func `what cannot be read says why, and everything is deleted in time`() async throws {
        let desk = Desk()
        _ = try submit(OpenImport(importID: "imp-1", jobID: "job-1", openedBy: "lin", keptDays: 3), to: desk)
        _ = try submit(TellImportArrived(), to: desk)
        try desk.scenario.when(ImportUnreadable(importID: "imp-1", code: "protected"))
        #expect(try found(desk).standing == .unreadable && found(desk).reason == "protected")
        try await desk.scenario.advance(to: desk.scenario.now.advanced(byDays: 3))
        #expect(try found(desk).standing == .over)
        try desk.scenario.when(ImportRead(importID: "imp-1", rowCount: 1, columnCount: 1, partCount: 1), id: "late")
        #expect(try found(desk).standing == .over && found(desk).extent == nil)
    }
}
