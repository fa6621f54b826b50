import Crypto
import Encoding
import Foundation
import HTTP
import Postgres
import Synchronization
import Testing

@testable import Vault
@testable import gateway

struct EndedUploadTests {
    @Test(arguments: [false, true])
    func `an upload that is given up while bytes are on their way leaves nothing in the vault`(
        isChecked: Bool
    ) async throws {
        let house = try await House()
        let caller = try await house.interviewed()
        let bytes = recording(1000)
        let path = try #require(try await caller.open(2000).headers["Location"])
        var headers: Headers = [
            "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
        ]
        // With a checksum the body is read before the vault is asked for a writer, without one after.
        if isChecked { headers["Upload-Checksum"] = "sha256 \(Base64.standard.encode(SHA256.hash(data: bytes).bytes))" }
        let chunks = Mutex([bytes])
        let body = Body {
            guard let chunk = chunks.withLock({ $0.popLast() }) else { return nil }
            let ended = try await caller.tus(.delete, path)
            #expect(ended.status == 204)
            return chunk
        }
        let answer = try await caller.call(.patch, path, headers: headers, stream: body)
        #expect(answer.status == (isChecked ? 410 : 409))
        #expect(try await caller.tus(.head, path).status == 404)
        let rows = try await house.vault.database.query(
            Statement("SELECT count(*) FROM vault.blobs WHERE blob_id LIKE 'answer.%'", read: { $0.int(0) }))
        #expect(rows == [0])
        let left = FileManager.default.enumerator(atPath: house.folder)?.compactMap { $0 as? String } ?? []
        #expect(left.filter { $0.split(separator: "/").last.map { $0.count > 2 && $0 != "blobs" } ?? false } == [])
    }
}
