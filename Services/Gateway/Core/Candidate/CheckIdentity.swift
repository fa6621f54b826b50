import Domain

/// What stands against the details for a contract that a candidate gives with the acceptance.
package enum IdentityFault: Error, Sendable, Hashable {
    /// Number or address are missing or longer than any.
    case incomplete
    case number(InvalidResidentIdentityNumber)
    /// Too young to work on the first day.
    case underAge
}

/// The details as the contract will name them. Of other documents than a resident's number nothing is known but that they are
/// there. Without the offer's first day the age counts today.
package func checkIdentity(
    _ details: IdentityDetails?, today: CalendarDate, firstDay: CalendarDate?
) throws(IdentityFault) -> IdentityDetails {
    guard var details else { throw .incomplete }
    details.idNumber = IdentityDetails.number(asWritten: details.idNumber)
    guard (1...64).contains(details.idNumber.utf8.count), (1...500).contains(details.address.utf8.count) else {
        throw .incomplete
    }
    guard details.idType == .resident else { return details }
    let number: ResidentIdentityNumber
    do { number = try ResidentIdentityNumber(details.idNumber, today: today) } catch { throw .number(error) }
    guard number.mayWork(on: firstDay ?? today) else { throw .underAge }
    return details
}
