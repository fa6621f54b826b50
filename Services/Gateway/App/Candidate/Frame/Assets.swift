import Crypto

/// Stylesheets and scripts of the candidate's pages, under an address that holds a hash of them all: a browser keeps them for
/// good, and a new build has new addresses. Modules import each other by their place, `./name.js`, so all share one folder.
enum Assets {
    private static let style = "text/css; charset=utf-8"

    /// Every file by its name.
    static let files: [String: StaticFile] = [
        "candidate.css": StaticFile(
            PackageResources.candidate_css + PackageResources.question_css + PackageResources.after_css, type: style),
        "frame.js": script(PackageResources.frame_js),
        "enter.js": script(PackageResources.enter_js),
        "devices.js": script(PackageResources.devices_js),
        "camera.js": script(PackageResources.camera_js),
        "question.js": script(PackageResources.question_js),
        "take.js": script(PackageResources.take_js),
        "recorder.js": script(PackageResources.recorder_js),
        "countdown.js": script(PackageResources.countdown_js),
        "outbox.js": script(PackageResources.outbox_js),
        "sender.js": script(PackageResources.sender_js),
        "tus.js": script(PackageResources.tus_js),
        "rest.js": script(PackageResources.rest_js),
        "written.js": script(PackageResources.written_js),
        "code.js": script(PackageResources.code_js),
        "identity.js": script(PackageResources.identity_js),
        "files.js": script(PackageResources.files_js),
    ]

    /// What is for a script's readers stays here: lines that are a comment and nothing else are not sent, nor is indentation. So
    /// no text in a script reaches over several lines.
    private static func script(_ source: [UInt8]) -> StaticFile {
        var kept: [Substring] = []
        var isInBlock = false
        for line in String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("/**") { isInBlock = true }
            if !isInBlock, !text.isEmpty, !text.hasPrefix("//") { kept.append(text) }
            if text.hasSuffix("*/") { isInBlock = false }
        }
        return StaticFile(Array(kept.joined(separator: "\n").utf8) + [0x0A], type: "text/javascript; charset=utf-8")
    }

    static let version: String = {
        let all = files.sorted { $0.key < $1.key }.flatMap { name, file in
            Array(name.utf8) + SHA256.hash(data: file.bytes).bytes
        }
        return String(SHA256.hash(data: all).hex.prefix(12))
    }()
}
