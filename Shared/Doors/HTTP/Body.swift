import Domain

/// The client, or the connection to it, went away before the exchange was complete.
package struct ClientGone: Classified, Equatable {
    package init() {}

    /// Nobody is there any more to be told that it may be tried again.
    package var kind: FailureKind { .input }
}

/// A request body as it arrives: chunks of bytes, read once, in order.
///
/// Over a socket the connection is held back while nobody asks for the next chunk. `next` throws ``ClientGone`` when
/// the client leaves early and a ``Problem`` (413) when it sends more than the route allows.
package struct Body: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    private let next: @Sendable () async throws -> [UInt8]?

    package init(next: @escaping @Sendable () async throws -> [UInt8]?) { self.next = next }

    /// A body that is already here.
    package init(_ bytes: [UInt8]) {
        self.init(chunks: bytes.isEmpty ? [] : [bytes])
    }

    package init(chunks: [[UInt8]]) {
        let rest = Rest(chunks)
        next = { await rest.next() }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(next: next) }

    package struct Iterator: AsyncIteratorProtocol {
        let next: @Sendable () async throws -> [UInt8]?

        package func next() async throws -> [UInt8]? { try await self.next() }
    }

    private actor Rest {
        private var chunks: ArraySlice<[UInt8]>

        init(_ chunks: [[UInt8]]) { self.chunks = chunks[...] }

        func next() -> [UInt8]? { chunks.popFirst() }
    }
}
