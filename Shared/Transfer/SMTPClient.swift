import CCurl

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

    package init(_ settings: Settings, timeouts: Timeouts = Timeouts(), transfersMax: Int = 4, waitersMax: Int = 1_000)
    {
        self.settings = settings
        self.timeouts = timeouts
        threads = TransferThreads(label: "transfer.smtp", count: transfersMax, waitersMax: waitersMax)
    }

    /// Returns when the server took responsibility for the mail.
    /// - Throws: `TransferError`; `isRetriable` tells a 4xx, an outage or a timeout from a no for good.
    package func send(_ message: MailMessage) async throws(TransferError) {
        let bytes = try message.encoded()
        guard (settings.host + settings.localName).utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x2f }) else {
            throw .invalidRequest("the mail server's name or ours is not a host name")
        }
        try await threads.run { [self] stop in perform(message, bytes, stop) }
    }

    private func perform(_ message: MailMessage, _ bytes: [UInt8], _ stop: StopFlag) -> Result<Void, TransferError> {
        do throws(TransferError) {
            // A handle for each mail: a connection kept open is one that the server has closed when it is needed.
            let handle = try CurlHandle()
            configure(handle, message)
            ccurl_set_upload(handle.pointer, Int64(bytes.count))
            let exchange = CurlExchange(rule: .any, bytesMax: 64 * 1024, outgoing: bytes, stop: stop)
            let code = exchange.run(handle.pointer)
            guard code != CURLE_OK else { return .success(()) }
            let reply = ccurl_response_code(handle.pointer)
            let error = transferError(code, exchange)
            // After a 2xx or 3xx reply it was the connection that failed, not the server that refused.
            if case .broken = error, reply >= 400 { throw .mailRefused(code: reply) }
            throw error
        } catch {
            return .failure(error)
        }
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
