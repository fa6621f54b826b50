import Dispatch
import Failpoints
import Glibc
import Transfer

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

extension ChunkStore {
    /// A folder on a local or shared disk. A chunk is written beside its place, synced, moved there, and the folder synced:
    /// after `put` returns it survives a loss of power, and nobody ever sees half of one.
    package static func directory(_ path: String) throws -> ChunkStore {
        let folder = Folder(
            path: path, queue: DispatchQueue(label: "vault.directory", attributes: .concurrent))
        try folder.make(path)
        return ChunkStore(
            put: { key, bytes in try await folder.run { try folder.put(key, bytes) } },
            get: { key in try await folder.run { try folder.get(key) } },
            delete: { key in try await folder.run { try folder.removeChunk(key) } },
            deleteAll: { object in try await folder.run { try folder.removeFolder(object) } })
    }
}

/// Blocking calls on files, on threads of their own.
private struct Folder: Sendable {
    let path: String
    let queue: DispatchQueue
    private static let triesMax = 100

    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// Two letters of the object's name spread the folders: a folder of a million entries is slow to list.
    func place(_ key: String) -> String { "\(path)/\(key.prefix(2))/\(key)" }

    func put(_ key: String, _ bytes: [UInt8]) throws {
        let place = place(key)
        let parent = parent(of: place)
        // Two writers of one chunk must not share the file they write beside it.
        let draft = "\(place).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
        var file: Int32 = -1
        // Another writer, who was refused, may take the empty folder away before our file is in it.
        for _ in 0..<Self.triesMax where file < 0 {
            try make(parent)
            file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard file >= 0 || errno == ENOENT else { break }
        }
        guard file >= 0 else { throw failure("open") }
        do {
            defer { close(file) }
            try write(bytes, to: file)
            try failpoint(throwing: "U1")
            guard fsync(file) == 0 else { throw failure("fsync") }
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, place) == 0 else { throw failure("rename") }
        try sync(parent)
    }

    func get(_ key: String) throws -> [UInt8]? {
        let file = open(place(key), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("open")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure("fstat") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(file, $0.baseAddress.unsafelyUnwrapped + done, $0.count - done)
            }
            guard count > 0 else { throw failure("read") }
            done += count
        }
        return bytes
    }

    func removeFolder(_ object: String) throws {
        let folder = place(object)
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return }
            throw failure("opendir")
        }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        closedir(stream)
        for name in names { try remove("\(folder)/\(name)") }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw failure("rmdir") }
    }

    /// Removes one chunk, and its folder when that was the last: the row of the folder may be gone, and nobody would look.
    func removeChunk(_ key: String) throws {
        let place = place(key)
        try remove(place)
        let absent = [ENOENT, ENOTEMPTY, EEXIST]
        guard rmdir(parent(of: place)) == 0 || absent.contains(errno) else { throw failure("rmdir") }
    }

    func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("unlink") }
    }

    /// Makes the folder and what is missing above it, and syncs each parent so that the new name lasts.
    func make(_ path: String) throws {
        if mkdir(path, 0o700) == 0 {
            try sync(parent(of: path))
            return
        }
        if errno == EEXIST { return }
        guard errno == ENOENT, parent(of: path) != path else { throw failure("mkdir") }
        try make(parent(of: path))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("mkdir") }
        try sync(parent(of: path))
    }

    private func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func sync(_ folder: String) throws {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure("open") }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure("fsync") }
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress.unsafelyUnwrapped + done, $0.count - done)
            }
            guard count >= 0 || errno == EINTR else { throw failure("write") }
            done += max(0, count)
        }
    }

    private func failure(_ call: String) -> VaultError {
        .unavailable("\(call): \(String(cString: strerror(errno)))")
    }
}

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
