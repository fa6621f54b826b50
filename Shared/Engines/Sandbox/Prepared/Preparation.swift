import FoundationEssentials
import Glibc

/// The library that holds a program at its `main`, beside the program that this process runs.
enum Preparation {
    static let library: String? = {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            let end = program.lastIndex(of: "/")
        else { return nil }
        let path = program[...end] + "libcolloquy-prepare.so"
        return access(String(path), R_OK) == 0 ? String(path) : nil
    }()

    /// How long a program may take to get to its `main`.
    static let secondsMax = 5.0

    /// Every symbol is looked up before the first child is made, and so once instead of in each of them.
    static func variables(_ library: String) -> [String: String] {
        ["LD_PRELOAD": library, "LD_BIND_NOW": "1"]
    }
}
