import HTTP

extension Gateway {
    /// Pages for staff; they speak to the same API as everyone.
    var pageRoutes: [Route] {
        [
            page("/hr", PackageResources.hr_html),
            asset("/assets/hr.js", PackageResources.hr_js, "text/javascript; charset=utf-8"),
            asset("/assets/plain.css", PackageResources.plain_css, "text/css; charset=utf-8"),
        ]
    }

    private func page(_ path: String, _ html: [UInt8]) -> Route {
        route(.get, path, RouteDocumentation("A page.", tag: "pages", answers: [.init(.ok, "HTML.")])) { _ in
            // Nothing from elsewhere and nothing inline: a text that slipped through as markup could do nothing.
            .bytes(html, type: "text/html; charset=utf-8").with(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'")
        }
    }

    private func asset(_ path: String, _ bytes: [UInt8], _ type: String) -> Route {
        let file = StaticFile(bytes, type: type)
        return route(.get, path, RouteDocumentation("A file of a page.", tag: "pages", answers: [.init(.ok, "It.")])) {
            file.answer($0, cacheControl: "no-cache")
        }
    }
}
