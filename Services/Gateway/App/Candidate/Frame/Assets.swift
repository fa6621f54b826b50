import Crypto

/// Stylesheets and scripts of the candidate's pages, under an address that holds a hash of them all: a browser keeps them for
/// good, and a new build has new addresses. Modules import each other by their place, `./name.js`, so all share one folder.
enum Assets {
    private static let script = "text/javascript; charset=utf-8"
    private static let style = "text/css; charset=utf-8"

    /// Every file by its name.
    static let files: [String: StaticFile] = [
        "candidate.css": StaticFile(PackageResources.candidate_css + PackageResources.after_css, type: style),
        "frame.js": StaticFile(PackageResources.frame_js, type: script),
        "devices.js": StaticFile(PackageResources.devices_js, type: script),
        "identity.js": StaticFile(PackageResources.identity_js, type: script),
        "files.js": StaticFile(PackageResources.files_js, type: script),
        "written.js": StaticFile(PackageResources.written_js, type: script),
        "code.js": StaticFile(PackageResources.code_js, type: script),
        "enter.js": StaticFile(PackageResources.enter_js, type: script),
    ]

    static let version: String = {
        let all = files.sorted { $0.key < $1.key }.flatMap { name, file in
            Array(name.utf8) + SHA256.hash(data: file.bytes).bytes
        }
        return String(SHA256.hash(data: all).hex.prefix(12))
    }()
}
