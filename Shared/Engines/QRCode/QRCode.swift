import CQRencode
import Compression

/// A text as a square of dark and light modules (ISO/IEC 18004) for screens, where nothing is dirty or folded: with the least to
/// spare (level L, a fourteenth), so that the modules are few and large.
package struct QRCode: Sendable, Equatable {
    /// Modules on a side.
    package let side: Int
    /// Row by row, true where it is dark.
    package let modules: [Bool]

    /// nil when the text is empty, too long for any code, or holds a zero byte.
    package init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else {
            return nil
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        // The lowest bit of each byte is the module; the others tell what it is for.
        modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
    }

    /// Light modules around the code, without which readers do not find it.
    package static let quietModules = 4

    /// The code as a PNG of one bit a pixel, with its quiet border; nil when there is no memory for it. A mail shows a PNG where
    /// it shows pictures at all, which cannot be said of SVG.
    package func png(pixelsPerModule: Int = 5) -> [UInt8]? {
        let width = pixels(pixelsPerModule)
        let rowBytes = (width + 7) / 8
        var rows: [UInt8] = []
        rows.reserveCapacity(width * (rowBytes + 1))
        for row in -Self.quietModules..<side + Self.quietModules {
            // Each row begins with its filter: none, or as the row above, with nothing to add.
            rows.append(0)
            rows += line(row, pixelsPerModule, rowBytes)
            for _ in 1..<pixelsPerModule {
                rows.append(2)
                rows.append(contentsOf: repeatElement(0, count: rowBytes))
            }
        }
        guard let packed = Deflate.encode(rows, as: .zlib, .runs) else { return nil }
        // Width, height, one bit, grey, and the only compression, filter and order there are.
        let head = Self.number(UInt32(width)) + Self.number(UInt32(width)) + [1, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + Self.chunk("IHDR", head) + Self.chunk("IDAT", packed) + Self.chunk("IEND", [])
    }

    /// Pixels on a side of the picture.
    package func pixels(_ pixelsPerModule: Int = 5) -> Int { (side + 2 * Self.quietModules) * pixelsPerModule }

    /// One row of pixels within a row of modules, eight to a byte; a bit is 1 where it is light.
    private func line(_ row: Int, _ pixelsPerModule: Int, _ byteCount: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xFF, count: byteCount)
        guard (0..<side).contains(row) else { return bytes }
        for column in 0..<side where modules[row * side + column] {
            let first = (column + Self.quietModules) * pixelsPerModule
            for pixel in first..<first + pixelsPerModule { bytes[pixel / 8] &= ~(0x80 >> UInt8(pixel % 8)) }
        }
        return bytes
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + bytes
        return number(UInt32(bytes.count)) + named + number(Deflate.crc32(named))
    }

    private static func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
}
