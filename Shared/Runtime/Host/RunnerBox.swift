import Synchronization

/// Lanes poke the runner, and the runner delivers to the lanes: one of the two is known a moment later.
final class RunnerBox: Sendable {
    private let runner = Mutex<ActivityRunner?>(nil)

    func set(_ runner: ActivityRunner) { self.runner.withLock { $0 = runner } }
    func poke() { runner.withLock { $0 }?.poke() }
}
