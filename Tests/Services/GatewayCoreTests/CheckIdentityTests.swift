import Domain
import GatewayCore
import Testing

/// The handed cases, on 29 November 2026.
struct CheckIdentityTests {
    private func fault(_ number: String, firstDay: String? = nil, type: IdentityDetails.IDType = .resident) throws
        -> IdentityFault?
    {
        let details = IdentityDetails(idType: type, idNumber: number, address: "Beijing")
        let today = try CalendarDate("2026-11-29")
        let first = try firstDay.map { try CalendarDate($0) }
        do throws(IdentityFault) {
            _ = try checkIdentity(details, today: today, firstDay: first)
            return nil
        } catch { return error }
    }

    @Test(
        arguments: [
            ("110101202611280017", .underAge), ("110101202101010017", .underAge), ("110101201101010012", .underAge),
            ("110101195601010010", nil), ("110101180101010012", .number(.birthDate)),
            ("000000199001010018", .number(.place)), ("999999199001010016", .number(.place)),
            ("110101 19940307 8047", nil), ("110101-19940307-8047", nil), ("\u{202D}110101199403078047\u{202C}", nil),
            ("１１０１０１１９９４０３０７８０４７", nil), ("110101199403078040", .number(.checkCharacter)), ("", .incomplete),
        ] as [(String, IdentityFault?)])
    func `a number that cannot be one is refused, however the others are written`(
        number: String, found: IdentityFault?
    ) throws {
        #expect(try fault(number) == found)
    }

    @Test func `the age counts on the first day of work where the offer says it`() throws {
        #expect(try fault("110101201101010012", firstDay: "2026-12-31") == .underAge)
        #expect(try fault("110101201101010012", firstDay: "2027-01-01") == nil)
    }

    @Test func `of other documents nothing is known but that they are there`() throws {
        #expect(try fault("e1234 5678", type: .passport) == nil)
        #expect(
            try checkIdentity(
                IdentityDetails(idType: .permit, idNumber: "h1234 5678", address: "x"),
                today: CalendarDate("2026-11-29"),
                firstDay: nil
            ).idNumber == "H12345678")
        #expect(throws: IdentityFault.incomplete) {
            try checkIdentity(nil, today: CalendarDate("2026-11-29"), firstDay: nil)
        }
    }
}
