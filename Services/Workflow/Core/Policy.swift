import Domain
import Events

extension PolicyProfile {
    /// Whether a machine may make an offer, which binds the employer, without a person.
    var offersWithoutPerson: Bool { self == .usIllinois || self == .usNewYorkCity }
}
