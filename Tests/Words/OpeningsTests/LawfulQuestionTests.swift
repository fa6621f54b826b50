import Domain
import Events
import Openings
import Testing

/// What a question may ask a candidate, its topics look for and a rubric give points for.
struct LawfulQuestionTests {
    private static func findings(_ change: (inout JobDescription) -> Void) -> [OpeningFinding] {
        var job = OpeningTests.sound
        change(&job)
        return checkOpening(job)
    }

    private static func asking(_ text: String, under policy: PolicyProfile = .cn) -> [OpeningFinding] {
        findings {
            $0.policy = policy
            $0.interview.questions[0].text = text
        }
    }

    @Test(arguments: [
        ("您结婚了吗？打算什么时候要孩子？", "妇女权益保障法 43"), ("How old are you and are you married?", "个人信息保护法 6"),
        ("您多大了？", "个人信息保护法 6"), ("请问您今年多大年纪？", "个人信息保护法 6"), ("请填写出生日期", "个人信息保护法 6"),
        ("请介绍一下，您的婚姻状况是什么？", "妇女权益保障法 43"), ("有没有男朋友？", "妇女权益保障法 43"), ("您有几个孩子？孩子谁带？", "妇女权益保障法 43"),
        ("近三年有生育计划吗？", "妇女权益保障法 43"), ("您是否怀孕？", "妇女权益保障法 43"), ("您是什么民族？", "就业促进法 3, 28"),
        ("您信教吗？", "就业促进法 3"), ("您有什么宗教信仰？", "就业促进法 3"), ("您的户籍在哪里？", "就业促进法 31"), ("您是哪里人？", "就业促进法 31"),
        ("户口所在地？", "就业促进法 31"), ("您的健康状况如何？", "就业促进法 30"), ("您有乙肝吗？", "就业促进法 30"), ("是否有残疾？", "就业促进法 3, 29"),
        ("您的身高和体重？", "个人信息保护法 6"), ("您属什么生肖？", "就业促进法 30"),
        ("What's your age?", "个人信息保护法 6"), ("Please tell us your date of birth.", "个人信息保护法 6"),
        ("Are you married?", "妇女权益保障法 43"), ("Do you have children?", "妇女权益保障法 43"),
        ("Do you plan to have kids in the next years?", "妇女权益保障法 43"), ("Are you pregnant?", "妇女权益保障法 43"),
        ("What is your religion?", "就业促进法 3"), ("Do you go to church on Sundays?", "就业促进法 3"),
        ("Where were you born?", "就业促进法 31"), ("What is your nationality?", "个人信息保护法 6"),
        ("Do you have any disabilities?", "就业促进法 3, 29"), ("How is your health?", "就业促进法 30"),
        ("Do you suffer from a chronic illness?", "就业促进法 30"), ("How tall are you?", "个人信息保护法 6"),
        ("What is your sexual orientation?", "就业促进法 3, 27"),
    ])
    func `a question does not ask for what nobody may be chosen by`(text: String, article: String) throws {
        let errors = Self.asking(text).errors
        #expect(errors.map(\.code) == ["protected-attribute"] && errors.map(\.place) == ["/interview/questions/0/text"])
        #expect(try #require(errors.first?.article).contains(article))
        #expect(try #require(errors.first).words(in: .chinese).contains("询问"))
        for policy in PolicyProfile.allCases { #expect(!Self.asking(text, under: policy).errors.isEmpty) }
    }

    @Test(arguments: [
        "What is an average of 10 orders worth?", "Tell us about your HIV research.",
        "Which age estimation models do you know?",
        "How do you store 10 TB in storage?", "Which page did you build last?",
        "Describe a marriage of data and design.",
        "How do you teach children of 5 years?", "What do you want children to learn from a visit?",
        "How did you fix your race condition?", "How old is the code that you maintain?", "您多大程度上同意团队的决定？",
        "客户结婚当天下雨，您会怎么安排？", "请介绍一次民族音乐活动的策划。", "您如何为残疾人服务？", "您如何向孩子解释规则？", "年龄不限，请说说您的经验。",
        "性别、年龄不限：您为什么来？", "如何核实客户的户籍信息？", "您做过哪些健康管理项目？", "您如何照护3岁以下儿童？", "请谈谈年龄估计模型。",
        "How would you welcome guests of every religion?", "What did you earn praise for?", "您如何保护用户的年龄、性别等个人信息？",
    ])
    func `a question about the work is not refused`(text: String) {
        #expect(Self.asking(text, under: .standard).errors.map(\.code) == [])
    }

    @Test(arguments: [
        ("What is your current salary?", PolicyProfile.eu, "2023/970"),
        ("How much did you earn in your last job?", .standard, "2023/970"),
        ("您目前的薪资是多少？", .eu, "2023/970"), ("上一份工作的月薪是多少？", .usIllinois, "820 ILCS 112"),
        ("Tell us your salary history.", .usNewYorkCity, "8-107(25)"),
    ])
    func `past pay is not asked for where a law forbids it`(text: String, policy: PolicyProfile, article: String) {
        let errors = Self.asking(text, under: policy).errors
        #expect(errors.map(\.code) == ["past-pay"] && errors[0].article?.contains(article) == true)
        #expect(Self.asking(text, under: .cn).errors.isEmpty)
        #expect(Self.asking("What salary do you expect? 您期望的薪资是多少？", under: policy).errors.isEmpty)
    }

    @Test(
        arguments: [
            ("您多大年纪", ["年龄"], "protected-attribute"), ("age", ["30"], "protected-attribute"),
            ("life", ["已婚已育"], "protected-attribute"),
            ("life", ["under 35"], "protected-attribute"), ("family", ["两个孩子"], "protected-attribute"),
            ("customers", ["women"], "perhaps-protected"), ("customers", ["young", "guests"], "perhaps-protected"),
            ("growth", ["average 10", "page", "storage"], nil), ("condition", ["年龄不限", "性别不限"], nil),
            ("archive", ["archive", "internationality"], nil), ("music", ["民族音乐"], "perhaps-protected"),
        ] as [(String, [String], String?)])
    func `a topic looks for nothing of the kind`(name: String, words: [String], code: String?) {
        let found = Self.findings { $0.interview.questions[0].topics = [AnswerTopic(name, anyOf: words)] }
        #expect(found.map(\.code) == [code].compactMap(\.self))
        #expect(found.map(\.place) == (code == nil ? [] : ["/interview/questions/0/topics/0"]))
    }

    @Test(arguments: [
        ("young, under 35, unmarried", true), ("is below 40 years", true), ("您结婚了吗", true), ("男，35岁以下", true),
        ("性别不限，35岁以下", true), ("hiv negative", true), ("90后", true), ("1990后", true), ("age 20-30", true),
        ("average 10 guests", false), ("HIV research", false), ("age estimation models", false), ("年龄不限", false),
        ("性别不限", false), ("不限户籍", false), ("storage of 10 TB", false), ("managed 10 accounts", false),
        ("page 3", false),
        ("archives", false), ("under 3 seconds", false), ("3天后", false), ("0-3岁婴幼儿", false),
        ("teaches 5 year old children", false),
        ("户籍管理", false), ("残疾人服务", false), ("airborne 10", false),
    ])
    func `words of criteria and rubrics are read whole`(words: String, isRefused: Bool) {
        let ofCriterion = Self.findings {
            $0.criteria.conditions.append(ConditionCriterion("c", anyOf: [words], isRequired: false))
        }
        // A question's way of speaking is none of a criterion of a résumé.
        if words != "您结婚了吗" {
            #expect(ofCriterion.errors.map(\.code) == (isRefused ? ["protected-attribute"] : []))
        }
        let ofRubric = Self.findings {
            $0 = .rubricSample
            $0.ruleSet = OpeningTests.sound.ruleSet
            $0.interview.rubrics![0].criteria[0].name.en = words
        }
        #expect(ofRubric.errors.map(\.code) == (isRefused ? ["protected-attribute"] : []))
        #expect(ofRubric.errors.map(\.place) == (isRefused ? ["/interview/rubrics/0/criteria/0"] : []))
    }
}
