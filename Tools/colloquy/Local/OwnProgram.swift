import Glibc

/// The file this process was started from; services lie beside it.
enum OwnProgram {
    static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    static let folder: String = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
}
