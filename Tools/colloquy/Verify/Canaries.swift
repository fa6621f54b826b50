import Encoding
import FoundationEssentials
import Glibc

/// Personal texts in the forms in which they may lie somewhere: as they are, in base64 at each of three positions, in hexadecimal.
struct Canaries {
    let forms: [[UInt8]]
    let count: Int

    init(_ texts: [String]) {
        let wanted = Set(texts.filter { $0.utf8.count >= 6 })
        count = wanted.count
        forms = wanted.sorted().flatMap { text in
            let bytes = Array(text.utf8)
            let shifted = (0..<3).map { shift in
                let encoded = Array(Base64.standard.encode([UInt8](repeating: 0, count: shift) + bytes).utf8)
                return Array(encoded.dropFirst(shift == 0 ? 0 : 4).dropLast(4))
            }
            return [bytes, Array(Hex.encode(bytes).utf8)] + shifted.filter { $0.count >= 8 }
        }
    }

    func occur(in bytes: UnsafeRawBufferPointer) -> Bool {
        forms.contains { form in form.withUnsafeBytes { Canaries.find($0, in: bytes) } }
    }

    private static func find(_ form: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, let wanted = form.baseAddress, bytes.count >= form.count else {
            return false
        }
        let last = bytes.count - form.count
        var place = 0
        while place <= last, let hit = memchr(start + place, Int32(form[0]), last - place + 1) {
            if memcmp(hit, wanted, form.count) == 0 { return true }
            place = UnsafeRawPointer(hit) - start + 1
        }
        return false
    }

    /// Every file below the folder in which one of them lies; and how many were looked at.
    func files(below folder: String) -> (found: [String], count: Int) {
        var found: [String] = []
        var count = 0
        for path in Canaries.tree(folder) {
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            count += 1
            if bytes.withUnsafeBytes({ occur(in: $0) }) { found.append(path) }
        }
        return (found, count)
    }

    /// Plain files below a folder.
    static func tree(_ folder: String) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            var facts = stat()
            guard lstat(path, &facts) == 0 else { return [] }
            switch facts.st_mode & S_IFMT {
            case S_IFDIR: return tree(path)
            case S_IFREG: return [path]
            default: return []
            }
        }
    }
}
