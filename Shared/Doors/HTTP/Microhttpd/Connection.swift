import CMicrohttpd

/// The library's handle of a connection.
///
/// Unchecked because it is a pointer: it is used only under the lock of the ``Exchange`` that holds it, which drops
/// it in the library's last call for the request, before the library frees it.
struct Connection: @unchecked Sendable, Hashable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    func suspend() { MHD_suspend_connection(pointer) }
    func resume() { MHD_resume_connection(pointer) }

    func queue(_ status: Status, _ response: OpaquePointer) -> MHD_Result {
        MHD_queue_response(pointer, UInt32(status.code), response)
    }

    /// Says that the calling thread of the library is at work on this one.
    func attend() { chttp_attend(pointer) }

    var socket: Int32 { chttp_socket(pointer) }

    /// The peer's numeric address.
    var peer: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            chttp_peer(pointer, start, buffer.count)
            return String(cString: start)
        }
    }

    /// The header lines that were read so far.
    var headers: Headers { .read(pointer) }

    func readHead(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, target: String, limits: ServerLimits
    ) throws(Problem) -> RequestHead {
        try .read(pointer, method: method, version: version, target: target, limits: limits)
    }
}
