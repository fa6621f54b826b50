import Domain

/// What a row says of somebody who applied, checked. Nothing is mended that would have to be guessed.
package struct ImportedPerson: Sendable, Hashable {
    package let name: String
    package let email: EmailAddress
    package let phone: String?
    package let appliedOn: CalendarDate?
    package let applicationID: ApplicationID?
    /// What is told of them; without the résumé's text.
    package let profile: [ImportField: String]
    package let resume: String?

    /// As others take them in: of a name, of a telephone number, of the text of a résumé with what is told beside it.
    static let nameCharactersMax = 200
    static let profileCharactersMax = 1_000
    static let resumeCharactersMax = 190_000
}

/// Reads the rows of one table by its mapping.
package struct ImportReader: Sendable {
    private let mapping: ImportMapping
    private let dates: ImportDates
    private let today: CalendarDate

    /// - Parameter isEpoch1904: from when the file counts its days; nil where it does not.
    package init(_ mapping: ImportMapping, isEpoch1904: Bool?, today: CalendarDate) {
        self.mapping = mapping
        dates = ImportDates(isEpoch1904: isEpoch1904, today: today)
        self.today = today
    }

    /// The person of a row, or everything that is wrong with it.
    package func read(_ row: TableRow) -> Result<ImportedPerson, RowFaults> {
        var faults: [ImportFault] = []
        func take<Value>(_ field: ImportField, _ read: (TableCell) throws(CellFault) -> Value) -> Value? {
            guard let column = mapping.columns[field], row.cell(column) != .empty else { return nil }
            do throws(CellFault) { return try read(row.cell(column)) } catch {
                faults.append(ImportFault(error.code, field))
                return nil
            }
        }
        let name = take(.name) { cell throws(CellFault) in
            try cell.line(charactersMax: ImportedPerson.nameCharactersMax)
        }
        let email = take(.email) { cell throws(CellFault) in try cell.email() }
        let phone = take(.phone) { cell throws(CellFault) in try cell.phone() }
        let day = take(.appliedOn) { cell throws(CellFault) in try dates.day(in: cell) }
        let id = take(.applicationID) { cell throws(CellFault) in try cell.applicationID(today: today) }
        var profile: [ImportField: String] = [:]
        for field in ImportField.told where field != .resume {
            profile[field] = take(field) { cell throws(CellFault) in
                try cell.told(charactersMax: ImportedPerson.profileCharactersMax)
            }
        }
        let resume = take(.resume) { cell throws(CellFault) in
            try cell.told(charactersMax: ImportedPerson.resumeCharactersMax)
        }
        for (field, isThere) in [(ImportField.name, name != nil), (.email, email != nil)] where !isThere {
            if !faults.contains(where: { $0.field == field }) { faults.append(ImportFault(.missing, field)) }
        }
        if profile.isEmpty, resume == nil, !faults.contains(where: { $0.field.map(ImportField.told.contains) == true })
        {
            faults.append(ImportFault(.nothingTold))
        }
        guard faults.isEmpty, let name, let email else {
            let order = ImportField.allCases.map(Optional.some)
            let inOrder = faults.sorted {
                (order.firstIndex(of: $0.field) ?? order.count) < (order.firstIndex(of: $1.field) ?? order.count)
            }
            return .failure(RowFaults(faults: inOrder))
        }
        return .success(
            ImportedPerson(
                name: name, email: email, phone: phone, appliedOn: day, applicationID: id, profile: profile,
                resume: resume))
    }
}

package struct RowFaults: Error, Sendable, Hashable {
    package let faults: [ImportFault]
}

struct CellFault: Error {
    let code: ImportFault.Code
}
