import Glibc

/// Runs blocking work on a thread made for it, so that no thread of the cooperative pool waits. The thread ends with the work.
package func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let job = Unmanaged.passRetained(Job { continuation.resume(returning: work()) })
        var thread = pthread_t()
        if pthread_create(&thread, nil, run, job.toOpaque()) == 0 {
            pthread_detach(thread)
        } else {
            // Out of threads: late and on a shared thread is better than never.
            job.takeRetainedValue().work()
        }
    }
}

private final class Job: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

private func run(_ job: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let job { Unmanaged<Job>.fromOpaque(job).takeRetainedValue().work() }
    return nil
}
