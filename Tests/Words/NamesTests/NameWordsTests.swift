import Testing

@testable import Names

/// Somebody's name is found however it is typed.
struct NameWordsTests {
    /// Whether who types this finds that name.
    private func finds(_ typed: String, _ name: String) -> Bool {
        let asked = NameWords.asked(for: typed)
        return !asked.isEmpty && Set(asked).isSubset(of: NameWords.stored(of: name))
    }

    @Test(arguments: [
        (
            "王小明",
            ["王小明", "王", "小明", "王小", "wangxiaoming", "Wang Xiaoming", "xiaoming wang", "wxm", "WANG", "xiaomingwang"]
        ),
        ("張偉", ["张伟", "張偉", "zhangwei", "Zhang Wei", "zw", "伟"]),
        ("欧阳娜娜", ["欧阳", "娜娜", "ouyang nana", "ouyangnana", "OuyangNaNa"]),
        ("曾国藩", ["zeng guofan", "曾国藩", "zengguofan"]), ("单雄信", ["shan xiongxin"]), ("尉迟恭", ["yuchi gong", "尉迟"]),
        ("吕布", ["lv bu", "吕布", "lü bu", "lyu bu", "LYU BU", "LÜ BU", "lu bu", "bu lyu"]),
        ("王小明", ["wang xiao ming", "xiao ming wang", "Xiao-Ming Wang"]), ("欧阳娜娜", ["ou yang na na", "na na ouyang"]),
        ("阿迪力·买买提", ["阿迪力买买提", "阿迪力", "买买提", "a di li mai mai ti", "adilimaimaiti"]),
        ("阿迪力江麦麦提明", ["阿迪力江麦麦提明", "麦提明", "江麦麦", "a di li jiang", "adilijiangmaimaitiming"]),
        ("阿卜杜拉·买买提", ["阿卜杜拉", "买买提", "买买提 阿卜杜拉"]),
        ("María José López-García", ["lopez", "Maria Lopez", "garcia", "LÓPEZ garcía", "jose"]),
        ("Jürgen Groß", ["gross", "jurgen", "Groß"]), ("Søren Ødegård", ["soren odegard"]),
        ("Łukasz Wałęsa", ["lukasz walesa"]),
        ("Nguyễn Thị Ánh", ["nguyen anh", "Nguyễn"]), ("Siobhán O’Brien", ["obrien", "O'Brien", "siobhan obrien"]),
        ("Xiaoming Wang", ["wangxiaoming", "wang xiaoming", "xiaomingwang"]), ("ＷＡＮＧ　ＬＩ", ["wang li"]),
        ("Анна Иванова", ["иванова", "АННА"]), ("김민수", ["김민수"]), ("Jose\u{301} Ruiz", ["josé", "jose"]),
    ])
    func `by each way of typing it`(name: String, ways: [String]) {
        for typed in ways { #expect(finds(typed, name), "\(typed)") }
    }

    @Test(arguments: [
        ("王小明", ["李", "王明", "wangming", "ang", "小王", "wang da ming", "wan xiao ming"]),
        ("Maria Lopez", ["lope", "mar", "maria garcia"]),
        ("Anna", ["", "  ", "…", "annas"]),
    ])
    func `and not by what is not in it`(name: String, others: [String]) {
        for typed in others { #expect(!finds(typed, name), "\(typed)") }
    }

    @Test func `no text makes more words than a name has`() {
        #expect(NameWords.stored(of: String(repeating: "王小明 ", count: 200)).count <= 64)
        #expect(NameWords.stored(of: String(repeating: "漢", count: 400)).count <= 64)
        #expect(NameWords.asked(for: String(repeating: "a b ", count: 200)).count == 8)
        #expect(NameWords.stored(of: "").isEmpty)
    }
}
