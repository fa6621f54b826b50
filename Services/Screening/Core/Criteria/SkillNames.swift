/// Names under which one and the same skill goes, Chinese and English, so that a job needs to list only its own.
enum SkillNames {
    /// The other names of a skill that goes under any of these.
    static func others(for names: [String]) -> [String] {
        let known = Set(names.map(key))
        let others = groups.filter { group in group.contains { known.contains(key($0)) } }.flatMap { $0 }
        return others.filter { !known.contains(key($0)) }
    }

    private static func key(_ name: String) -> [Unicode.Scalar] {
        FoldedText.fold(name).filter { !" .-_/".unicodeScalars.contains($0) }
    }

    /// Only names that mean exactly the same; what merely belongs together (`SQL` and `MySQL`) is for the job to say.
    private static let groups: [[String]] = [
        ["JavaScript", "ECMAScript"], ["TypeScript"], ["Go", "Golang", "Go语言"], ["C#", "CSharp"], ["C++", "CPP"],
        ["Kubernetes", "K8s"], ["PostgreSQL", "Postgres"], ["MongoDB", "Mongo"], ["Node.js", "Node"],
        ["React", "React.js"],
        ["Vue", "Vue.js"], ["Spring Boot", "SpringBoot"], [".NET", "dotnet"], ["AWS", "Amazon Web Services", "亚马逊云"],
        ["Azure", "Microsoft Azure"], ["GCP", "Google Cloud", "谷歌云"], ["Alibaba Cloud", "Aliyun", "阿里云"],
        ["machine learning", "机器学习"], ["deep learning", "深度学习"],
        ["natural language processing", "NLP", "自然语言处理"], ["computer vision", "计算机视觉"],
        ["data analysis", "data analytics", "数据分析"], ["data mining", "数据挖掘"], ["data warehouse", "数据仓库", "数仓"],
        ["big data", "大数据"], ["microservices", "micro services", "微服务"], ["distributed systems", "分布式系统"],
        ["front end development", "frontend development", "前端开发"],
        ["back end development", "backend development", "后端开发"],
        ["full stack", "全栈"], ["embedded development", "嵌入式开发"], ["operating systems", "操作系统"],
        ["computer networks", "计算机网络"], ["message queue", "消息队列"], ["unit testing", "单元测试"],
        ["test automation", "automated testing", "自动化测试"], ["performance tuning", "性能优化", "性能调优"],
        ["continuous integration", "持续集成"], ["continuous delivery", "持续交付"], ["agile", "敏捷开发", "敏捷"],
        ["project management", "项目管理"], ["product management", "产品管理"], ["product design", "产品设计"],
        ["requirements analysis", "requirement analysis", "需求分析"], ["user research", "用户研究"],
        ["team management", "team leadership", "团队管理", "团队领导"], ["people management", "人员管理"],
        ["customer service", "客户服务"], ["customer relationship management", "客户关系管理", "CRM"],
        ["store management", "门店管理", "店铺管理"], ["inventory management", "库存管理"], ["supply chain", "供应链"],
        ["procurement", "采购管理"], ["logistics", "物流管理", "物流"], ["quality management", "质量管理"],
        ["sales", "销售"], ["channel sales", "渠道销售"], ["business development", "商务拓展", "业务拓展"],
        ["negotiation", "谈判"], ["marketing", "市场营销"], ["brand management", "品牌管理"], ["content marketing", "内容营销"],
        ["search engine optimization", "SEO", "搜索引擎优化"], ["operations", "运营"], ["new media", "新媒体运营"],
        ["financial analysis", "财务分析"], ["accounting", "会计"], ["auditing", "审计"], ["taxation", "税务"],
        ["budgeting", "budget management", "预算管理"], ["cost control", "成本控制"], ["risk management", "风险管理", "风控"],
        ["recruiting", "recruitment", "招聘"], ["payroll", "薪酬核算"], ["compensation and benefits", "薪酬福利"],
        ["training", "培训"], ["employee relations", "员工关系"], ["labour law", "labor law", "劳动法"],
        ["contract management", "合同管理"], ["compliance", "合规"], ["teamwork", "团队协作", "团队合作"],
        ["communication skills", "沟通能力"], ["statistics", "统计学"], ["English", "英语"], ["Mandarin", "普通话"],
        ["Excel", "Microsoft Excel"], ["PowerPoint", "PPT"], ["Photoshop", "PS软件"], ["AutoCAD", "CAD制图"],
        ["SAP"], ["ERP", "企业资源计划"], ["nursing", "护理"], ["teaching", "教学"], ["translation", "翻译"],
    ]
}
