import Synchronization
import Threads

/// Lanes poke the runner, and the runner delivers to the lanes: one of the two is known a moment later.
final class RunnerBox: Sendable {
    private let runner = Mutex<ActivityRunner?>(nil)

    func set(_ runner: ActivityRunner) { self.runner.withLock { $0 = runner } }
    func poke() { runner.withLock { $0 }?.poke() }
}

/// Runs blocking work on a thread of its own, so that the cooperative pool never waits.
func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        _ = OwnThread("work") { continuation.resume(returning: work()) }
    }
}
