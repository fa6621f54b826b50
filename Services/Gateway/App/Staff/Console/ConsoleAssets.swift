import Crypto
import HTTP

/// Stylesheet and scripts of the console, under an address that holds a hash of them all: a browser keeps them for good.
enum ConsoleAssets {
    static let files: [String: StaticFile] = [
        "console.css": StaticFile(PackageResources.console_css, type: "text/css; charset=utf-8"),
        "console.js": script(PackageResources.console_js),
        "import.js": script(PackageResources.import_js),
        "invited.js": script(PackageResources.invited_js),
        "live.js": script(PackageResources.live_js),
        "player.js": script(PackageResources.player_js),
        "weights.js": script(PackageResources.weights_js),
    ]

    private static func script(_ bytes: [UInt8]) -> StaticFile {
        StaticFile(bytes, type: "text/javascript; charset=utf-8")
    }

    static let version: String = {
        let all = files.sorted { $0.key < $1.key }.flatMap { name, file in
            Array(name.utf8) + SHA256.hash(data: file.bytes).bytes
        }
        return String(SHA256.hash(data: all).hex.prefix(12))
    }()
}

extension Gateway {
    var consoleAssets: Route {
        route(
            .get, "/hr/assets/{version}/{name}",
            RouteDocumentation("A file of the console's pages.", tag: "pages", answers: [.init(.ok, "It.")])
        ) { request in
            let name = try request.parameter("name") { $0 }
            guard let file = ConsoleAssets.files[name] else { throw Problem.notFound }
            let isOwn = request.parameters["version"] == ConsoleAssets.version
            return file.answer(
                request, cacheControl: isOwn ? "public, max-age=31536000, immutable" : "no-cache")
        }
    }
}
