import Glibc

/// A thread for calls that block. It ends when its body returns.
package final class OwnThread: @unchecked Sendable {
    // Sendable by hand: the identifier is written once, before the object is given to anyone.
    private var thread = pthread_t()

    /// - Parameter name: shown by `top -H`; at most 15 bytes count.
    package init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                OwnThread.nameThisThread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        precondition(code == 0, "no thread could be started (\(code))")
    }

    /// Waits for the body to return; call it once.
    package func join() { pthread_join(thread, nil) }

    /// Neither `prctl` nor `pthread_setname_np` can be called from Swift; the file does the same.
    private static func nameThisThread(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        var name = name
        name.withUTF8 { _ = write(file, $0.baseAddress, min($0.count, 15)) }
        close(file)
    }

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}

extension OwnThread {
    /// Makes the calling thread wait; never on the cooperative pool.
    package static func sleep(milliseconds: Int) {
        var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        nanosleep(&time, nil)
    }
}
