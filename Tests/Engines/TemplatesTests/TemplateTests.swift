import Templates
import Testing

@Suite struct TemplateTests {
    @Test(
        arguments: [
            ("你好，{{name}}！", ["name": "王小明"], "你好，王小明！"),
            (
                "{{#jobs}}<li>{{title}}·{{company}}</li>{{/jobs}}",
                ["company": "甲", "jobs": [["title": "护士"], ["title": "Cook"]]], "<li>护士·甲</li><li>Cook·甲</li>"
            ),
            ("{{#tags}}{{.}},{{/tags}}", ["tags": ["a", "b"]], "a,b,"),
            ("{{#isOpen}}open{{/isOpen}}{{^isOpen}}shut{{/isOpen}}", ["isOpen": false], "shut"),
            ("{{^jobs}}none{{/jobs}}", ["jobs": []], "none"),
            ("{{job.title}}", ["job": ["title": "x"]], "x"),
            ("[{{empty}}]", ["empty": ""], "[]"),
            ("{{! a comment }}a\n{{#on}}\nb\n{{/on}}\nc", ["on": true], "a\nb\nc"),
        ] as [(String, [String: TemplateValue], String)])
    func `puts values in their places`(source: String, values: [String: TemplateValue], text: String) throws {
        #expect(try Template(source).render(values) == text)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onload='x' &", "&quot; onload=&apos;x&apos; &amp;"),
        ("{{7*7}} {{{name}}} {{>footer}}", "{{7*7}} {{{name}}} {{&gt;footer}}"),
    ])
    func `a value is text, never markup and never a template`(value: String, shown: String) throws {
        #expect(try Template("{{value}}").render(["value": .text(value)]) == shown)
        #expect(try Template("{{value}}", kind: .plain).render(["value": .text(value)]) == value)
    }

    @Test(
        arguments: [
            ("{{name}} {{job.title}}", ["job": ["name": "x"]], ["job.title", "name"]),
            ("{{#jobs}}{{title}}{{/jobs}}", ["jobs": [["name": "x"]]], ["title"]),
            ("{{#absent}}x{{/absent}}{{^absentToo}}y{{/absentToo}}", [:], ["absent", "absentToo"]),
            ("{{>footer}}", [:], [">footer"]),
        ] as [(String, [String: TemplateValue], [String])])
    func `a name that was not given is an error`(source: String, values: [String: TemplateValue], names: [String])
        throws
    {
        let template = try Template(source)
        #expect(throws: TemplateError.missing(names)) { try template.render(values) }
    }

    @Test func `a template tells which names it asks for under another`() throws {
        let template = try Template(
            "{{say.a}} {{ say.b-c }}{{>part}}{{#list}}{{name}}{{/list}}",
            partials: ["part": "{{say.d}}{{^say.e}}{{/say.e}}"])
        #expect(template.names(under: "say") == ["a", "b-c", "d", "e"])
    }

    @Test func `partials share the names around them and are escaped alike`() throws {
        let template = try Template("{{>head}}|{{name}}", partials: ["head": "<b>{{name}}</b>"])
        #expect(try template.render(["name": "<丙>"]) == "<b>&lt;丙&gt;</b>|&lt;丙&gt;")
    }

    @Test func `a partial that includes itself ends in an error`() throws {
        #expect(throws: TemplateError.missing([">loop"])) {
            try Template("{{>loop}}", partials: ["loop": "x{{>loop}}"])
        }
    }

    @Test func `a partial of a list knows its line, holds others, and one that is not given is missing`() throws {
        let template = try Template(
            "{{#lines}}{{> line }}\n{{/lines}}",
            partials: ["line": "<li>{{>name}} of {{all}}</li>\n", "name": "{{name}}"])
        let lines: TemplateValue = [["name": "a"], ["name": "b"]]
        #expect(try template.render(["lines": lines, "all": "two"]) == "<li>a of two</li>\n\n<li>b of two</li>\n\n")
        let without = try Template("{{>gone}}", partials: ["line": ""])
        #expect(throws: TemplateError.missing([">gone"])) { try without.render([:]) }
    }

    @Test(arguments: ["{{#open}}", "{{name", "{{/shut}}", "{{#a}}{{/b}}"])
    func `a template that does not parse is refused`(source: String) {
        #expect(throws: TemplateError.self) { try Template(source) }
        #expect(throws: TemplateError.self) { try Template("{{>part}}", partials: ["part": source]) }
    }

    @Test(arguments: ["{{{name}}}", "{{&name}}", "{{ & name}}", "{{=<% %>=}}<%& name %>"])
    func `no template shows a value unescaped in HTML`(source: String) {
        #expect(throws: TemplateError.rawTag) { try Template(source) }
    }
}
