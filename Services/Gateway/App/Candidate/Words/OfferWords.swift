import Domain

extension PageWords {
    /// The offer, the contract and what the first day needs.
    static let offer: PageWords = [
        "offer-title": Bilingual("录用意向", "Your offer"),
        "offer-heading": Bilingual("给您的录用意向", "Your offer"),
        "offer-until": Bilingual("请在此之前答复：{until}", "Please answer by {until}"),
        "offer-pdf": Bilingual("下载 PDF", "Download as PDF"),
        "offer-ask": Bilingual("先问一个问题", "Ask a question first"),
        "offer-answered-yes": Bilingual("您已于 {at} 接受。", "You accepted on {at}."),
        "offer-answered-no": Bilingual("您已于 {at} 谢绝。", "You declined on {at}."),
        "offer-over": Bilingual(
            "答复时间已过。如仍有意向，请向我们提问。", "The time to answer is over. If you still want the post, ask us."),
        "offer-by-mail": Bilingual(
            "请用我们关于录用意向的邮件中的链接来答复。", "To answer, please use the link in our mail about the offer."),
        "contract-by-mail": Bilingual(
            "请用我们关于合同的邮件中的链接来签署。", "To sign, please use the link in our mail about the contract."),
        "documents-title": Bilingual("我的文件", "My documents"),
        "documents-heading": Bilingual("我的文件", "My documents"),
        "documents-why": Bilingual(
            "为了保护您的资料，在这台设备上查看文件前，需要输入发到您邮箱的一次性验证码。之后一小时内可以查看。",
            "To protect your data, a one-time code from your mail opens your documents on this device, for an hour."),
        "documents-open": Bilingual("打开文件", "Open my documents"),
        "documents-none": Bilingual("还没有文件。", "There are no documents yet."),
        "documents-locked": Bilingual("打开文件需要验证码", "A code opens this document"),
        "document-offer": Bilingual("录用通知书（PDF）", "The offer (PDF)"),
        "document-contract": Bilingual("劳动合同（PDF）", "The labour contract (PDF)"),
        "document-signed": Bilingual("已签署的劳动合同（PDF）", "The signed labour contract (PDF)"),
        "offer-letter": Bilingual("录用通知书", "The letter"),
        "accept": Bilingual("接受", "Accept"),
        "accept-intro": Bilingual(
            "接受后，我们会起草书面劳动合同。合同需要以下信息，加密保存，仅用于合同。",
            "When you accept, we draw up the written contract. It needs these details; they are kept encrypted and used for "
                + "the contract alone."),
        "id-type": Bilingual("证件类型", "Kind of document"),
        "id-resident": Bilingual("居民身份证", "PRC resident identity card"),
        "id-passport": Bilingual("护照", "Passport"),
        "id-permit": Bilingual("港澳台居民居住证/通行证", "Residence or travel permit (Hong Kong, Macau, Taiwan)"),
        "id-other": Bilingual("其他有效证件", "Another valid document"),
        "id-number": Bilingual("证件号码", "Its number"),
        "id-number-hint": Bilingual(
            "可以带空格、短横线或全角数字。", "Blanks, dashes and full-width digits are fine."),
        "id-right": Bilingual("号码正确。", "The number is right."),
        "id-short": Bilingual("还差 {count} 位。", "{count} characters to go."),
        "id-wrong": Bilingual("号码有误，请核对：最后一位与前面的数字不符。", "Please check the number: its last character does not fit."),
        "id-date": Bilingual(
            "号码中的出生日期不可能，请核对。", "Please check the number: the birth date in it cannot be right."),
        "id-place": Bilingual(
            "号码有误，请核对：开头两位不是任何省份的代码。", "Please check the number: its first two digits are those of no province."),
        "id-young": Bilingual(
            "依照劳动法，入职当日须年满十六周岁。请核对号码，如有疑问请向我们提问。",
            "By law one must be at least 16 on the first day of work. Please check the number, or ask us."),
        "id-form": Bilingual(
            "身份证号码有 18 位：17 位数字加一位数字或 X。", "An identity card's number has 17 digits and a digit or X."),
        "id-missing": Bilingual("请填写证件号码。", "Please give the number."),
        "address": Bilingual("住址", "Where you live"),
        "address-missing": Bilingual("请填写住址。", "Please give your address."),
        "accept-do": Bilingual("接受录用意向", "Accept the offer"),
        "decline": Bilingual("谢绝", "Decline"),
        "decline-intro": Bilingual(
            "没有关系。愿意的话，请告诉我们原因，帮助我们改进。", "That is all right. If you like, tell us why; it helps us."),
        "decline-reason": Bilingual("主要原因（可不选）", "Main reason (optional)"),
        "decline-none": Bilingual("不说明", "I would rather not say"),
        "decline-pay": Bilingual("薪酬", "Pay"),
        "decline-workplace": Bilingual("工作地点", "Place of work"),
        "decline-role": Bilingual("岗位内容", "The work itself"),
        "decline-start-date": Bilingual("入职日期", "Start date"),
        "decline-other-offer": Bilingual("接受了其他机会", "Another offer"),
        "decline-personal": Bilingual("个人原因", "Personal reasons"),
        "decline-other": Bilingual("其他", "Something else"),
        "decline-words": Bilingual("补充说明（可不填）", "In your words (optional)"),
        "decline-sure": Bilingual("是的，我谢绝这个录用意向", "Yes, I decline this offer"),
        "decline-do": Bilingual("谢绝录用意向", "Decline the offer"),
        "decline-unsure": Bilingual("请先勾选确认。", "Please tick the box to confirm."),

        "contract-title": Bilingual("劳动合同", "Your labour contract"),
        "contract-heading": Bilingual("劳动合同", "Your labour contract"),
        "contract-intro": Bilingual(
            "请仔细阅读全文。有疑问请先提问，签署前合同不会生效。",
            "Please read all of it. If something is unclear, ask first: nothing takes effect before you sign."),
        "contract-pdf": Bilingual("下载合同 PDF", "Download as PDF"),
        "contract-signed-pdf": Bilingual("下载已签署的合同", "Download the signed contract"),
        "contract-ask": Bilingual("询问某一条款", "Ask about a clause"),
        "contract-text": Bilingual("合同全文", "The contract"),
        "contract-hash": Bilingual("文件指纹（SHA-256）", "Fingerprint (SHA-256)"),
        "contract-none": Bilingual(
            "合同还在准备，批准后会发邮件给您。", "The contract is still being prepared; we write to you when it is approved."),
        "contract-stuck": Bilingual(
            "合同的一处内容需要我们先改好，同事正在处理，会再与您联系。",
            "Something in the contract has to be put right first. Colleagues are seeing to it and will contact you."),
        "contract-sealing": Bilingual(
            "您已签署，我们正在加盖电子签章。完成后会发邮件，您可以在这里下载。",
            "You have signed. We are adding our seal; you get a mail, and the contract can be downloaded here."),
        "contract-signed": Bilingual("合同已由双方签署。", "Both sides have signed the contract."),
        "sign": Bilingual("签署", "Sign"),
        "sign-how": Bilingual(
            "我们把一次性验证码发到您的邮箱。输入验证码即表示您已阅读并同意签署这份文件；验证码只对上述指纹的文件有效。",
            "We send a one-time code to your mail. Entering it says that you have read this very document, with the "
                + "fingerprint above, and want to sign it."),
        "sign-read": Bilingual("我已阅读合同全文", "I have read the whole contract"),
        "sign-unread": Bilingual("请先确认已阅读全文。", "Please confirm that you have read it."),
        "sign-do": Bilingual("签署合同", "Sign the contract"),
        "sign-changed": Bilingual("文件已更新，请重新阅读。", "The document has changed; please read it again."),

        "materials-title": Bilingual("入职材料", "For your first day"),
        "materials-heading": Bilingual("入职材料", "For your first day"),
        "materials-intro": Bilingual(
            "请上传以下材料：PDF、JPEG 或 PNG，每份不超过 10 MB。我们只留复印件，不收原件、押金或费用。",
            "Please upload these: PDF, JPEG or PNG, 10 MB at most each. We need copies only, and take no originals, deposits "
                + "or fees."),
        "materials-all": Bilingual("全部材料已核对，无需再上传。", "Everything has been checked; nothing more is needed."),
        "materials-count": Bilingual("已提交 {count} / {all}", "{count} of {all} handed in"),
        "material-awaited": Bilingual("待上传", "Needed"),
        "material-handed-in": Bilingual("已上传，等待核对", "Uploaded, to be checked"),
        "material-accepted": Bilingual("已核对", "Checked"),
        "material-returned": Bilingual("请重新上传", "Please upload again"),
        "material-file": Bilingual("选择文件：{name}", "Choose a file: {name}"),
        "material-send": Bilingual("上传", "Upload"),
        "material-replace": Bilingual("替换", "Replace"),
        "material-at": Bilingual("{size}，{at}", "{size}, {at}"),
        "material-wrong": Bilingual("请选择 PDF、JPEG 或 PNG 文件。", "Please choose a PDF, a JPEG or a PNG."),
        "material-large": Bilingual("文件超过 10 MB，请压缩后再上传。", "The file is larger than 10 MB; please make it smaller."),
        "identity-document": Bilingual("身份证件（复印件）", "Identity document (copy)"),
        "degree-certificate": Bilingual("学历、学位证书", "Degree certificate"),
        "bank-account": Bilingual("工资银行卡信息", "Bank account for your pay"),
        "photograph": Bilingual("证件照", "Photograph"),
        "leaving-certificate": Bilingual("离职证明", "Certificate of leaving your last employer"),
        "social-insurance": Bilingual("社会保险、公积金信息", "Social insurance record"),
        "professional-certificate": Bilingual("职业资格证书", "Professional certificate"),
        "work-permit": Bilingual("工作许可", "Work permit"),
    ]
}
