import Domain

/// Goes through all rows of a table in their order, and says of each whether it is taken.
package struct ImportChecker: Sendable {
    /// Who has applied for the job before.
    package struct Known: Sendable {
        private var emails: Set<String> = []
        private var phones: Set<String> = []

        package init() {}

        package mutating func add(name: String?, email: String?, phone: String?) {
            if let email { emails.insert(email.lowercased()) }
            if let name, let phone, let key = ImportChecker.phoneKey(phone, name) { phones.insert(key) }
        }

        fileprivate func holds(_ person: ImportedPerson) -> Bool {
            emails.contains(person.email.text.lowercased())
                || person.phone.flatMap { ImportChecker.phoneKey($0, person.name) }.map(phones.contains) == true
        }
    }

    private let reader: ImportReader
    private let known: Known
    private let isTaken: @Sendable (ApplicationID) -> Bool
    private var rowOf: [String: Int] = [:]
    package private(set) var refused: [RefusedRow] = []
    package private(set) var goodCount = 0

    /// - Parameter isTaken: whether there is an application of this identifier.
    package init(_ reader: ImportReader, known: Known, isTaken: @escaping @Sendable (ApplicationID) -> Bool) {
        self.reader = reader
        self.known = known
        self.isTaken = isTaken
    }

    package mutating func look(at row: TableRow) {
        var faults: [ImportFault]
        switch reader.read(row) {
        case .failure(let found): faults = found.faults
        case .success(let person):
            faults = []
            if known.holds(person) { faults.append(ImportFault(.applied)) }
            if let id = person.applicationID, isTaken(id) { faults.append(ImportFault(.idTaken, .applicationID)) }
            for (field, key) in Self.keys(of: person) {
                if let other = rowOf[key] { faults.append(ImportFault(.duplicate, field, other: other)) }
            }
            // The first row that could be taken is the one that counts.
            if faults.isEmpty { for (_, key) in Self.keys(of: person) { rowOf[key] = row.row } }
        }
        if faults.isEmpty { goodCount += 1 } else { refused.append(RefusedRow(row: row, faults: faults)) }
    }

    /// What the look found, the most frequent fault first.
    package var check: ImportCheck {
        var counts: [ImportFault: Int] = [:]
        for fault in refused.flatMap(\.faults) { counts[ImportFault(fault.code, fault.field), default: 0] += 1 }
        let faults = counts.map { ImportCheck.Count(fault: $0.key, rows: $0.value) }.sorted {
            ($1.rows, $0.fault.code.rawValue, $0.fault.field?.rawValue ?? "")
                < ($0.rows, $1.fault.code.rawValue, $1.fault.field?.rawValue ?? "")
        }
        return ImportCheck(
            goodCount: goodCount, refusedCount: refused.count, faults: faults,
            examples: refused.prefix(ImportCheck.exampleCountMax).map {
                ImportCheck.Example(row: $0.row.row, faults: $0.faults)
            })
    }

    /// By what two rows are the same person's: the address; the telephone with the name, since families share one.
    private static func keys(of person: ImportedPerson) -> [(ImportField, String)] {
        var keys: [(ImportField, String)] = [(.email, "email/\(person.email.text.lowercased())")]
        if let phone = person.phone.flatMap({ phoneKey($0, person.name) }) { keys.append((.phone, "phone/\(phone)")) }
        if let id = person.applicationID { keys.append((.applicationID, "id/\(id)")) }
        return keys
    }

    private static func phoneKey(_ phone: String, _ name: String) -> String? {
        var digits = phone.filter { ("0"..."9").contains($0) }
        if digits.count == 13, digits.hasPrefix("86") { digits = String(digits.dropFirst(2)) }
        return digits.isEmpty ? nil : "\(digits)/\(name.lowercased().filter { !$0.isWhitespace })"
    }
}
