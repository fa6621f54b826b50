/// Which group of the employer's directory is what to us. A table whose first fitting row decides; who is in none has no role.
package struct GroupRoles: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package let group: String
        package let role: StaffRole
    }

    package let rows: [Row]

    package static let rowCountMax = 200

    package init(_ rows: [Row] = []) { self.rows = rows }

    /// Reads `group=role`, several separated by commas or lines. A group's name goes up to the last equals sign of its row.
    /// Nil with the number of the first row that is none: no group, no role of people, or a group that was there before.
    package init(parsing text: String) throws(InvalidGroupRoles) {
        var rows: [Row] = []
        let parts = text.split { $0 == "," || $0.isNewline }.map(Self.trimmed).filter { !$0.isEmpty }
        for (number, part) in parts.enumerated() {
            guard let equals = part.lastIndex(of: "="),
                let role = StaffRole(rawValue: Self.trimmed(part[part.index(after: equals)...])),
                StaffRole.ofPeople.contains(role), number < Self.rowCountMax
            else { throw InvalidGroupRoles(row: number + 1) }
            let group = Self.trimmed(part[..<equals])
            guard !group.isEmpty, !rows.contains(where: { $0.group == group }) else {
                throw InvalidGroupRoles(row: number + 1)
            }
            rows.append(Row(group: group, role: role))
        }
        self.rows = rows
    }

    package func role(of groups: some Sequence<String>) -> StaffRole? {
        let groups = Set(groups)
        return rows.first { groups.contains($0.group) }?.role
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

package struct InvalidGroupRoles: Error, Hashable {
    package let row: Int
}
