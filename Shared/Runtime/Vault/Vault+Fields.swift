import Domain
import Postgres

extension Vault {
    /// Writes a field, over what it held.
    package func put(_ value: String, field: String, of candidate: CandidateID) async throws {
        try await put(fields: [field: value], of: candidate)
    }

    /// Writes several fields at once, all or none.
    package func put(fields: [String: String], of candidate: CandidateID) async throws {
        guard !fields.isEmpty else { return }
        let key = try await writingKey(of: candidate)
        let names = fields.keys.sorted()
        let sealed = try names.map { name in
            let value = Array((fields[name] ?? "").utf8)
            guard value.count <= Self.fieldBytesMax else {
                throw VaultError.tooLarge(bytesMax: Int64(Self.fieldBytesMax))
            }
            return try key.seal(value, field: name)
        }
        let index = fields[NameIndex.field] == nil ? nil : try await nameIndex()
        let tokens = names.map { index?.tokens(of: fields[$0] ?? "", field: $0) }
        let count = try await database.execute(
            VaultStatements.putFields(names, sealed, tokens, of: candidate, under: key.wrapped, at: now()))
        guard count == names.count else {
            // It was wrapped anew, or went with the last of an earlier application, at this very moment. Erased, this throws.
            try Task.checkCancellation()
            return try await put(fields: fields, of: candidate)
        }
    }

    /// Deletes a field; one that is not there is fine.
    package func delete(field name: String, of candidate: CandidateID) async throws {
        try await database.execute(VaultStatements.deleteField(name, of: candidate))
    }

    /// The field's text; nil when it was never written.
    /// - Parameter purpose: why, in kebab-case, for the audit: `deliver-mail`.
    package func field(_ name: String, of candidate: CandidateID, purpose: String) async throws -> String? {
        try await fields([name], of: candidate, purpose: purpose)[name]
    }

    /// Those of the fields that were written.
    package func fields(
        _ names: [String], of candidate: CandidateID, purpose: String
    ) async throws -> [String: String] {
        let rows = try await reading.answer(
            FieldQuestion(candidate: candidate, names: names, actor: actor, purpose: purpose))
        guard let first = rows.first else { return [:] }
        let key = try unwrap(first.key, of: candidate).fieldKey
        var values: [String: String] = [:]
        for row in rows {
            guard let name = row.name else { continue }
            values[name] = String(
                decoding: try DataKey.open(row.sealed, with: key, field: name, of: candidate), as: UTF8.self)
        }
        return values
    }
}
