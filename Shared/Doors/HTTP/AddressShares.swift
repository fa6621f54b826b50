import Synchronization

/// How much each address holds just now, so that none takes everybody's share. Nothing is kept of an address that holds
/// nothing.
final class AddressShares: Sendable {
    private let counts = Mutex<[InternetAddress: Int]>([:])
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    /// Takes one more; false, and nothing is taken, when the address has its share.
    func take(_ address: InternetAddress) -> Bool {
        counts.withLock { counts in
            let count = counts[address.subscriber] ?? 0
            guard count < countMax else { return false }
            counts[address.subscriber] = count + 1
            return true
        }
    }

    func give(back address: InternetAddress) {
        counts.withLock { counts in
            guard let count = counts[address.subscriber] else { return }
            counts[address.subscriber] = count > 1 ? count - 1 : nil
        }
    }
}
