import Domain
import Events

enum ReportFormat: String, CaseIterable, Sendable {
    case json, html, pdf

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .html: "text/html; charset=utf-8"
        case .pdf: "application/pdf"
        }
    }

    func blob(of documents: ReportCompiled.ReportDocuments) -> BlobID {
        switch self {
        case .json: documents.json
        case .html: documents.html
        case .pdf: documents.pdf
        }
    }
}
