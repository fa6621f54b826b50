#if DEBUG
    import Glibc
    import Synchronization

    /// What the environment orders: `FAILPOINTS="C6=kill@3;R2=sleep(200)%0.05"`, or the file that `FAILPOINTS_FILE` names, whose
    /// content may change while the process runs. What kills takes its order out of the file first, so that the process that
    /// comes after it lives.
    final class Failpoints: Sendable {
        static let shared = Failpoints()

        private struct State {
            var orders: [String: FailpointOrder] = [:]
            var hits: [String: Int] = [:]
            var stamp: [Int] = []
            var dice: UInt64
        }

        private let file: String?
        private let isIdle: Bool
        private let state: Mutex<State>

        private init() {
            let orders = Failpoints.variable("FAILPOINTS").map(Failpoints.parse) ?? [:]
            let seed = Failpoints.variable("FAILPOINTS_SEED").flatMap { UInt64($0) } ?? 1
            file = Failpoints.variable("FAILPOINTS_FILE")
            isIdle = file == nil && orders.isEmpty
            state = Mutex(State(orders: orders, dice: seed &* 0x9E37_79B9_7F4A_7C15 | 1))
        }

        /// Does what is ordered for this place; answers what the caller itself must do.
        @discardableResult
        func pass(_ name: String) -> FailpointOrder.Action? {
            if isIdle { return nil }
            let action = state.withLock { state -> FailpointOrder.Action? in
                if let file { reread(file, &state) }
                guard let order = state.orders[name] else { return nil }
                let hit = (state.hits[name] ?? 0) + 1
                state.hits[name] = hit
                if let only = order.hit, only != hit { return nil }
                if let share = order.share, Failpoints.roll(&state.dice) >= share { return nil }
                return order.action
            }
            guard let action else { return nil }
            Failpoints.tell("failpoint \(name) \(action)\n")
            switch action {
            case .kill:
                if let file { unlink(file) }
                kill(getpid(), SIGKILL)
                // The signal ends this thread too; nothing further may happen meanwhile.
                while true { pause() }
            case .exit:
                if let file { unlink(file) }
                _exit(70)
            case .sleep(let milliseconds): usleep(UInt32(clamping: milliseconds * 1000))
            case .error: break
            }
            return action
        }

        private func reread(_ file: String, _ state: inout State) {
            var facts = stat()
            let stamp =
                stat(file, &facts) == 0
                ? [Int(facts.st_ino), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, Int(facts.st_size)] : []
            guard stamp != state.stamp else { return }
            state.stamp = stamp
            state.hits = [:]
            state.orders = Failpoints.parse(stamp.isEmpty ? "" : Failpoints.content(file))
        }

        /// Xorshift: the same seed gives the same faults, as far as the threads come in the same order.
        private static func roll(_ dice: inout UInt64) -> Double {
            dice ^= dice << 13
            dice ^= dice >> 7
            dice ^= dice << 17
            return Double(dice >> 11) / Double(1 << 53)
        }

        private static func parse(_ text: String) -> [String: FailpointOrder] {
            var orders: [String: FailpointOrder] = [:]
            for part in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
                guard let (name, order) = FailpointOrder.parse(part) else {
                    tell("FAILPOINTS: '\(part)' is no NAME=kill|exit|sleep(ms)|error[@hit][%share]\n")
                    _exit(78)
                }
                orders[name] = order
            }
            return orders
        }

        private static func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }

        private static func content(_ path: String) -> String {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return "" }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &bytes, bytes.count)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        private static func tell(_ line: String) {
            let bytes = Array(line.utf8)
            _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        }
    }
#endif
