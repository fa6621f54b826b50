/// When each packet of sound begins and how long it lasts, as the decoder's copy of the stream says (ffmpeg's `framecrc`): from
/// them is known what was lost on the way.
struct PacketTimes {
    /// Stretches of at least ``millisecondsMin`` for which there is no packet, from the first packet's beginning, in milliseconds.
    let gaps: [Range<Int>]

    /// Recorders' clocks waver by some tens of milliseconds; an encoder that saves packets in silence sends one every 400 ms all the
    /// same (RFC 6716 §2.1.9).
    static let millisecondsMin = 600

    init(_ text: [UInt8]) {
        var gaps: [Range<Int>] = []
        var base = (1, 1_000)
        var end: Int?
        for line in text.split(separator: 0x0A) {
            let line = String(decoding: line, as: UTF8.self)
            if line.hasPrefix("#tb 0:") {
                let numbers = line.dropFirst(6).split(separator: "/").compactMap { Int($0.filter(\.isNumber)) }
                if numbers.count == 2, numbers[1] > 0 { base = (numbers[0], numbers[1]) }
            }
            let fields = line.split(separator: ",").map { $0.filter { $0.isNumber || $0 == "-" } }
            guard !line.hasPrefix("#"), fields.count >= 5, let start = Int(fields[2]), let length = Int(fields[3]),
                abs(start) < 1 << 40, (0..<1 << 40).contains(length)
            else { continue }
            func milliseconds(_ ticks: Int) -> Int {
                Int(min(1e12, max(-1e12, Double(ticks) * 1_000 * Double(base.0) / Double(base.1))))
            }
            if let end, milliseconds(start - end) >= Self.millisecondsMin {
                gaps.append(milliseconds(end)..<milliseconds(start))
            }
            end = max(end ?? start, start + length)
        }
        self.gaps = gaps
    }
}
