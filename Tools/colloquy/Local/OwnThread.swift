import Glibc

/// Runs blocking work on a thread of its own, which someone joins or detaches; `nil` when there are no more threads.
func onOwnThread(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    final class Box {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(work))
    let status = pthread_create(
        &thread, nil,
        { argument in
            if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
            return nil
        }, box.toOpaque())
    if status != 0 { box.release() }
    return status == 0 ? thread : nil
}
