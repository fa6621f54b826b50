import CMicrohttpd

// What the library calls. Global functions on purpose: a closure written in an actor's code is taken for that
// actor's and traps on the library's thread.

private func core(_ context: UnsafeMutableRawPointer?) -> ServerCore? {
    context.map { Unmanaged<ServerCore>.fromOpaque($0).takeUnretainedValue() }
}

func connectionNotified(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ what: MHD_ConnectionNotificationCode
) {
    guard let core = core(context), let connection else { return }
    Connection(connection).attend()
    if chttp_is_opening(what) {
        core.watch.opened(Connection(connection))
    } else {
        if core.watch.closed(Connection(connection)) { core.lingering.keep(Connection(connection).socket) }
    }
}

/// The request line is there; what is returned is handed to every further call for this request.
func requestBegan(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let core = core(context), let target, let connection else { return nil }
    Connection(connection).attend()
    let exchange = Exchange(core: core, target: String(cString: target))
    if !core.watch.began(exchange, on: Connection(connection)) { exchange.abort() }
    return Unmanaged.passRetained(exchange).toOpaque()
}

func requestAdvanced(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?,
    _ count: UnsafeMutablePointer<Int>?, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection, let method, let version, let count, let pointer = slot?.pointee else { return .NO }
    Connection(connection).attend()
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
    let chunk = count.pointee > 0 ? UnsafeRawBufferPointer(start: bytes, count: count.pointee) : nil
    count.pointee = 0
    return exchange.advance(Connection(connection), method: method, version: version, chunk: chunk)
}

func requestCompleted(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
    // What follows on a connection that is kept may have been read already.
    if let connection { Connection(connection).attend() }
    guard let slot, let pointer = slot.pointee else { return }
    slot.pointee = nil
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    let isCutShort = chttp_is_answered(reason) && exchange.isCutShort
    if let connection { core(context)?.watch.ended(on: Connection(connection), isCutShort: isCutShort) }
    exchange.close()
}

func libraryComplained(_ context: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?, _ status: UInt32) {
    guard let line else { return }
    core(context)?.heard(String(cString: line), refusing: Int(status))
}
