import CPosix
import Glibc

/// Runs blocking work on a thread made for it, so that the cooperative pool never waits.
///
/// The thread lives as long as the child it starts: PDEATHSIG fires when the *thread* that started a child ends.
func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let job = Unmanaged.passRetained(Job { continuation.resume(returning: work()) })
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let error = pthread_create(&thread, &attributes, runJob, job.toOpaque())
        pthread_attr_destroy(&attributes)
        if error != 0 {
            // Out of threads: late and on a shared thread is better than never.
            job.takeRetainedValue().work()
        }
    }
}

private final class Job: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
    }
}

private func runJob(_ opaque: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    cposix_block_signals()
    if let opaque {
        Unmanaged<Job>.fromOpaque(opaque).takeRetainedValue().work()
    }
    return nil
}
