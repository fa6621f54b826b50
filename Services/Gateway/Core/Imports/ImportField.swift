import Domain

/// What a column of a table can be to an application.
package enum ImportField: String, Codable, Sendable, Hashable, CaseIterable {
    case name, email, phone
    case appliedOn = "applied-on"
    case education, school, major, years, company, position, skills, resume
    case applicationID = "application-id"

    /// Without these nobody can be invited.
    package static let needed: [ImportField] = [.name, .email]
    /// What is told about the person, of which there must be something: the job's criteria are judged by it.
    package static let told: [ImportField] = [
        .education, .school, .major, .years, .company, .position, .skills, .resume,
    ]

    /// How heads of tables call it, folded: lower case, without blanks and marks. An identifier is taken for one only where the head
    /// says of what: a running number is none.
    fileprivate var heads: [String] {
        switch self {
        case .name:
            [
                "姓名", "名字", "候选人", "候选人姓名", "应聘者", "应聘者姓名", "求职者", "name", "fullname", "candidate", "candidatename",
                "applicant",
            ]
        case .email:
            ["邮箱", "电子邮箱", "邮件", "电子邮件", "邮箱地址", "email", "emailaddress", "mail", "mailaddress", "emailid"]
        case .phone:
            [
                "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "phone", "phonenumber", "mobile",
                "mobilephone", "mobilenumber", "telephone", "tel", "cell", "cellphone",
            ]
        case .appliedOn:
            [
                "申请日期", "申请时间", "投递日期", "投递时间", "应聘日期", "应聘时间", "applied", "appliedon", "appliedat", "applieddate",
                "applicationdate", "dateapplied",
            ]
        case .education: ["学历", "最高学历", "学位", "教育程度", "education", "degree", "educationlevel", "highestdegree"]
        case .school: ["毕业院校", "毕业学校", "学校", "院校", "大学", "school", "university", "college", "institution"]
        case .major: ["专业", "所学专业", "major", "fieldofstudy", "specialization"]
        case .years:
            [
                "工作年限", "工作年数", "工作经验", "从业年限", "经验", "years", "yearsofexperience", "experience",
                "experienceyears", "workexperience",
            ]
        case .company:
            [
                "现公司", "目前公司", "当前公司", "现单位", "最近公司", "公司", "工作单位", "company", "currentcompany", "employer",
                "currentemployer",
            ]
        case .position:
            [
                "现职位", "目前职位", "当前职位", "现职务", "最近职位", "position", "currentposition", "title", "jobtitle",
                "currenttitle",
            ]
        case .skills: ["技能", "专业技能", "skills", "skill", "keyskills"]
        case .resume:
            ["简历", "简历内容", "简历文本", "简历全文", "自我介绍", "resume", "résumé", "cv", "resumetext", "summary", "profile"]
        case .applicationID:
            ["申请编号", "应聘编号", "外部编号", "投递编号", "applicationid", "externalid", "externalreference", "atsid"]
        }
    }

    /// What a head says, if one knows it.
    static func of(head: String) -> ImportField? {
        let folded = String(
            String.UnicodeScalarView(
                head.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }))
        return allCases.first { $0.heads.contains(folded) }
    }
}
