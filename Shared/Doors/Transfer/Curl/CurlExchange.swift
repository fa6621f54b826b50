import CCurl

/// What one transfer gathers while libcurl runs it. Used by one thread at a time.
final class CurlExchange {
    let rule: AddressRule
    let bytesMax: Int
    let outgoing: [UInt8]
    let stop: StopFlag
    private(set) var body: [UInt8] = []
    private(set) var header: [UInt8] = []
    private(set) var isTooLarge = false
    private(set) var refusedAddress = false
    private var sent = 0
    /// The other side has asked for what we give.
    var hasSent: Bool { sent > 0 }

    /// Headers longer than this end the transfer as `bodyTooLarge`.
    static let headerBytesMax = 64 * 1024

    init(rule: AddressRule, bytesMax: Int, outgoing: [UInt8] = [], stop: StopFlag) {
        self.rule = rule
        self.bytesMax = bytesMax
        self.outgoing = outgoing
        self.stop = stop
    }

    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= bytesMax else {
            isTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard header.count + bytes.count <= Self.headerBytesMax else {
            isTooLarge = true
            return 0
        }
        header.append(contentsOf: bytes)
        return bytes.count
    }

    func give(_ target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, outgoing.count - sent)
        guard count > 0 else { return 0 }
        target.copyBytes(from: outgoing[sent..<(sent + count)])
        sent += count
        return count
    }

    func allows(_ address: [UInt8]) -> Bool {
        let allowed = rule.allows(address)
        if !allowed { refusedAddress = true }
        return allowed
    }

    /// Runs the prepared handle to its end, blocking the calling thread.
    func run(_ handle: UnsafeMutableRawPointer) -> CURLcode {
        var watch = ccurl_watch(
            context: Unmanaged.passUnretained(self).toOpaque(),
            body: { exchange(of: $0).takeBody(UnsafeRawBufferPointer(start: $1, count: $2)) },
            header: { exchange(of: $0).takeHeader(UnsafeRawBufferPointer(start: $1, count: $2)) },
            read: { exchange(of: $0).give(UnsafeMutableRawBufferPointer(start: $1, count: $2)) },
            stop: { exchange(of: $0).stop.isSet ? 1 : 0 },
            allows: { exchange(of: $0).allows(Array(UnsafeRawBufferPointer(start: $1, count: $2))) ? 1 : 0 })
        return withExtendedLifetime(self) {
            withUnsafeMutablePointer(to: &watch) { watch in
                ccurl_install(handle, watch)
                return curl_easy_perform(handle)
            }
        }
    }
}

private func exchange(of context: UnsafeMutableRawPointer?) -> CurlExchange {
    Unmanaged<CurlExchange>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
}
