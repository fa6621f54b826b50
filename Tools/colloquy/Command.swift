/// One verb of the operator's tool.
struct Command: Sendable {
    let name: String
    let usage: String
    let summary: String
    /// Runs the command with the words after its name; returns the exit status of the process.
    let run: @Sendable @MainActor (_ arguments: [String]) async throws -> Int32
}
