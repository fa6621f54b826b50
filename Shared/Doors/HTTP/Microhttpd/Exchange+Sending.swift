import CMicrohttpd
import Synchronization

extension Exchange {
    /// Hands the response to the library, which sends it when it can.
    func queue(_ state: inout State) -> MHD_Result {
        guard let connection = state.connection, let response = state.response else { return .NO }
        guard let handle = makeHandle(response) else { return .NO }
        defer { MHD_destroy_response(handle) }
        for field in response.headers.fields where !field.name.isSameName(as: "content-length") {
            MHD_add_response_header(handle, field.name, field.value)
        }
        if core.isStopping, response.headers["connection"] == nil {
            MHD_add_response_header(handle, "Connection", "close")
        }
        state.responseQueued = .now
        return connection.queue(response.status, handle)
    }

    private func makeHandle(_ response: Response) -> OpaquePointer? {
        switch response.content {
        case .bytes(let bytes):
            bytes.withUnsafeBytes { bytes in
                // MUST_COPY leaves these bytes alone, although the parameter is not marked const.
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                return MHD_create_response_from_buffer(bytes.count, start, .RESPMEM_MUST_COPY)
            }
        case .stream(let length, _):
            MHD_create_response_from_callback(
                length.map(UInt64.init) ?? UInt64.max, 32 * 1024, pullBytes, Unmanaged.passRetained(self).toOpaque(),
                releaseExchange)
        }
    }

    /// Fills the library's buffer: a count, 0 when the connection was suspended, or one of the library's two ends.
    func pull(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let complete = -1
        let failed = -2
        return state.withLock { state in
            guard !state.isAborted, case .stream(_, let produce) = state.response?.content else { return failed }
            if !state.outbound.isStarted {
                state.outbound.isStarted = true
                state.task = Task { [self] in await run(produce) }
            }
            let count = state.outbound.read(into: buffer, windowBytesMax: core.limits.windowBytesMax)
            if count > 0 { return count }
            if let end = state.outbound.end { return end == .complete ? complete : failed }
            suspend(&state)
            return 0
        }
    }

    private func run(_ produce: @Sendable (BodyWriter) async throws -> Void) async {
        do {
            try await produce(BodyWriter { [self] bytes in try await write(bytes) })
            finish(.complete)
        } catch {
            if !(error is ClientGone), !(error is CancellationError) {
                core.router.report(error, state.withLock { $0.route?.pattern.description } ?? "-")
            }
            finish(.failed)
        }
    }

    private func finish(_ end: Outbound.End) {
        state.withLock { state in
            state.outbound.finish(end)
            wake(&state)
        }
    }

    private func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { state in
                    state.outbound.write(bytes, windowBytesMax: core.limits.windowBytesMax, continuation)
                    wake(&state)
                }
            }
        } onCancel: {
            state.withLock { $0.outbound.fail(CancellationError()) }
        }
    }
}

func pullBytes(
    _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int
) -> Int {
    guard let context, let buffer else { return -2 }
    return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        .pull(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

func releaseExchange(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<Exchange>.fromOpaque(context).release()
}
