import CCurl
import Dispatch
import Synchronization

/// Set from anywhere, seen by the transfer within a second.
final class StopFlag: Sendable {
    private let flag = Atomic<Bool>(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}

/// Where blocking transfers run: threads of their own, never the cooperative pool's.
struct TransferThreads: Sendable {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    private let queue: DispatchQueue
    private let slots: Slots

    init(label: String, count: Int, waitersMax: Int) {
        queue = DispatchQueue(label: label, attributes: .concurrent)
        slots = Slots(count: count, waitersMax: waitersMax)
    }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable (StopFlag) -> Result<Value, TransferError>
    ) async throws(TransferError) -> Value {
        precondition(Self.isReady, "libcurl could not start")
        try await slots.take()
        let stop = StopFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: work(stop)) }
            }
        } onCancel: {
            stop.set()
        }
        await slots.giveBack()
        return try result.get()
    }
}
