/// What a dimension of an interview is called by people.
package enum DimensionNames {
    /// The usual dimensions; another one is shown under the employer's own name.
    private static let names: [String: Bilingual] = [
        "communication": Bilingual("沟通能力", "Communication"),
        "teamwork": Bilingual("团队合作", "Teamwork"),
        "problem-solving": Bilingual("问题解决", "Problem solving"),
        "problem solving": Bilingual("问题解决", "Problem solving"),
        "leadership": Bilingual("领导力", "Leadership"),
        "customer-focus": Bilingual("客户意识", "Customer focus"),
        "service": Bilingual("服务意识", "Service"),
        "professional": Bilingual("专业能力", "Professional skill"),
        "stress": Bilingual("抗压能力", "Working under pressure"),
        "culture": Bilingual("文化契合", "Culture fit"),
        "learning": Bilingual("学习能力", "Learning"),
        "motivation": Bilingual("求职动机", "Motivation"),
        "responsibility": Bilingual("责任心", "Responsibility"),
    ]

    package static func name(of dimension: String, in language: Language) -> String {
        names[dimension.lowercased()]?[language] ?? dimension
    }
}
