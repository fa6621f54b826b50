import Crypto
import Domain
import Flow
import GatewayCore
import HTTP

/// Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), with the extensions creation,
/// creation-defer-length, creation-with-upload, termination, expiration and checksum.
extension Gateway {
    private static let roles = [Role.candidate(.interview)]
    private static let tag = "uploads"
    /// An answer takes as long as it takes, but a sender that stands still is cut off.
    private static let limits = RouteLimits(
        bodyBytesMax: Int(Limits.answerBytesMax), bodySecondsMax: 6 * 3600, bodyBytesPerSecondMin: 200)

    var uploadRoutes: [Route] { [ability, creation, offset, patch, termination] }

    private var ability: Route {
        route(
            .options, Tus.path,
            RouteDocumentation("What this server can do.", tag: Self.tag, answers: [.init(.noContent, "In headers.")])
        ) { _ in
            Response(
                .noContent,
                headers: [
                    "Tus-Resumable": Tus.version, "Tus-Version": Tus.version, "Tus-Extension": Tus.extensions,
                    "Tus-Max-Size": "\(Limits.answerBytesMax)", "Tus-Checksum-Algorithm": Tus.Checksum.names,
                ])
        }
    }

    private var creation: Route {
        route(
            .post, Tus.path,
            RouteDocumentation(
                "Begin the upload of one answer.", tag: Self.tag, roles: Self.roles,
                fields: [
                    .tusResumable, .idempotencyKey,
                    .init("Upload-Length", in: .header, "Bytes in all.", schema: .integer()),
                    .init(
                        "Upload-Defer-Length", in: .header, "`1` when the length is told later.",
                        schema: .string(values: ["1"])),
                    .init(
                        "Upload-Metadata", in: .header,
                        "`questionID` and `filetype`; of a part of a take also `take` and `part`. Values in base64.",
                        isRequired: true),
                ], answers: [.init(.created, "Its address is in Location.")], problems: Tus.problems),
            limits: Self.limits
        ) { request in try await create(request).tus() }
    }

    private var offset: Route {
        route(
            .head, Tus.path + "/{uploadID}",
            RouteDocumentation(
                "How much has arrived.", tag: Self.tag, roles: Self.roles, fields: [.tusResumable],
                answers: [.init(.ok, "In Upload-Offset.")], problems: Tus.problems)
        ) { request in
            try Tus.checkVersion(request)
            let (session, upload) = try await find(request)
            let offset = try await offset(of: upload)
            try await finishIfComplete(upload, of: session, offset)
            let length =
                upload.isLengthDeferred == true
                ? ("Upload-Defer-Length", "1") : ("Upload-Length", "\(upload.byteCount)")
            return Response(.ok, headers: ["Upload-Offset": "\(offset)"]).with(length.0, length.1)
                .expiring(upload).tus()
        }
    }

    private var patch: Route {
        route(
            .patch, Tus.path + "/{uploadID}",
            RouteDocumentation(
                "Send the bytes from an offset on.", tag: Self.tag, roles: Self.roles,
                fields: [
                    .tusResumable,
                    .init("Upload-Offset", in: .header, "Where they belong.", isRequired: true, schema: .integer()),
                    .init("Upload-Length", in: .header, "Bytes in all, when that was deferred.", schema: .integer()),
                    .init("Upload-Checksum", in: .header, "`sha1` or `sha256` and the digest in base64."),
                ], request: .init(Tus.contentType, .binary),
                answers: [.init(.noContent, "The new offset is in Upload-Offset.")],
                problems: Tus.problems + [Status(460)]), limits: Self.limits
        ) { request in
            try Tus.checkVersion(request)
            var (session, upload) = try await find(request)
            guard let at = request.headers["upload-offset"].flatMap({ Int64($0) }), at >= 0 else {
                throw Problem(.badRequest, code: "malformed-offset", detail: "Upload-Offset is a whole number.")
            }
            let offset = try await receive(request, try await announced(request, upload), of: session, at: at)
            upload = try await fixLength(request, upload, of: session)
            try await finishIfComplete(upload, of: session, offset)
            return Response(.noContent, headers: ["Upload-Offset": "\(offset)"]).expiring(upload).tus()
        }
    }

    private var termination: Route {
        route(
            .delete, Tus.path + "/{uploadID}",
            RouteDocumentation(
                "Give the upload up.", tag: Self.tag, roles: Self.roles, fields: [.tusResumable],
                answers: [.init(.noContent, "It is gone.")], problems: Tus.problems)
        ) { request in
            try Tus.checkVersion(request)
            let (session, upload) = try await find(request)
            try await terminate(upload, of: session)
            return Response(.noContent).tus()
        }
    }
}

extension RouteDocumentation.Field {
    fileprivate static let tusResumable = RouteDocumentation.Field(
        "Tus-Resumable", in: .header, "The version of the protocol: 1.0.0.", isRequired: true)
}

extension Response {
    fileprivate func tus() -> Response { with("Tus-Resumable", Tus.version) }

    fileprivate func expiring(_ upload: Upload) -> Response { with("Upload-Expires", Tus.httpDate(upload.expiresAt)) }
}
