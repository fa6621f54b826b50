import Domain

/// Which column is what. A column that is nothing here is not taken over.
package struct ImportMapping: Codable, Sendable, Hashable {
    package var columns: [ImportField: Int]

    package init(_ columns: [ImportField: Int]) { self.columns = columns }

    /// What the heads of a table say; the first column of several that say the same.
    package static func proposed(for heads: [String]) -> ImportMapping {
        var columns: [ImportField: Int] = [:]
        for (index, head) in heads.enumerated() {
            guard let field = ImportField.of(head: head), columns[field] == nil else { continue }
            columns[field] = index
        }
        return ImportMapping(columns)
    }

    /// Why no row could be read by it.
    package func refusal(columnCount: Int) -> Refusal? {
        guard columns.values.allSatisfy({ (0..<columnCount).contains($0) }) else {
            return Refusal("malformed-mapping", "The table has no such column.")
        }
        guard Set(columns.values).count == columns.count else {
            return Refusal("malformed-mapping", "A column is one thing only.")
        }
        guard ImportField.needed.allSatisfy({ columns[$0] != nil }) else {
            return Refusal("malformed-mapping", "Name and e-mail need a column each.")
        }
        guard ImportField.told.contains(where: { columns[$0] != nil }) else {
            return Refusal("malformed-mapping", "At least one column must tell about the person.")
        }
        return nil
    }
}

/// As an object of columns by the names of the fields, in their order.
extension ImportMapping {
    package init(from decoder: any Decoder) throws {
        let named = try decoder.singleValueContainer().decode([String: Int].self)
        columns = [:]
        for (name, column) in named {
            guard let field = ImportField(rawValue: name) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no such field of an application"))
            }
            columns[field] = column
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(uniqueKeysWithValues: columns.map { ($0.key.rawValue, $0.value) }))
    }
}
