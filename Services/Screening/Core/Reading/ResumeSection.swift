import Domain

/// A part of a résumé under one heading.
package struct ResumeSection: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What stands before the first heading.
        case header
        case summary, work, projects, education, skills, certificates, personal, other
    }

    package let kind: Kind
    /// From the heading to the next one, in Unicode scalars.
    package let span: CharacterSpan

    package init(kind: Kind, span: CharacterSpan) {
        self.kind = kind
        self.span = span
    }

    var range: Range<Int> { span.start..<span.end }
}

extension ResumeSection {
    /// Finds the sections by their headings, Chinese and English. A text without headings is one header section.
    package static func find(in text: FoldedText) -> [ResumeSection] {
        var starts: [(kind: Kind, start: Int)] = [(.header, 0)]
        for line in text.lines where starts.count < sectionCountMax {
            if let kind = heading(text, line) { starts.append((kind, line.lowerBound)) }
        }
        return starts.enumerated().compactMap { index, section in
            let end = index + 1 < starts.count ? starts[index + 1].start : text.count
            guard end > section.start else { return nil }
            return ResumeSection(kind: section.kind, span: CharacterSpan(start: section.start, end: end))
        }
    }

    private static let sectionCountMax = 200
    private static let headingScalarCountMax = 48

    private static func heading(_ text: FoldedText, _ line: Range<Int>) -> Kind? {
        guard line.count <= headingScalarCountMax * 2 else { return nil }
        let scalars = text.folded[line]
        // What stands after a colon is content: `Skills: Java`. `姓名：…` is no heading, since `姓名` is none.
        let head = scalars.prefix { $0 != ":" }
        let hasColon = head.count < scalars.count
        let words = head.split { !($0.isWordPart || $0.isHan || $0 == "&" || $0 == "'") }
        let letters = words.reduce(0) { $0 + $1.count }
        guard letters > 0, letters <= headingScalarCountMax, words.count <= 6 else { return nil }
        let key = words.map { $0.map(String.init).joined() }
        // Chinese headings are often spaced out: `教 育 背 景`.
        let joined =
            key.contains { $0.unicodeScalars.contains { $0.isHan } } ? key.joined() : key.joined(separator: " ")
        if let kind = headings[joined] { return kind }
        if !hasColon, let bare = joined.unicodeScalars.first, bare.isDigit || chineseNumbers.contains(bare) {
            let rest = String(
                joined.drop { $0.isNumber || $0 == " " || chineseNumbers.contains($0.unicodeScalars.first ?? "0") })
            return headings[rest]
        }
        return nil
    }

    private static let chineseNumbers: Set<Unicode.Scalar> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

    private static let headings: [String: Kind] = {
        var table: [String: Kind] = [:]
        for (kind, names) in headingNames { for name in names { table[name] = kind } }
        return table
    }()
}

private let headingNames: [ResumeSection.Kind: [String]] = [
    .summary: [
        "summary", "professional summary", "profile", "objective", "career objective", "about me", "about",
        "career overview", "executive summary", "professional profile", "executive profile", "career summary",
        "professional overview", "qualifications", "summary of qualifications", "highlights", "accomplishments",
        "自我评价", "个人评价", "个人简介", "个人总结", "自我介绍", "求职意向", "个人优势", "简介", "概述", "个人概述",
    ],
    .work: [
        "experience", "work experience", "professional experience", "employment", "employment history", "work history",
        "career history", "professional background", "relevant experience", "working experience", "experiences",
        "job experience", "internships", "internship", "internship experience", "work", "industry experience",
        "professional history", "工作经历", "工作经验", "工作履历", "职业经历", "工作背景", "实习经历", "实践经历", "任职经历",
        "从业经历", "工作", "工作和实习经历", "工作实习经历", "职业背景",
    ],
    .projects: [
        "projects", "project experience", "personal projects", "selected projects", "key projects", "academic projects",
        "open source", "publications", "research", "research experience", "项目经历", "项目经验", "个人项目", "项目",
        "开源项目", "科研经历", "研究经历", "主要项目", "代表项目", "论文", "发表论文",
    ],
    .education: [
        "education", "academic background", "educational background", "education and training", "academics",
        "academic qualifications", "education & training", "academic history", "qualification",
        "educational qualification",
        "educational qualifications", "education background", "academic qualification", "education details",
        "教育经历", "教育背景", "学历", "教育", "学习经历", "求学经历", "教育情况", "学历背景", "教育及培训",
    ],
    .skills: [
        "skills", "technical skills", "core competencies", "core qualifications", "key skills", "skill highlights",
        "technologies", "competencies", "areas of expertise", "expertise", "skills & tools", "skill set", "it skills",
        "computer skills", "additional skills", "tools", "technical expertise", "professional skills", "skill details",
        "languages and technologies", "skills and technologies", "技能", "专业技能", "个人技能", "技能特长", "技术栈", "掌握技能",
        "技能清单", "职业技能", "技术能力", "专业能力", "核心技能", "it技能", "技能证书",
    ],
    .certificates: [
        "certifications", "certificates", "licenses", "licenses and certifications", "certification", "awards",
        "honors",
        "awards and honors", "training", "courses", "证书", "资格证书", "荣誉证书", "获奖情况", "获奖经历", "荣誉奖项", "资质证书",
        "培训经历", "荣誉", "奖项",
    ],
    .personal: [
        "personal information", "personal details", "contact", "contact information", "contact details", "personal",
        "个人信息", "基本信息", "个人资料", "联系方式", "基本资料", "基本情况",
    ],
    .other: [
        "languages", "interests", "hobbies", "references", "volunteer", "volunteering", "volunteer experience",
        "activities", "affiliations", "memberships", "extracurricular activities", "additional information", "language",
        "community", "professional affiliations", "语言能力", "兴趣爱好", "志愿者经历", "社团经历", "校园经历", "在校经历", "其他",
        "附加信息", "爱好", "语言",
    ],
]
