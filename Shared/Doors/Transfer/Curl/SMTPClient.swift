import CCurl
import Synchronization

/// Hands mails to a mail server.
package struct SMTPClient: Sendable {
    package enum Encryption: String, Sendable, CaseIterable {
        /// STARTTLS or nothing is sent.
        case required
        /// STARTTLS where the server offers it.
        case optional
        /// TLS from the first byte (port 465).
        case implicit
        /// Plain text: for a mail server on the same machine.
        case none
    }

    package struct Settings: Sendable {
        package var host: String
        package var port: Int
        package var encryption: Encryption
        /// Logs in with AUTH when given.
        package var login: (user: String, password: String)?
        /// The name we greet with, a domain.
        package var localName: String
        /// A file of certificates to trust instead of the system's.
        package var trustedCertificatesFile: String?

        package init(
            host: String, port: Int, encryption: Encryption = .required,
            login: (user: String, password: String)? = nil, localName: String = "localhost",
            trustedCertificatesFile: String? = nil
        ) {
            self.host = host
            self.port = port
            self.encryption = encryption
            self.login = login
            self.localName = localName
            self.trustedCertificatesFile = trustedCertificatesFile
        }
    }

    private let settings: Settings
    private let timeouts: Timeouts
    private let threads: TransferThreads
    private let rush = Rush()

    package init(_ settings: Settings, timeouts: Timeouts = Timeouts(), transfersMax: Int = 4, waitersMax: Int = 1_000)
    {
        self.settings = settings
        self.timeouts = timeouts
        threads = TransferThreads(label: "transfer.smtp", count: transfersMax, waitersMax: waitersMax)
    }

    /// Returns when the server took responsibility for the mail.
    /// - Throws: `TransferError`; its `kind` tells a 4xx, an outage or a timeout from a no for good.
    package func send(_ message: MailMessage) async throws(TransferError) {
        let bytes = try message.encoded()
        guard (settings.host + settings.localName).utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x2f }) else {
            throw .invalidRequest("the mail server's name or ours is not a host name")
        }
        rush.enter()
        defer { rush.leave() }
        try await threads.run { [self] stop in perform(message, bytes, stop) }
    }

    private func perform(_ message: MailMessage, _ bytes: [UInt8], _ stop: StopFlag) -> Result<Void, TransferError> {
        do throws(TransferError) {
            if let handle = rush.takeHandle() {
                let exchange = CurlExchange(rule: .any, bytesMax: 64 * 1024, outgoing: bytes, stop: stop)
                do throws(TransferError) {
                    try perform(message, exchange, on: handle)
                    return .success(())
                } catch {
                    // A server may end a connection between two mails; of this one it has seen nothing then.
                    guard !exchange.hasSent, error.mayBeOfTheConnection else { throw error }
                }
            }
            let exchange = CurlExchange(rule: .any, bytesMax: 64 * 1024, outgoing: bytes, stop: stop)
            try perform(message, exchange, on: try CurlHandle())
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func perform(_ message: MailMessage, _ exchange: CurlExchange, on handle: CurlHandle) throws(TransferError)
    {
        configure(handle, message)
        ccurl_set_upload(handle.pointer, Int64(exchange.outgoing.count))
        let code = exchange.run(handle.pointer)
        guard code != CURLE_OK else { return rush.keep(handle) }
        let reply = ccurl_response_code(handle.pointer)
        let error = transferError(code, exchange)
        // After a 2xx or 3xx reply it was the connection that failed, not the server that refused.
        if case .broken = error, reply >= 400 {
            // Before any mail was named: the greeting, or the answer to ours.
            let isSession =
                !exchange.hasSent && (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_REMOTE_ACCESS_DENIED)
            throw isSession ? .mailServerRefused(code: reply) : .mailRefused(code: reply)
        }
        throw error
    }

    private func configure(_ handle: CurlHandle, _ message: MailMessage) {
        handle.setCommon(protocols: "smtp,smtps", timeouts: timeouts)
        let scheme = settings.encryption == .implicit ? "smtps" : "smtp"
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        handle.set(CURLOPT_URL, "\(scheme)://\(host):\(settings.port)/\(settings.localName)")
        handle.set(CURLOPT_USE_SSL, Int(useSSL.rawValue))
        if let file = settings.trustedCertificatesFile { handle.set(CURLOPT_CAINFO, file) }
        if let (user, password) = settings.login {
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_PASSWORD, password)
        }
        handle.set(CURLOPT_MAIL_FROM, "<\(message.from.address)>")
        handle.set(CURLOPT_MAIL_RCPT, lines: ["<\(message.to.address)>"])
    }

    private var useSSL: curl_usessl {
        switch settings.encryption {
        case .required, .implicit: CURLUSESSL_ALL
        case .optional: CURLUSESSL_TRY
        case .none: CURLUSESSL_NONE
        }
    }
}

/// Mails that are sent at the same time share connections: one that has carried a mail carries the next. With the last mail of
/// the rush all are closed, so that none is kept open which the server has closed by the time it is needed.
private final class Rush: Sendable {
    private struct State {
        var mails = 0
        var handles: [CurlHandle] = []
    }

    private let state = Mutex(State())

    func enter() { state.withLock { $0.mails += 1 } }

    func leave() {
        let ended = state.withLock { state -> [CurlHandle] in
            state.mails -= 1
            guard state.mails == 0 else { return [] }
            defer { state.handles.removeAll() }
            return state.handles
        }
        // Says goodbye to the server, outside of the lock.
        withExtendedLifetime(ended) {}
    }

    func takeHandle() -> CurlHandle? { state.withLock { $0.handles.popLast() } }

    func keep(_ handle: CurlHandle) {
        handle.reset()
        state.withLock { state in
            if state.handles.count + 1 < state.mails { state.handles.append(handle) }
        }
    }
}

extension TransferError {
    /// What a connection that was open already may end with although the server is well.
    fileprivate var mayBeOfTheConnection: Bool {
        switch self {
        case .broken: true
        case .mailRefused(let code), .mailServerRefused(let code): code == 421
        default: false
        }
    }
}
