/// What the employer's people make ready for somebody's first day.
package enum Preparation: String, Codable, Sendable, CaseIterable, Hashable {
    /// Computer, telephone, accounts.
    case equipment
    /// Desk, keys, access to the building.
    case workplace
    /// Payroll and social insurance.
    case payroll
}
