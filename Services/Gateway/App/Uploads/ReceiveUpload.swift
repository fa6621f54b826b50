import Crypto
import Domain
import Encoding
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// The candidate's session and the upload that the path names.
    func find(_ request: Request) async throws -> (InterviewSession, Upload) {
        let uploadID = try request.parameter("uploadID") { try? UploadID($0) }
        guard let session = try await records.session(try request.candidateApplication()),
            let upload = session.upload(uploadID)
        else { throw Problem.notFound }
        guard upload.status != .refused else {
            throw Problem(.gone, code: upload.code ?? "upload-refused", detail: "What was sent is no recording.")
        }
        guard upload.status != .open || now() < upload.expiresAt else {
            throw Problem(.gone, code: "upload-expired", detail: "Begin the upload again.")
        }
        return (session, upload)
    }

    func create(_ request: Request) async throws -> Response {
        try Tus.checkVersion(request)
        let application = try request.candidateApplication()
        let length = try Tus.length(request)
        guard (length == nil) == (request.headers["upload-defer-length"] == "1") else {
            throw Problem(
                .badRequest, code: "malformed-length", detail: "Send either Upload-Length or Upload-Defer-Length: 1.")
        }
        let metadata = try Tus.metadata(request)
        guard let question = metadata["questionID"].flatMap({ try? QuestionID($0) }), let type = metadata["filetype"]
        else {
            throw Problem(
                .badRequest, code: "malformed-metadata", detail: "Upload-Metadata names questionID and filetype.")
        }
        let place = try Tus.place(in: metadata)
        let name = MediaType(type).name
        // The same idempotency key names the same upload, so a repeat finds it instead of opening another.
        let key = try idempotencyKey(request)
        let digest = SHA256.hash("\(application)/upload/\(key)").bytes
        let uploadID = UploadID(stringLiteral: Hex.encode(Array(digest.prefix(16))))
        let body = OpenUpload(
            uploadID: uploadID, questionID: question, byteCount: length,
            mediaType: name.isEmpty ? RecordingFormat.unnamedType : name, place: place)
        try await claim("open-upload/\(application)/\(key)", for: [try JSON.encode(body)])
        _ = try await accept(body, key: application.text, idempotencyKey: "\(application)/\(key)")
        guard let session = try await records.session(application),
            let upload = session.upload(uploadID)
        else { throw Problem(.gone, code: "upload-expired", detail: "This upload has ended; begin another.") }
        var response = Response(
            .created,
            headers: ["Location": "\(Tus.path)/\(uploadID)", "Upload-Expires": Tus.httpDate(upload.expiresAt)])
        if request.headers["content-type"].map({ MediaType($0).name }) == Tus.contentType {
            response.headers["Upload-Offset"] = "\(try await receive(request, upload, of: session, at: 0))"
        }
        return response
    }

    /// What has arrived of an upload. Of one that is complete this is known without the vault, where it may be erased by now.
    func offset(of upload: Upload) async throws -> Int64 {
        upload.status == .arrived ? upload.byteCount : try await uploads.offset(upload.blobID)
    }

    /// The upload within the length that a request tells of it. A length that was deferred is only a bound until the request's
    /// bytes have been taken in: what is refused with them fixes nothing.
    func announced(_ request: Request, _ upload: Upload) async throws -> Upload {
        guard let length = try Tus.length(request), upload.status != .arrived else { return upload }
        guard try await uploads.offset(upload.blobID) <= length else {
            throw Problem(.conflict, code: "length-known", detail: "More bytes than that have arrived.")
        }
        if let refusal = upload.refusal(ofLength: length) { throw Problem(refusal) }
        var upload = upload
        upload.byteCount = length
        return upload
    }

    /// Notes the length that a request told of an upload whose length was deferred.
    func fixLength(_ request: Request, _ upload: Upload, of session: InterviewSession) async throws -> Upload {
        guard let length = try Tus.length(request), upload.isLengthDeferred == true else { return upload }
        _ = try await accept(
            FixUploadLength(uploadID: upload.uploadID, byteCount: length),
            key: session.applicationID.text, idempotencyKey: "\(upload.uploadID)/\(length)")
        return try await find(request).1
    }

    /// Takes bytes in at their place; anywhere else nothing changes and the client is told where it stands.
    func receive(
        _ request: Request, _ upload: Upload, of session: InterviewSession, at wanted: Int64
    ) async throws -> Int64 {
        guard request.headers["content-type"].map({ MediaType($0).name }) == Tus.contentType else {
            throw Problem(.unsupportedMediaType, code: "wrong-type", detail: "Send the bytes as \(Tus.contentType).")
        }
        var offset = try await offset(of: upload)
        guard wanted == offset else {
            throw Problem(
                .conflict, code: "other-offset", detail: "The upload stands elsewhere; ask for its offset.",
                headers: ["Upload-Offset": "\(offset)", "Tus-Resumable": Tus.version])
        }
        guard upload.status == .open else { return offset }
        let checked = try await Tus.checked(request)
        let bounded = checked.bounded(from: offset, to: upload.byteCount)
        do {
            offset = try await uploads.append(
                upload.blobID, session.applicationID, session.candidateID, upload.mediaType, bounded)
        } catch let problem as Problem where problem.code == Problem.notARecording.code {
            try await terminate(upload, of: session)
            throw problem
        } catch {
            // In a task of its own: the one of the request is cancelled when the client has gone.
            _ = await Task { try await discardIfEnded(upload, of: session) }.result
            throw error
        }
        try await discardIfEnded(upload, of: session)
        try await finishIfComplete(upload, of: session, offset)
        return offset
    }

    /// An upload may end, and what had come of it be deleted, while further bytes are on their way in: they began it anew.
    private func discardIfEnded(_ upload: Upload, of session: InterviewSession) async throws {
        let known = try await records.session(session.applicationID)?.uploads ?? []
        guard !known.contains(where: { $0.uploadID == upload.uploadID && $0.status != .refused }) else { return }
        // What is complete is an answer by now.
        guard try await uploads.discard(upload.blobID, session.candidateID) else { return }
        throw Problem(.gone, code: "upload-expired", detail: "This upload has ended; begin another.")
    }

    /// Told again after a crash between the last byte and the word about it; the key makes the second time harmless.
    func finishIfComplete(_ upload: Upload, of session: InterviewSession, _ offset: Int64) async throws {
        guard offset == upload.byteCount, upload.isLengthDeferred != true, upload.status == .open else { return }
        _ = try await accept(
            FinishUpload(uploadID: upload.uploadID), key: session.applicationID.text,
            idempotencyKey: upload.uploadID.text)
    }

    func terminate(_ upload: Upload, of session: InterviewSession) async throws {
        _ = try await accept(
            TerminateUpload(uploadID: upload.uploadID), key: session.applicationID.text,
            idempotencyKey: upload.uploadID.text)
    }
}
