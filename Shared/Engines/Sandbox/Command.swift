/// A program to run with its arguments: never a line for a shell.
package struct Command: Sendable {
    /// An absolute path, or a name looked up in the system's folders for programs.
    package var executable: String
    package var arguments: [String]
    /// The whole environment: nothing is inherited. `HOME`, `TMPDIR`, `PATH` and a UTF-8 locale are set unless given.
    package var environment: [String: String]
    package var standardInput: [UInt8]
    /// Files written into the private working directory before the start, by plain name.
    package var files: [String: [UInt8]]
    /// The same for programs: files that may be executed.
    package var programs: [String: [UInt8]] = [:]
    /// A program that nobody vouches for: in a jail it runs alone. It starts no process and no thread, opens no socket, and
    /// writes nowhere but to its streams and to a `/tmp` of its own, of ``Limits/fileBytesMax`` in all.
    package var isLone = false
    /// Files of the private working directory to hand back in ``Output/files``, by plain name.
    package var keeping: [String]
    /// Absolute paths outside the system's own folders that the program may read.
    package var readable: [String]

    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
        standardInput: [UInt8] = [], files: [String: [UInt8]] = [:], keeping: [String] = [],
        readable: [String] = []
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.standardInput = standardInput
        self.files = files
        self.keeping = keeping
        self.readable = readable
    }
}

/// What a program that exited with status 0 gave back.
package struct Output: Sendable {
    package var standardOutput: [UInt8]
    /// The end of what it wrote to standard error. May quote the input: not for logs.
    package var standardErrorTail: String
    package var files: [String: [UInt8]]
}
