/// One run, from the private folder to the verdict; blocks its thread.
struct Run: Sendable {
    let command: Command
    let limits: Limits
    let isolation: Isolation
    let temporaryFolder: String
    let cancellation: Cancellation

    func result() -> Result<Output, SandboxError> {
        Result { () throws(SandboxError) in try output() }
    }

    private func output() throws(SandboxError) -> Output {
        let isJailed = try isolation.isJailed()
        let folder = try PrivateFolder(in: temporaryFolder)
        try folder.write(command.files)
        try folder.write(command.programs, mode: 0o700)
        let launch = try Launch(command, folder: folder.path, limits: limits, isJailed: isJailed)
        let end = try Child(launch).finish(input: command.standardInput, limits, until: cancellation)
        let errorTail = String(decoding: end.standardErrorTail, as: UTF8.self)
        if let failure = end.failure(limits, isJailed: isJailed) { throw failure }
        var files: [String: [UInt8]] = [:]
        for name in command.keeping {
            files[name] = try folder.read(name, bytesMax: Int(clamping: limits.fileBytesMax))
        }
        return Output(standardOutput: end.standardOutput, standardErrorTail: errorTail, files: files)
    }
}
