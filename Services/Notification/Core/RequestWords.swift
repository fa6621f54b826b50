import Domain
import Events

extension CandidateRequestKind {
    /// What is asked for, as people speak of it.
    package var words: Bilingual {
        switch self {
        case .question: Bilingual("提问", "a question")
        case .humanReview: Bilingual("请求人工复核评估结果", "a person's look at the assessment")
        case .correction: Bilingual("请求更正信息", "a correction")
        case .accommodation: Bilingual("请求面试便利安排", "accommodations for the interview")
        case .humanWay: Bilingual("请求改为人工面试", "an interview with a person instead of a recording")
        case .erasure: Bilingual("请求删除个人信息", "the erasure of personal data")
        case .withdrawal: Bilingual("撤回申请", "the withdrawal of the application")
        }
    }
}

extension CandidateRequestStatus {
    /// What became of a request, as its candidate reads it.
    package var words: Bilingual {
        switch self {
        case .open: Bilingual("等待答复", "waiting for an answer")
        case .answered: Bilingual("已答复", "answered")
        case .done: Bilingual("已办理", "done")
        case .refused: Bilingual("未能同意，理由见答复", "not agreed to; the answer says why")
        }
    }
}

extension EntryMaterial {
    /// What it is, as people call it.
    package var words: Bilingual {
        switch self {
        case .identityDocument: Bilingual("身份证件", "identity document")
        case .degreeCertificate: Bilingual("学历、学位证书", "degree certificate")
        case .bankAccount: Bilingual("工资银行卡", "bank account for the pay")
        case .photograph: Bilingual("证件照", "photograph")
        case .leavingCertificate: Bilingual("离职证明", "certificate of leaving the last employer")
        case .socialInsurance: Bilingual("社会保险、公积金信息", "social insurance record")
        case .professionalCertificate: Bilingual("职业资格证书", "professional certificate")
        case .workPermit: Bilingual("工作许可", "work permit")
        }
    }
}
