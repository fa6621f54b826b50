import CCurl
import Synchronization

/// Sends HTTP requests: bounded in time, size and number, to allowed addresses, following no redirect.
package struct HTTPClient: Sendable {
    package let rule: AddressRule
    package let timeouts: Timeouts
    /// A longer answer ends the transfer with `bodyTooLarge`.
    package let bodyBytesMax: Int
    private let threads: TransferThreads
    private let idle = IdleHandles()

    /// - Parameters:
    ///   - transfersMax: transfers at a time.
    ///   - waitersMax: requests that may wait for one; beyond that `send` throws `overloaded`.
    package init(
        rule: AddressRule, timeouts: Timeouts = Timeouts(), bodyBytesMax: Int = 4 * 1024 * 1024,
        transfersMax: Int = 8, waitersMax: Int = 1_000
    ) {
        self.rule = rule
        self.timeouts = timeouts
        self.bodyBytesMax = bodyBytesMax
        threads = TransferThreads(label: "transfer.http", count: transfersMax, waitersMax: waitersMax)
    }

    /// Sends `request` and gives the answer, also when its status means no.
    /// - Throws: `TransferError` when there was no whole answer.
    package func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        try request.check()
        return try await threads.run { [self] stop in perform(request, stop) }
    }

    private func perform(_ request: HTTPRequest, _ stop: StopFlag) -> Result<HTTPResponse, TransferError> {
        do throws(TransferError) {
            let handle = try idle.take()
            defer { idle.giveBack(handle) }
            configure(handle, request)
            let exchange = CurlExchange(rule: rule, bytesMax: bodyBytesMax, stop: stop)
            let code = request.body.withUnsafeBytes { body in
                if hasBody(request) { ccurl_set_body(handle.pointer, body.baseAddress, Int64(body.count)) }
                handle.set(CURLOPT_CUSTOMREQUEST, request.method)
                if request.method == "HEAD" { handle.set(CURLOPT_NOBODY, 1) }
                return exchange.run(handle.pointer)
            }
            guard code == CURLE_OK else { throw transferError(code, exchange) }
            return .success(
                HTTPResponse(
                    status: ccurl_response_code(handle.pointer), headers: HTTPResponse.headers(in: exchange.header),
                    body: exchange.body))
        } catch {
            return .failure(error)
        }
    }

    private func configure(_ handle: CurlHandle, _ request: HTTPRequest) {
        handle.setCommon(protocols: "http,https", timeouts: timeouts)
        handle.set(CURLOPT_URL, request.url)
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        // The path is sent as it is given: a signature may depend on every character of it.
        handle.set(CURLOPT_PATH_AS_IS, 1)
        // libcurl would add a content type of its own and wait a second for an interim answer to larger bodies.
        let given = Set(request.headers.map { $0.name.lowercased() })
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        if !given.contains("content-type") { lines.append("Content-Type:") }
        if !given.contains("user-agent") { lines.append("User-Agent: colloquy") }
        handle.set(CURLOPT_HTTPHEADER, lines: lines)
    }

    private func hasBody(_ request: HTTPRequest) -> Bool {
        !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
    }
}

/// Handles that wait for the next request with their connections open; as many as ran at a time.
private final class IdleHandles: Sendable {
    /// A handle is owned by the list or by one transfer, never by both.
    private struct Owned: @unchecked Sendable { let handle: CurlHandle }
    private let handles = Mutex<[Owned]>([])

    func take() throws(TransferError) -> CurlHandle {
        if let owned = handles.withLock({ $0.popLast() }) { return owned.handle }
        return try CurlHandle()
    }

    func giveBack(_ handle: CurlHandle) {
        handle.reset()
        let owned = Owned(handle: handle)
        handles.withLock { $0.append(owned) }
    }
}
