import Domain
import Events

extension ProtectedAttribute {
    /// Law and article that forbid to choose by it; where no statute names it, the one that lets only what is needed be asked for.
    func article(under policy: PolicyProfile) -> String? {
        switch policy {
        case .cn: chinese
        case .eu: european
        case .usIllinois: self == .maritalState ? "775 ILCS 5/2-102(A)" : american
        case .usNewYorkCity: self == .maritalState ? "NYC Admin. Code 8-107(1)(a)" : american
        case .standard: "\(chinese); \(european)"
        }
    }

    /// Employment Promotion Law (就业促进法), Women's Rights Law (妇女权益保障法), Personal Information Protection Law.
    private var chinese: String {
        switch self {
        case .sex: "就业促进法 3, 27; 妇女权益保障法 43"
        case .maritalState, .pregnancy: "就业促进法 27; 妇女权益保障法 43"
        case .ethnicity: "就业促进法 3, 28"
        case .religion: "就业促进法 3"
        case .disability: "就业促进法 3, 29"
        case .health: "就业促进法 30"
        case .nativePlace: "就业促进法 31"
        case .age, .photo, .nationality: "个人信息保护法 6"
        }
    }

    private var european: String {
        switch self {
        case .sex, .maritalState, .pregnancy: "2006/54/EC 14"
        case .ethnicity, .nativePlace: "2000/43/EC 3"
        case .religion, .disability, .age: "2000/78/EC 3"
        case .nationality: "EU Charter 21(2)"
        case .health, .photo: "GDPR 5(1)(c), 9"
        }
    }

    /// Of the whole country; a picture and marital state are named by none of its statutes.
    private var american: String? {
        switch self {
        case .age: "29 USC 623"
        case .disability, .health: "42 USC 12112"
        case .sex, .pregnancy, .ethnicity, .religion, .nativePlace: "42 USC 2000e-2"
        case .nationality: "8 USC 1324b"
        case .maritalState, .photo: nil
        }
    }
}

extension PolicyProfile {
    /// What forbids to ask what somebody earned or earns; nil where no law does.
    var articleOnPastPay: String? {
        switch self {
        case .cn: nil
        case .eu, .standard: "(EU) 2023/970 5(2)"
        case .usIllinois: "820 ILCS 112/10(b-5)"
        case .usNewYorkCity: "NYC Admin. Code 8-107(25)"
        }
    }
}

extension ProtectedAttribute {
    /// What people call it.
    var name: Bilingual {
        let chinese =
            switch self {
            case .age: "年龄"
            case .sex: "性别"
            case .maritalState: "婚育状况"
            case .ethnicity: "民族、种族"
            case .religion: "宗教信仰"
            case .disability: "残疾"
            case .photo: "相貌、身高"
            case .nativePlace: "籍贯、户籍"
            case .nationality: "国籍"
            case .health: "健康状况"
            case .pregnancy: "怀孕"
            }
        return Bilingual(chinese, rawValue)
    }
}
