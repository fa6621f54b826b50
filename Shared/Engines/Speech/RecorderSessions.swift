extension RecordingContainer {
    /// A file with several sessions of a recorder, one behind the other, as its sessions: each begins anew at time 0, where a decoder
    /// stops, or throws away what comes at times that have been.
    func sessions(of bytes: [UInt8]) -> [[UInt8]] {
        let starts = starts(in: bytes)
        let pieces = zip(starts, starts.dropFirst() + [bytes.count]).map { Array(bytes[$0..<$1]) }
        return self == .matroska ? pieces.flatMap(Self.cutWhereTimeJumps) : pieces
    }

    private func starts(in bytes: [UInt8]) -> [Int] {
        switch self {
        case .ogg: OggPage.starts(in: bytes)
        case .matroska:
            // An EBML header, told from the same four bytes inside a picture by the type that it names.
            [0]
                + bytes.places(of: [0x1A, 0x45, 0xDF, 0xA3], from: 4).filter { place in
                    let head = bytes[place..<min(place + 64, bytes.count)]
                    return head.contains([0x42, 0x82])
                        && (head.contains(Array("webm".utf8)) || head.contains(Array("matroska".utf8)))
                }
        case .mov: [0] + MP4Box.all(in: bytes).filter { $0.kind == "ftyp" }.map(\.start).drop { $0 == 0 }
        }
    }

    /// Where clusters begin at 0 again, a second session's header was lost or never written; it gets the first one's. Where they begin
    /// a minute later, a device slept, and nobody was silent.
    private static func cutWhereTimeJumps(_ bytes: [UInt8]) -> [[UInt8]] {
        let clusters = MatroskaCluster.all(in: bytes)
        guard let first = clusters.first else { return [bytes] }
        var cuts: [Int] = []
        var latest = first.time
        for cluster in clusters {
            if cluster.time + MatroskaCluster.ticksBackMin <= latest
                || cluster.time >= latest + MatroskaCluster.ticksForwardMin
            {
                cuts.append(cluster.start)
                latest = cluster.time
            }
            latest = max(latest, cluster.time)
        }
        guard !cuts.isEmpty else { return [bytes] }
        let head = bytes[..<first.start]
        return zip([first.start] + cuts, cuts + [bytes.count]).map { Array(head + bytes[$0..<$1]) }
    }
}

/// A stretch of a WebM file with a time of its own.
struct MatroskaCluster {
    let start: Int
    /// In ticks of the file, which are milliseconds in what browsers record.
    let time: Int

    /// Clusters of sound and of picture may be a little out of order.
    static let ticksBackMin = 1_000
    /// A cluster is half a minute long at most.
    static let ticksForwardMin = 60_000

    static func all(in bytes: [UInt8]) -> [MatroskaCluster] {
        bytes.places(of: [0x1F, 0x43, 0xB6, 0x75], from: 0).compactMap { place in
            guard place + 5 < bytes.count else { return nil }
            // Behind the length, of one to eight bytes, the time comes first.
            let field = place + 5 + bytes[place + 4].leadingZeroBitCount
            guard field + 2 < bytes.count, bytes[field] == 0xE7, bytes[field + 1] & 0xF0 == 0x80 else { return nil }
            let width = Int(bytes[field + 1] & 0x0F)
            guard (1...7).contains(width), field + 2 + width <= bytes.count else { return nil }
            return MatroskaCluster(start: place, time: bytes.number(at: field + 2, count: width))
        }
    }
}

/// A page of an Ogg file.
enum OggPage {
    /// Where sessions begin: at pages that begin a stream, behind one that does not. The decoder takes the headers of a second
    /// stream with the first one's number for damaged sound.
    static func starts(in bytes: [UInt8]) -> [Int] {
        var starts = [0]
        var wasFirst = true
        var place = 0
        while place + 27 <= bytes.count, bytes[place..<place + 4].elementsEqual("OggS".utf8) {
            let isFirst = bytes[place + 5] & 2 != 0
            if isFirst, !wasFirst { starts.append(place) }
            wasFirst = isFirst
            let lengths = place + 27
            let count = Int(bytes[place + 26])
            guard lengths + count <= bytes.count else { break }
            place = lengths + count + bytes[lengths..<lengths + count].reduce(0) { $0 + Int($1) }
        }
        return starts
    }
}
