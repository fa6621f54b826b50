/// Under which names the vault keeps what an import holds: the file, what was read of it, and what cannot be taken.
///
/// Nobody's papers in particular: they lie under keys of the import's own, one for the file and its rows, one for the rows that were
/// refused, so that each goes as a whole when its time is over.
package struct ImportPapers: Sendable, Hashable {
    package let importID: ImportID

    package init(_ importID: ImportID) { self.importID = importID }

    /// Under whose key the file and its rows lie.
    package var rowsOwner: CandidateID { CandidateID(stringLiteral: "import.\(importID)") }
    /// Under whose key the refused rows lie.
    package var refusedOwner: CandidateID { CandidateID(stringLiteral: "import-refused.\(importID)") }
    package var file: BlobID { BlobID(stringLiteral: "import-file.\(importID)") }
    /// A `TableHead`.
    package var head: BlobID { BlobID(stringLiteral: "import-head.\(importID)") }
    /// `TableRow`s, at most `partRowsMax`.
    package func rows(part: Int) -> BlobID { BlobID(stringLiteral: "import-rows.\(importID).\(part)") }
    /// The numbers of the rows that a check refused.
    package func verdict(check: Int) -> BlobID { BlobID(stringLiteral: "import-verdict.\(importID).\(check)") }
    /// The rows that a check refused, with why.
    package func refused(check: Int) -> BlobID { BlobID(stringLiteral: "import-refused.\(importID).\(check)") }

    /// An identifier of the vault has 128 characters at most, and so much of them stands around the import's.
    package static let identifierCharactersMax = 64
    package static let partRowsMax = 500
    package static let fileBytesMax = 20 << 20
    package static let rowCountMax = 20_000
    package static let columnCountMax = 60
    package static let cellCharactersMax = 50_000
}

/// What a table is, besides its rows.
package struct TableHead: Codable, Sendable, Hashable {
    package var columns: [String]
    /// What stands first in each column, cut short: by it people see what a column is.
    package var samples: [String]
    /// `csv` or `xlsx`.
    package var format: String
    package var encoding: String?
    package var delimiter: String?
    package var sheet: String?
    package var sheetCount: Int?
    /// From which year a workbook counts its days: 1904, or 1900. Nil where the file does not count days.
    package var isEpoch1904: Bool?

    package init(
        columns: [String], samples: [String] = [], format: String, encoding: String? = nil, delimiter: String? = nil,
        sheet: String? = nil, sheetCount: Int? = nil, isEpoch1904: Bool? = nil
    ) {
        self.columns = columns
        self.samples = samples
        self.format = format
        self.encoding = encoding
        self.delimiter = delimiter
        self.sheet = sheet
        self.sheetCount = sheetCount
        self.isEpoch1904 = isEpoch1904
    }
}
