/// An amount in minor units (fen, cents) of an ISO 4217 currency.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    package let minorUnits: Int64
    /// Three upper-case letters, ISO 4217.
    package let currency: String

    package init(minorUnits: Int64, currency: String) throws(InvalidMoney) {
        guard minorUnits >= 0, currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw InvalidMoney()
        }
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            minorUnits: container.decode(Int64.self, forKey: .minorUnits),
            currency: container.decode(String.self, forKey: .currency))
    }

    private enum CodingKeys: String, CodingKey { case minorUnits, currency }

    /// `CNY 15000.00`
    package var description: String { "\(currency) \(minorUnits / 100).\(padded(minorUnits % 100, 2))" }
}

package struct InvalidMoney: Error, CustomStringConvertible {
    package var description: String { "an amount is not negative and has an ISO 4217 currency such as CNY" }
}
