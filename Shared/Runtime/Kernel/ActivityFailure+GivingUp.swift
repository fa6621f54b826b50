import Domain
import Flow

extension ActivityFailure {
    /// An error of an adapter that was given up. Only what the activity itself calls a fault of the input is one.
    package init(givingUp error: any Error) {
        let ours: FailureKind = Kernel.kind(of: error) == .environment ? .environment : .bug
        self = error as? ActivityFailure ?? ActivityFailure("gave-up", "Trouble of ours did not pass in time.", ours)
    }
}
