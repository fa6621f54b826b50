import HTTP

extension Gateway {
    /// Pages for people; they speak to the same API as everyone.
    var pageRoutes: [Route] {
        [
            page("/i", CandidatePage.html), page("/hr", HRPage.html),
            asset("/assets/candidate.js", CandidatePage.script, "text/javascript; charset=utf-8"),
            asset("/assets/hr.js", HRPage.script, "text/javascript; charset=utf-8"),
            asset("/assets/plain.css", PlainStyle.css, "text/css; charset=utf-8"),
        ]
    }

    private func page(_ path: String, _ html: String) -> Route {
        route(.get, path, RouteDocumentation("A page.", tag: "pages", answers: [.init(.ok, "HTML.")])) { _ in
            // Nothing from elsewhere and nothing inline: a text that slipped through as markup could do nothing.
            .html(html).with(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'")
        }
    }

    private func asset(_ path: String, _ text: String, _ type: String) -> Route {
        route(.get, path, RouteDocumentation("A file of a page.", tag: "pages", answers: [.init(.ok, "It.")])) { _ in
            .bytes(Array(text.utf8), type: type).with("Cache-Control", "no-cache")
        }
    }
}
