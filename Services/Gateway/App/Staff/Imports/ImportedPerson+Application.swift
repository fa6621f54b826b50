import Domain
import Events
import GatewayCore
import JSON

extension ImportedPerson {
    /// The application that a row is: the same at every run.
    func application(
        of job: JobID, in importID: ImportID, row: Int, _ language: Language, offsetMinutes: Int
    ) -> ApplicationReceived {
        ApplicationReceived(
            applicationID: applicationID ?? ApplicationID(stringLiteral: "\(importID).\(row)"), jobID: job,
            candidate: ApplicationReceived.Applicant(
                candidateID: nil, name: name, email: email.text, phone: phone, language: nil),
            resume: written(in: language),
            appliedAt: appliedOn.map { day in
                Instant(millisecondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400_000)
                    .advanced(byMinutes: -Int64(offsetMinutes))
            })
    }

    /// As a text where there is one, with what else is told before it; else as a JSON Resume, which says what is a school and what a
    /// company.
    private func written(in language: Language) -> ApplicationReceived.Resume {
        guard let resume else { return .init(json: structured(in: language)) }
        let lines = ImportField.told.compactMap { field -> String? in
            profile[field].map { "\(Self.label(field, language)): \(field == .years ? Self.years($0, language) : $0)" }
        }
        return .init(text: (lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n\n") + resume)
    }

    private func structured(in language: Language) -> JSONValue {
        func object(_ members: [(String, String?)]) -> JSONValue? {
            let filled = members.compactMap { name, text in text.map { JSONValue.Member(name, .string($0)) } }
            return filled.isEmpty ? nil : .object(filled)
        }
        let years = profile[.years].map { "\(Self.label(.years, language)): \(Self.years($0, language))" }
        let parts: [(String, JSONValue?)] = [
            ("basics", object([("summary", years)])),
            ("work", object([("position", profile[.position]), ("name", profile[.company])]).map { .array([$0]) }),
            (
                "education",
                object([
                    ("institution", profile[.school]), ("studyType", profile[.education]), ("area", profile[.major]),
                ]).map { .array([$0]) }
            ),
            ("skills", object([("name", profile[.skills])]).map { .array([$0]) }),
        ]
        return .object(parts.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    /// A number alone is a number of years.
    private static func years(_ text: String, _ language: Language) -> String {
        guard Double(text) != nil else { return text }
        return language == .chinese ? "\(text)年" : "\(text) years"
    }

    /// As résumés call it, in the job's language.
    private static func label(_ field: ImportField, _ language: Language) -> String {
        let label: Bilingual =
            switch field {
            case .education: Bilingual("学历", "Education")
            case .school: Bilingual("毕业院校", "School")
            case .major: Bilingual("专业", "Major")
            case .years: Bilingual("工作年限", "Years of experience")
            case .company: Bilingual("公司", "Company")
            case .position: Bilingual("职位", "Position")
            case .skills: Bilingual("技能", "Skills")
            case .resume, .name, .email, .phone, .appliedOn, .applicationID: Bilingual("", "")
            }
        return label[language]
    }
}
