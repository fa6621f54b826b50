import Glibc

/// Many may hold it to use something, one alone to replace it.
final class ReadWriteLock: @unchecked Sendable {
    // Sendable by hand: it is the lock.
    private let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)

    init() {
        // Replacing goes before new users, or a steady stream of them would keep it out for ever.
        var attributes = pthread_rwlockattr_t()
        pthread_rwlockattr_init(&attributes)
        pthread_rwlockattr_setkind_np(&attributes, Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
        pthread_rwlock_init(lock, &attributes)
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    @inline(__always)
    func using<T>(_ body: () -> T) -> T {
        beginUsing()
        defer { endUsing() }
        return body()
    }

    /// The two halves of `using`, both on one thread.
    func beginUsing() { pthread_rwlock_rdlock(lock) }
    func endUsing() { pthread_rwlock_unlock(lock) }

    func replacing<T>(_ body: () -> T) -> T {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return body()
    }
}
