import Domain
import JSON

extension Catalogue {
    package static let ats: [any Event.Type] = [
        JobOpened.self, JobRevised.self, JobClosed.self, ApplicationReceived.self, ApplicationWithdrawn.self,
    ]
}

/// A job was published.
package struct JobOpened: Event, Hashable {
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "job-opened", on: .jobs, "A job was published.",
        [.required("jobID", .identifier, "The job."), .required("job", JobDescription.shape, "All about it.")])
    package static let samples = [
        JobOpened(jobID: "job-1", job: .sample), JobOpened(jobID: "job-2", job: .minimalSample),
        JobOpened(jobID: "job-3", job: .rubricSample),
    ]
}

/// A job was changed; it holds for what happens from now on.
package struct JobRevised: Event, Hashable {
    package var jobID: JobID
    package var job: JobDescription

    package init(jobID: JobID, job: JobDescription) {
        self.jobID = jobID
        self.job = job
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "job-revised", on: .jobs, "A job was changed; it holds for what happens from now on.",
        [.required("jobID", .identifier, "The job."), .required("job", JobDescription.shape, "All about it.")])
    package static let samples = [
        JobRevised(jobID: "job-1", job: .sample), JobRevised(jobID: "job-2", job: .minimalSample),
        JobRevised(jobID: "job-3", job: .rubricSample),
    ]
}

/// A job takes no more applications.
package struct JobClosed: Event, Hashable {
    package var jobID: JobID

    package init(jobID: JobID) { self.jobID = jobID }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "job-closed", on: .jobs, "A job takes no more applications.",
        [.required("jobID", .identifier, "The job.")])
    package static let samples = [JobClosed(jobID: "job-1")]
}

/// A candidate applied. The only fact with personal data, on the only topic that may hold it.
package struct ApplicationReceived: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidate: Applicant
    package var resume: Resume
    package var appliedAt: Instant?

    package struct Applicant: Codable, Sendable, Hashable {
        /// The ATS's own identifier of the person; absent: one is made from the application's.
        package var candidateID: CandidateID?
        package var name: String
        package var email: String
        package var phone: String?
        package var language: GivenLanguage?

        package init(
            candidateID: CandidateID?, name: String, email: String, phone: String?, language: GivenLanguage?
        ) {
            self.candidateID = candidateID
            self.name = name
            self.email = email
            self.phone = phone
            self.language = language
        }
    }

    /// Exactly one of the four.
    package struct Resume: Codable, Sendable, Hashable {
        /// JSON Resume 1.0.0.
        package var json: JSONValue?
        package var attachment: Attachment?
        package var text: String?
        /// An https address from which the document is fetched once.
        package var reference: String?

        package init(
            json: JSONValue? = nil, attachment: Attachment? = nil, text: String? = nil, reference: String? = nil
        ) {
            self.json = json
            self.attachment = attachment
            self.text = text
            self.reference = reference
        }

        package enum Form: Sendable, Hashable {
            case json(JSONValue)
            case attachment(Attachment)
            case text(String)
            case reference(String)
        }

        /// The one form in which it came; nil when there is none or more than one.
        package var form: Form? {
            let forms = [
                json.map(Form.json), attachment.map(Form.attachment), text.map(Form.text),
                reference.map(Form.reference),
            ].compactMap(\.self)
            return forms.count == 1 ? forms[0] : nil
        }
    }

    package struct Attachment: Codable, Sendable, Hashable {
        package var fileName: String
        package var mediaType: String
        /// Standard base64; at most `Limits.resumeBytesMax` decoded.
        package var base64: String

        package init(fileName: String, mediaType: String, base64: String) {
            self.fileName = fileName
            self.mediaType = mediaType
            self.base64 = base64
        }
    }

    package init(
        applicationID: ApplicationID, jobID: JobID, candidate: Applicant, resume: Resume, appliedAt: Instant?
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidate = candidate
        self.resume = resume
        self.appliedAt = appliedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-received", on: .applications, "A candidate applied.",
        [
            .required("applicationID", .identifier, "The application, named by the ATS."),
            .required("jobID", .identifier, "The job."),
            .required(
                "candidate",
                .object([
                    .optional("candidateID", .identifier, "The ATS's identifier of the person."),
                    .required("name", .text(charactersMax: 200), "The person's name."),
                    .required("email", .text(charactersMax: 254), "Where mails go."),
                    .optional("phone", .text(charactersMax: 40), "A telephone number."),
                    .optional("language", .language, "The language of mails and pages."),
                ]), "Who applied."),
            .required(
                "resume",
                .object([
                    .optional("json", .any("https://jsonresume.org/schema/ 1.0.0"), "A JSON Resume."),
                    .optional(
                        "attachment",
                        .object([
                            .required("fileName", .text(charactersMax: 255), "As uploaded."),
                            .required("mediaType", .text(charactersMax: 100), "As declared; the content decides."),
                            .required("base64", .text(charactersMax: 7_000_000), "The file, at most 5 MiB decoded."),
                        ]), "A PDF, DOCX or plain-text file."),
                    .optional("text", .text(charactersMax: 200_000), "The résumé as plain text."),
                    .optional("reference", .text(charactersMax: 2000), "An https address of the file."),
                ]), "The résumé in exactly one of four forms."),
            .optional("appliedAt", .instant, "When the candidate applied."),
        ])

    package static let samples = [
        ApplicationReceived(
            applicationID: "app-1", jobID: "job-1",
            candidate: Applicant(
                candidateID: "cand-1", name: "Li Wei", email: "li.wei@example.com", phone: "+86 10 5555 0100",
                language: .chinese),
            resume: Resume(
                attachment: Attachment(fileName: "cv.txt", mediaType: "text/plain", base64: "U3dpZnQ=")),
            appliedAt: .sample),
        ApplicationReceived(
            applicationID: "app-2", jobID: "job-1",
            candidate: Applicant(candidateID: nil, name: "Ann", email: "ann@example.com", phone: nil, language: nil),
            resume: Resume(text: "Swift, 5 years"), appliedAt: nil),
        ApplicationReceived(
            applicationID: "app-3", jobID: "job-1",
            candidate: Applicant(candidateID: nil, name: "Ann", email: "ann@example.com", phone: nil, language: nil),
            resume: Resume(json: .object([.init("basics", .object([.init("name", .string("Ann"))]))])),
            appliedAt: nil),
        ApplicationReceived(
            applicationID: "app-4", jobID: "job-1",
            candidate: Applicant(candidateID: nil, name: "Ann", email: "ann@example.com", phone: nil, language: nil),
            resume: Resume(reference: "https://ats.example.com/cv/4.pdf"), appliedAt: nil),
    ]
}

/// The candidate, or the ATS for the candidate, took the application back.
package struct ApplicationWithdrawn: Event, Hashable {
    package var applicationID: ApplicationID

    package init(applicationID: ApplicationID) { self.applicationID = applicationID }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "application-withdrawn", on: .applications, "The application was taken back.",
        [.required("applicationID", .identifier, "The application.")])
    package static let samples = [ApplicationWithdrawn(applicationID: "app-1")]
}
