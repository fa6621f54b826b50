import FoundationEssentials
import Glibc
import Sandbox

/// Where the outside programs for documents are, and what each may use.
package struct DocumentTools: Sendable {
    /// The Python that has WeasyPrint and pyHanko: `bin/python` in the folder that set-up made.
    package var python: String
    /// For one document or signature.
    package var limits: Limits

    package init(
        python: String = ".colloquy/venv-documents/bin/python",
        limits: Limits = Limits(
            wallClockSecondsMax: 60, cpuSecondsMax: 50, addressSpaceBytesMax: 4 << 30, fileBytesMax: 64 << 20,
            standardOutputBytesMax: 64 << 20)
    ) {
        self.python = python
        self.limits = limits
    }

    /// One of our Python programs, which travels inside this binary.
    func runPython(
        _ source: [UInt8], input: [UInt8], files: [String: [UInt8]] = [:], keeping: [String] = [],
        readable: [String] = []
    ) async throws(DocumentError) -> Output {
        // The folder is resolved, its Python is not: that is a link, and by its place it finds its libraries.
        let parts = python.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2, let folder = Self.absolute(parts.dropLast(2).joined(separator: "/")) else {
            throw .toolMissing(python)
        }
        let command = Command(
            "\(folder)/bin/\(parts[parts.count - 1])", ["-I", "-B", "tool.py"], standardInput: input,
            files: files.merging(["tool.py": source]) { $1 }, keeping: keeping,
            readable: [folder] + readable + Self.fontCaches)
        return try await run(command)
    }

    func run(_ command: Command) async throws(DocumentError) -> Output {
        do {
            return try await Sandbox.run(command, limits: limits)
        } catch {
            switch error {
            case .notFound(let name): throw .toolMissing(name)
            case .failed, .signalled: throw .refused
            case .timedOut, .memory, .outputTooLarge: throw .tooLarge
            case .stalled, .killed, .cancelled, .notIsolated, .system: throw .machine(error)
            }
        }
    }

    static func absolute(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Without them every run would read all fonts of the machine again.
    private static let fontCaches: [String] =
        access("/var/cache/fontconfig", R_OK) == 0 ? ["/var/cache/fontconfig"] : []
}
