import CCurl

/// Maps a libcurl code to what the caller can do about it.
func transferError(_ code: CURLcode, _ exchange: CurlExchange) -> TransferError {
    if exchange.refusedAddress { return .addressRefused }
    if exchange.isTooLarge { return .bodyTooLarge(bytesMax: exchange.bytesMax) }
    switch code {
    case CURLE_UNSUPPORTED_PROTOCOL: return .invalidRequest("the URL's scheme is not allowed")
    case CURLE_URL_MALFORMAT: return .invalidRequest("the URL is malformed")
    case CURLE_COULDNT_RESOLVE_HOST: return .couldNotResolve
    case CURLE_COULDNT_CONNECT: return .couldNotConnect
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_ABORTED_BY_CALLBACK: return .cancelled
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE:
        return .untrusted
    case CURLE_LOGIN_DENIED: return .loginDenied
    case CURLE_USE_SSL_FAILED: return .encryptionUnavailable
    default: return .broken(curlCode: Int(code.rawValue))
    }
}
