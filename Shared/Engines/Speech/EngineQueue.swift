import Dispatch

/// Where an engine's calls run: they keep a processor busy for seconds, and the cooperative pool must never wait.
///
/// Each engine is an actor on its own queue, so its pointer is never used by two threads at once.
final class EngineQueue: SerialExecutor {
    private let queue: DispatchQueue

    init(_ engine: String) {
        queue = DispatchQueue(label: "colloquy.engine.\(engine)")
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
