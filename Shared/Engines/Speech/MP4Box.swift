/// The outermost boxes of an MP4, as far as their sizes can be followed.
struct MP4Box {
    let kind: String
    let start: Int
    /// Where it ends, by what it says; behind the file's end when it was cut.
    let end: Int

    static func all(in bytes: [UInt8]) -> [MP4Box] {
        var boxes: [MP4Box] = []
        var start = 0
        while start + 8 <= bytes.count {
            var size = bytes.number(at: start, count: 4)
            if size == 1, start + 16 <= bytes.count { size = bytes.number(at: start + 8, count: 8) }
            let end = size == 0 ? bytes.count : start &+ size
            guard size == 0 || size >= 8, end > start else { break }
            boxes.append(
                MP4Box(kind: String(decoding: bytes[start + 4..<start + 8], as: UTF8.self), start: start, end: end))
            start = end
        }
        return boxes
    }
}

extension [UInt8] {
    /// A big-endian number.
    func number(at place: Int, count: Int) -> Int {
        self[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Where these bytes stand.
    func places(of pattern: [UInt8], from start: Int) -> [Int] {
        guard count >= pattern.count, start <= count - pattern.count else { return [] }
        return withUnsafeBufferPointer { bytes in
            (start...bytes.count - pattern.count).filter { place in
                bytes[place] == pattern[0] && pattern.indices.allSatisfy { bytes[place + $0] == pattern[$0] }
            }
        }
    }
}
