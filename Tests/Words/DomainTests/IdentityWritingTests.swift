import Domain
import Testing

/// Numbers as people write them.
struct IdentityWritingTests {
    @Test(arguments: [
        ("11010519491231002X", "11010519491231002X"), ("110105 19491231 002x", "11010519491231002X"),
        ("110105-19491231-002X", "11010519491231002X"), ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        (" 110105\u{3000}19491231\t002ｘ\n", "11010519491231002X"), ("110105–19491231—002X", "11010519491231002X"),
        ("110105－19491231－002Ｘ", "11010519491231002X"), ("\u{FEFF}e12345678\u{200B}", "E12345678"),
        ("\u{202D}11010519491231002x\u{202C}", "11010519491231002X"), ("E\u{200C}1\u{200D}2\u{2060}", "E12"),
        ("\u{200E}110105\u{200F}1949\u{202A}1231\u{202B}002\u{202E}X", "11010519491231002X"),
        ("\u{2066}110105\u{2067}1949\u{2068}1231\u{AD}002X\u{2069}", "11010519491231002X"),
        ("h1234567 8", "H12345678"), ("", ""), ("  - ", ""), ("身份证 12", "身份证12"),
    ])
    func `blanks, dashes, marks that nobody sees and full-width forms are no part of a number`(
        written: String, number: String
    ) {
        #expect(IdentityDetails.number(asWritten: written) == number)
    }

    @Test func `what was written leniently is checked strictly`() throws {
        let today = try CalendarDate(year: 2026, month: 11, day: 29)
        let number = IdentityDetails.number(asWritten: "１１０１０５ 19491231-002ｘ")
        #expect(try ResidentIdentityNumber(number, today: today).text == "11010519491231002X")
        #expect(throws: InvalidResidentIdentityNumber.checkCharacter) {
            try ResidentIdentityNumber(IdentityDetails.number(asWritten: "110105-19491231-0021"), today: today)
        }
    }
}
