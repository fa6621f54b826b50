import CJemalloc

/// The process's allocator. A service allocates some fifty small pieces per event, from several threads; jemalloc needs a
/// fifth of the processor time less than the C library's own for that (docs/decisions/0011-allocator-exclusivity-blocks.md).
enum Allocator {
    /// Bytes that the program holds, without what the allocator keeps for it; nil when it does not say.
    static var allocatedBytes: Int? {
        // Figures are those of the last epoch; writing any number begins another.
        var epoch: UInt64 = 1
        guard mallctl("epoch", nil, nil, &epoch, MemoryLayout<UInt64>.size) == 0 else { return nil }
        var bytes = 0
        var size = MemoryLayout<Int>.size
        guard mallctl("stats.allocated", &bytes, &size, nil, 0) == 0 else { return nil }
        return bytes
    }

    /// Gives back to the machine what is free and kept for later. After large records: each thread frees into a store of its own,
    /// and what lies there would be many times what is held.
    static func giveBack() {
        // The number that stands for all arenas (MALLCTL_ARENAS_ALL).
        _ = mallctl("arena.4096.purge", nil, nil, nil, 0)
    }
}
