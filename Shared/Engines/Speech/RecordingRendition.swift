import Domain
import Sandbox

/// A recording in the form in which browsers play it and seek in it.
package struct RecordingRendition: Sendable {
    package let bytes: [UInt8]
    package let mediaType: String
    package let hasPicture: Bool
}

/// Makes renditions, in limited child processes (ffmpeg). What a browser recorded is copied as it is: only the index, the
/// duration and the seams are new. It is encoded anew only where a browser could not play it, or parts do not fit together.
package struct RenditionMaker: Sendable {
    private let bytesMax: Int
    private let secondsMax: Int

    package init(bytesMax: Int, secondsMax: Int) {
        self.bytesMax = bytesMax
        self.secondsMax = secondsMax
    }

    /// Nil when nothing in the parts can be played.
    package func rendition(of parts: [[UInt8]]) async throws -> RecordingRendition? {
        var kinds: [(part: [UInt8], streams: RecordingStreams)] = []
        for part in parts {
            for session in RecordingContainer(magic: part)?.sessions(of: part) ?? [] {
                if let streams = try await streams(of: session) { kinds.append((session, streams)) }
            }
        }
        guard let first = kinds.first?.streams else { return nil }
        let fits = kinds.allSatisfy { $0.streams.isLike(first) }
        let form = fits ? RenditionForm(first) : .encoded(withPicture: kinds.contains { $0.streams.video != nil })
        var pieces: [[UInt8]] = []
        for kind in kinds {
            if let piece = try await piece(kind.part, kind.streams, form) { pieces.append(piece) }
        }
        guard let only = pieces.first else { return nil }
        let bytes = pieces.count == 1 ? only : try await joined(pieces, form)
        return RecordingRendition(
            bytes: bytes, mediaType: form.mediaType(hasPicture: form.hasPicture(first)),
            hasPicture: form.hasPicture(first))
    }

    /// How bright the brightest spot of the picture ever gets, 0 to 255, by its key frames; nil without a picture.
    package func brightness(of rendition: RecordingRendition) async throws -> UInt8? {
        guard rendition.hasPicture, let container = RecordingContainer(magic: rendition.bytes) else { return nil }
        let output = try await run(
            "ffmpeg",
            Self.common + ["-skip_frame", "nokey", "-f", container.rawValue, "-i", "recording"]
                + ["-map", "0:v:0", "-an", "-vf", "scale=16:9,format=gray", "-vsync", "0", "-f", "rawvideo", "pipe:1"],
            ["recording": rendition.bytes])
        return output?.standardOutput.max()
    }

    /// Nil when it cannot be read at all.
    private func streams(of part: [UInt8]) async throws -> RecordingStreams? {
        guard let container = RecordingContainer(magic: part), part.count <= bytesMax else { return nil }
        let output = try await run(
            "ffprobe",
            [
                "-v", "error", "-protocol_whitelist", "file,pipe", "-f", container.rawValue, "-show_entries",
                "stream=codec_name,codec_type", "-of", "csv=p=0", "recording",
            ], ["recording": part])
        return output.flatMap { RecordingStreams(container, $0.standardOutput) }
    }

    /// A part by itself, with its own duration and index.
    private func piece(
        _ part: [UInt8], _ streams: RecordingStreams, _ form: RenditionForm
    ) async throws -> [UInt8]? {
        try await made(
            Self.common + form.extraInput(streams)
                + [
                    "-protocol_whitelist", "file,pipe", "-fflags", "+genpts", "-f", streams.container.rawValue, "-i",
                    "recording",
                ] + form.output(streams)
                + ["-t", "\(secondsMax)"], ["recording": part], form)
    }

    private func joined(_ pieces: [[UInt8]], _ form: RenditionForm) async throws -> [UInt8] {
        var files: [String: [UInt8]] = [:]
        var list = "ffconcat version 1.0\n"
        for (index, piece) in pieces.enumerated() {
            files["piece-\(index)"] = piece
            list += "file piece-\(index)\n"
        }
        files["list"] = Array(list.utf8)
        let input = ["-f", "concat", "-safe", "1", "-format_whitelist", "concat,matroska,mov,mp4", "-i", "list"]
        guard let bytes = try await made(Self.common + input + form.joining + ["-t", "\(secondsMax)"], files, form)
        else { return pieces[0] }
        return bytes
    }

    private func made(_ arguments: [String], _ files: [String: [UInt8]], _ form: RenditionForm) async throws -> [UInt8]?
    {
        let output = try await run(
            "ffmpeg", arguments + form.muxer + ["rendition"], files, keeping: ["rendition"])
        guard let bytes = output?.files["rendition"], !bytes.isEmpty else { return nil }
        return bytes
    }

    /// Nil when the recording is at fault; throws when the machine is.
    private func run(
        _ program: String, _ arguments: [String], _ files: [String: [UInt8]], keeping: [String] = []
    ) async throws -> Output? {
        var bounds = Sandbox.Limits(wallClockSecondsMax: 900, cpuSecondsMax: 600, addressSpaceBytesMax: 2 << 30)
        bounds.fileBytesMax = UInt64(2 * bytesMax)
        bounds.standardOutputBytesMax = 16 << 20
        do {
            return try await Sandbox.run(Command(program, arguments, files: files, keeping: keeping), limits: bounds)
        } catch {
            guard error.kind == .input || keeping.contains(where: { error == .notFound($0) }) else { throw error }
            return nil
        }
    }

    private static let common = [
        "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-protocol_whitelist", "file,pipe", "-y",
    ]
}
