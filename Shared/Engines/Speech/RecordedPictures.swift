import Domain
import Sandbox

/// One picture of a recording: three bytes a pixel, red first.
package struct RecordedPicture: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// Of the longer side.
    package static let pixelsMax = 320

    /// Pictures as ffmpeg writes them one behind the other (`P6`, portable pixmaps); what is cut off at the end is left out.
    static func all(in stream: [UInt8]) -> [RecordedPicture] {
        var pictures: [RecordedPicture] = []
        var place = 0
        while let (numbers, start) = head(of: stream, at: place) {
            let (width, height) = (numbers[0], numbers[1])
            guard numbers[2] == 255, (1...pixelsMax).contains(width), (1...pixelsMax).contains(height) else { break }
            let end = start + width * height * 3
            guard end <= stream.count else { break }
            pictures.append(RecordedPicture(width: width, height: height, pixels: Array(stream[start..<end])))
            place = end
        }
        return pictures
    }

    /// `P6\n320 180\n255\n`: its three numbers, and where the pixels begin.
    private static func head(of stream: [UInt8], at place: Int) -> (numbers: [Int], start: Int)? {
        guard stream[place...].starts(with: Array("P6\n".utf8)) else { return nil }
        var numbers = [0]
        for index in (place + 3)..<min(stream.count, place + 24) {
            switch stream[index] {
            case let digit where (48...57).contains(digit):
                numbers[numbers.count - 1] = numbers.last! * 10 + Int(digit - 48)
            case 10 where numbers.count == 3: return (numbers, index + 1)
            default: numbers.append(0)
            }
        }
        return nil
    }
}

/// Takes pictures out of recordings, in limited child processes (ffmpeg): 320 pixels wide or high, evenly in time.
package struct PictureTaker: Sendable {
    private let limits: RecordingLimits

    package init(limits: RecordingLimits = RecordingLimits()) {
        self.limits = limits
    }

    /// At most this many a second.
    package static let perSecondMax = 2
    /// Of one answer: with them 74 MB of memory at most.
    package static let countMax = 240

    /// Pictures of all parts in order, two a second, or as few as `countMax` of `milliseconds` are. Empty when there is no picture in
    /// it, or none that can be decoded; throws `SandboxError` when the machine is at fault.
    package func pictures(ofParts parts: [[UInt8]], milliseconds: Int) async throws -> [RecordedPicture] {
        var pictures: [RecordedPicture] = []
        for part in parts where part.count <= limits.bytesMax {
            guard let container = RecordingContainer(magic: part) else { continue }
            for session in container.sessions(of: part) where pictures.count < Self.countMax {
                let room = Self.countMax - pictures.count
                pictures += try await taken(from: session, container, countMax: room, milliseconds)
            }
        }
        return pictures
    }

    private func taken(
        from recording: [UInt8], _ container: RecordingContainer, countMax: Int, _ milliseconds: Int
    ) async throws -> [RecordedPicture] {
        var bounds = Limits(wallClockSecondsMax: 600, cpuSecondsMax: 300, addressSpaceBytesMax: 1 << 30)
        bounds.fileBytesMax = UInt64(max(limits.bytesMax, recording.count))
        bounds.standardOutputBytesMax = countMax * (RecordedPicture.pixelsMax * RecordedPicture.pixelsMax * 3 + 32)
        let command = Command(
            "ffmpeg", arguments(container, countMax, milliseconds), files: ["recording": recording])
        do {
            return RecordedPicture.all(in: try await Sandbox.run(command, limits: bounds).standardOutput)
        } catch {
            // Whatever a recording does to the decoder of its picture, its sound was heard: there are no pictures then.
            guard error.kind == .input else { throw error }
            return []
        }
    }

    private func arguments(_ container: RecordingContainer, _ countMax: Int, _ milliseconds: Int) -> [String] {
        let isLong = milliseconds * Self.perSecondMax > Self.countMax * 1_000
        let rate = isLong ? "\(Self.countMax * 1_000)/\(milliseconds)" : "\(Self.perSecondMax)"
        let side = RecordedPicture.pixelsMax
        return [
            "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-protocol_whitelist", "file,pipe",
            "-codec_whitelist", "vp8,libvpx,vp9,libvpx-vp9,h264,av1,libdav1d,libaom-av1,mjpeg",
            "-f", container.rawValue, "-i", "recording", "-map", "0:v:0", "-an", "-sn", "-dn", "-vf",
            "fps=\(rate),scale=w=\(side):h=\(side):force_original_aspect_ratio=decrease:flags=area",
            "-t", "\(limits.secondsMax + 1)", "-frames:v", "\(countMax)", "-pix_fmt", "rgb24", "-c:v", "ppm",
            "-threads", "1", "-f", "image2pipe", "pipe:1",
        ]
    }
}
