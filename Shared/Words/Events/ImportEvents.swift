import Domain

extension Catalogue {
    package static let imports: [any Event.Type] = [ImportReceived.self, ImportRead.self, ImportUnreadable.self]
}

/// A file with a table of applications came; it lies in the vault and is to be read.
package struct ImportReceived: Event, Hashable {
    package var importID: ImportID
    package var jobID: JobID

    package init(importID: ImportID, jobID: JobID) {
        self.importID = importID
        self.jobID = jobID
    }

    package var key: String { importID.text }

    package static let schema = Schema(
        "import-received", on: .acts, "A file with a table of applications came; it lies in the vault.",
        [
            .required("importID", .identifier, "The import."),
            .required("jobID", .identifier, "For which job."),
        ])
    package static let samples = [ImportReceived(importID: "imp-1", jobID: "job-1")]
}

/// The table of an import was read; its rows lie in the vault.
package struct ImportRead: Event, Hashable {
    package var importID: ImportID
    package var rowCount: Int
    package var columnCount: Int
    /// Into how many parts the rows were laid.
    package var partCount: Int

    package init(importID: ImportID, rowCount: Int, columnCount: Int, partCount: Int) {
        self.importID = importID
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.partCount = partCount
    }

    package var key: String { importID.text }

    package static let schema = Schema(
        "import-read", on: .screenings, "The table of an import was read; its rows lie in the vault.",
        [
            .required("importID", .identifier, "The import."),
            .required("rowCount", .integer(1, Int64(ImportPapers.rowCountMax)), "How many rows hold something."),
            .required("columnCount", .integer(1, Int64(ImportPapers.columnCountMax)), "How many columns the head has."),
            .required("partCount", .integer(1, 100), "Into how many parts the rows were laid."),
        ])
    package static let samples = [ImportRead(importID: "imp-1", rowCount: 1200, columnCount: 9, partCount: 3)]
}

/// The file of an import holds no table that can be read.
package struct ImportUnreadable: Event, Hashable {
    package var importID: ImportID
    /// `protected`, `old-excel`, `encoding-unsure`, …
    package var code: String

    package init(importID: ImportID, code: String) {
        self.importID = importID
        self.code = code
    }

    package var key: String { importID.text }

    package static let schema = Schema(
        "import-unreadable", on: .screenings, "The file of an import holds no table that can be read.",
        [
            .required("importID", .identifier, "The import."),
            .required("code", .code, "Why, for programs."),
        ])
    package static let samples = [ImportUnreadable(importID: "imp-1", code: "encoding-unsure")]
}
