/// A resident identity number of the PRC, GB 11643-1999: 6 digits of place, 8 of birth date, 3 of sequence, 1 check character
/// (ISO 7064 MOD 11-2). Sex is deliberately not derived from it, and the birth date only for the least age at work.
package struct ResidentIdentityNumber: Hashable, Sendable {
    /// 18 characters, a final x in upper case.
    package let text: String
    package let birthDate: CalendarDate

    /// The first two digits: the divisions of GB/T 2260, and 83, which the residence permits of Taiwan residents have (State
    /// Council, August 2018; those of Hong Kong and Macau residents have 81 and 82). The other four change with every reform
    /// and stay in the numbers of those who were born before it, so they are not checked.
    static let provinces = Set(
        [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83].joined())
    /// Nobody works who is older.
    static let yearsMax = 120
    /// Nobody younger is employed (Labour Law of the PRC, Art. 15).
    package static let workingYearsMin = 16

    /// `today` bounds the birth date. The 15-digit form of before 1999 is refused.
    package init(_ text: String, today: CalendarDate) throws(InvalidResidentIdentityNumber) {
        let characters = Array(text.utf8)
        guard characters.count == 18 else {
            throw characters.count == 15 ? .oldForm : .length
        }
        let digits = characters[0..<17].map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { throw .character }
        let check = characters[17] == UInt8(ascii: "x") ? UInt8(ascii: "X") : characters[17]
        guard (48...57).contains(check) || check == UInt8(ascii: "X") else { throw .character }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard ResidentIdentityNumber.provinces.contains(number(0..<2)) else { throw .place }
        guard let birth = try? CalendarDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)),
            birth <= today, birth.adding(months: 12 * ResidentIdentityNumber.yearsMax) >= today
        else { throw .birthDate }
        guard check == ResidentIdentityNumber.checkCharacter(of: digits) else { throw .checkCharacter }
        self.text = String(decoding: characters[0..<17] + [check], as: UTF8.self)
        birthDate = birth
    }

    /// Whether somebody with this number may be employed from that day on.
    package func mayWork(on day: CalendarDate) -> Bool {
        birthDate.adding(months: 12 * ResidentIdentityNumber.workingYearsMin) <= day
    }

    /// The 18th character to 17 digits: weights 2^(18-i) mod 11, (12 - sum mod 11) mod 11, 10 written as X.
    package static func checkCharacter(of digits: [Int]) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let value = (12 - sum % 11) % 11
        return value == 10 ? UInt8(ascii: "X") : UInt8(48 + value)
    }
}

package enum InvalidResidentIdentityNumber: String, Error, CustomStringConvertible {
    case length, oldForm, character, place, birthDate, checkCharacter

    package var description: String {
        switch self {
        case .length: "a resident identity number has 18 characters"
        case .oldForm: "the 15-digit form is no longer valid; give the 18-character number"
        case .character: "a resident identity number has 17 digits and a digit or X"
        case .place: "the first two digits of the number are those of no province"
        case .birthDate: "the birth date in the number is not a day of the last 120 years"
        case .checkCharacter: "the check character does not fit the number"
        }
    }
}
