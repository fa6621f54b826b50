import Transfer

extension ChunkStore {
    /// A bucket of an S3-compatible store; it must exist.
    package static func bucket(_ client: S3Client) -> ChunkStore {
        ChunkStore(
            put: { key, bytes in
                try await translated { () throws(TransferError) in try await client.put("blobs/" + key, bytes) }
            },
            get: { key in try await translated { () throws(TransferError) in try await client.get("blobs/" + key) } },
            delete: { key in
                try await translated { () throws(TransferError) in try await client.delete("blobs/" + key) }
            },
            deleteAll: { object in
                try await translated { () throws(TransferError) in
                    while true {
                        let keys = try await client.list(prefix: "blobs/\(object)/")
                        if keys.isEmpty { return }
                        for key in keys { try await client.delete(key) }
                    }
                }
            })
    }
}

private func translated<Value>(_ body: () async throws(TransferError) -> Value) async throws(VaultError) -> Value {
    do {
        return try await body()
    } catch {
        throw .unavailable("\(error)")
    }
}
