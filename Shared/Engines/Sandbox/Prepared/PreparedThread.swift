import CPosix
import Domain

/// The work of one thread: it keeps one sandbox prepared and puts one input after the other through it.
struct PreparedThread: ~Copyable {
    private let command: Command
    private let limits: Limits
    private let isolation: Isolation?
    private let temporaryFolder: String
    private var sandbox: PreparedSandbox?
    private var mayPrepareAt = 0.0

    init(_ command: Command, _ limits: Limits, _ isolation: Isolation?, temporaryFolder: String) {
        self.command = command
        self.limits = limits
        self.isolation = isolation
        self.temporaryFolder = temporaryFolder
    }

    /// Until the work is closed. The sandbox dies with this thread, since the kernel kills it then.
    consuming func run(_ work: PreparedWork) {
        cposix_block_signals()
        prepare()
        while let item = work.next() {
            item.answer(Result { () throws(SandboxError) in try output(of: item) })
            // After the answer, so that the one whose input was the last does not wait for it.
            prepare()
        }
    }

    private mutating func output(of item: PreparedWork.Item) throws(SandboxError) -> Output {
        // A sandbox that died before it answered says nothing about the input: that gets another one, and at last a launch
        // of its own.
        for _ in 0..<2 {
            prepare()
            guard let prepared = sandbox else { break }
            do throws(SandboxError) {
                if let output = try prepared.run(item.input, until: item.cancellation) { return output }
                sandbox = nil
            } catch {
                // Its child may still run, and its answer would be taken for that to the next input.
                if error.kind == .environment { sandbox = nil }
                throw error
            }
        }
        var alone = command
        alone.standardInput = item.input
        return try Run(
            command: alone, limits: limits, isolation: isolation ?? Sandbox.settled, temporaryFolder: temporaryFolder,
            cancellation: item.cancellation
        ).result().get()
    }

    /// Has a fresh sandbox stand ready where this machine allows it; tried again after a while where it does not.
    private mutating func prepare() {
        if let prepared = sandbox, !prepared.isWorn { return }
        sandbox = nil
        guard monotonicSeconds() >= mayPrepareAt else { return }
        do throws(SandboxError) {
            sandbox = try PreparedSandbox.made(
                command, limits, isolation ?? Sandbox.settled, temporaryFolder: temporaryFolder)
        } catch {
            mayPrepareAt = monotonicSeconds() + Self.pauseSeconds
        }
    }

    private static let pauseSeconds = 60.0
}
