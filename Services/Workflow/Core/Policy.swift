import Domain
import Events

extension PolicyProfile {
    /// Whether a machine may turn somebody down without a person. Only where the law allows it and asks for a report
    /// afterwards (Illinois, 820 ILCS 42/20); PIPL art. 24 and GDPR art. 22 are why it is not the default.
    var rejectsWithoutPerson: Bool { self == .usIllinois }

    /// Whether a machine may make an offer, which binds the employer, without a person.
    var offersWithoutPerson: Bool { self == .usIllinois || self == .usNewYorkCity }
}
