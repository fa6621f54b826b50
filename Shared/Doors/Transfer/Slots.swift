/// How many transfers run at a time, and how many may wait for their turn, first come first served.
actor Slots {
    private var free: Int
    private let waitersMax: Int
    private var waiters: [(Int, CheckedContinuation<Bool, Never>)] = []
    private var nextTicket = 0

    init(count: Int, waitersMax: Int) {
        free = count
        self.waitersMax = waitersMax
    }

    /// - Throws: `overloaded` when too many wait, `cancelled` when the task was cancelled while it waited.
    func take() async throws(TransferError) {
        if free > 0 {
            free -= 1
            return
        }
        guard waiters.count < waitersMax else { throw .overloaded }
        let ticket = nextTicket
        nextTicket += 1
        let mine = await withTaskCancellationHandler {
            await withCheckedContinuation { waiters.append((ticket, $0)) }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
        guard mine else { throw .cancelled }
    }

    func giveBack() {
        if waiters.isEmpty {
            free += 1
        } else {
            waiters.removeFirst().1.resume(returning: true)
        }
    }

    private func giveUp(_ ticket: Int) {
        guard let index = waiters.firstIndex(where: { $0.0 == ticket }) else { return }
        waiters.remove(at: index).1.resume(returning: false)
    }
}
