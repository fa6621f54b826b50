import CCurl

/// One easy handle and what must live as long as it is configured.
final class CurlHandle: @unchecked Sendable {
    // Sendable by hand: whoever holds it uses it alone, and gives it away with all it holds.
    let pointer: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init() throws(TransferError) {
        guard let pointer = curl_easy_init() else { throw .broken(curlCode: Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(pointer)
        freeLists()
    }

    /// Forgets every option and keeps the open connections.
    func reset() {
        curl_easy_reset(pointer)
        freeLists()
    }

    func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(pointer, option, value) }
    func set(_ option: CURLoption, _ value: String) { ccurl_set_text(pointer, option, value) }

    func set(_ option: CURLoption, lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        if let list { lists.append(list) }
        ccurl_set_list(pointer, option, list)
    }

    /// What holds for every transfer: no signals in threads, no proxy out of the environment, bounded times.
    func setCommon(protocols: String, timeouts: Timeouts) {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connectMilliseconds)
        set(CURLOPT_TIMEOUT_MS, timeouts.totalMilliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, max(1, timeouts.silenceMilliseconds / 1000))
    }

    private func freeLists() {
        for list in lists { curl_slist_free_all(list) }
        lists = []
    }
}
