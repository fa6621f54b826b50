/// Where sealed chunks lie: a folder or a bucket. Keys are `object/index.epoch`.
package struct ChunkStore: Sendable {
    /// Writes the whole chunk durably, over what was there.
    package let put: @Sendable (_ key: String, _ bytes: [UInt8]) async throws -> Void
    /// Nil when there is none.
    package let get: @Sendable (_ key: String) async throws -> [UInt8]?
    /// Deletes one chunk; one that is not there is fine.
    package let delete: @Sendable (_ key: String) async throws -> Void
    /// Deletes all chunks of an object.
    package let deleteAll: @Sendable (_ object: String) async throws -> Void

    package init(
        put: @escaping @Sendable (String, [UInt8]) async throws -> Void,
        get: @escaping @Sendable (String) async throws -> [UInt8]?,
        delete: @escaping @Sendable (String) async throws -> Void,
        deleteAll: @escaping @Sendable (String) async throws -> Void
    ) {
        self.put = put
        self.get = get
        self.delete = delete
        self.deleteAll = deleteAll
    }
}
