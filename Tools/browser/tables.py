"""Tables of applications: HR brings one, names its columns, is told what cannot be taken, and sees the rest taken in."""
import csv
import io
import pathlib
import tempfile
import zipfile
from xml.sax.saxutils import escape

from cases import case
from console import enter, user
from reader import Unseen

HEADS = {"zh": ["姓名", "邮箱", "手机", "学历", "工作年限", "申请日期", "来源"],
         "en": ["Name", "E-mail", "Phone", "Education", "Years of experience", "Applied on", "Source"]}


def rows(stage, language):
    """Twelve that can be taken, and one for each of some faults."""
    run = stage.employer.run
    degree = "本科" if language == "zh" else "Bachelor of Arts"
    good = [[f"Table {number} 表格", f"table{number}.{language}.{run}@mail.example", f"138001380{number:02}", degree, str(number % 9),
             "2026-03-04", "Fair 招聘会"] for number in range(12)]
    first = good[0]
    return good + [
        ["", "nobody", "1.38E+10", degree, "3", "03/04/2026", ""],
        ["Twin 双", first[1].upper(), "", degree, "3", "2026-03-04", ""],
        ["=HYPERLINK(1)", f"formula.{run}@mail.example", "#N/A", degree, "3", "", "@SUM(1)"],
    ]


def workbook(lines):
    """A small workbook, by hand: all its cells are texts."""
    sheet = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else "<c/>" for cell in line)
                    + "</row>" for line in lines)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            f'.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override '
            f'PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Fair" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return buffer.getvalue()


def separated(lines):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    return text.getvalue().encode("gb18030")


def bring(reader, folder, name, data):
    path = pathlib.Path(folder) / name
    path.write_bytes(data)
    reader.page.locator("input[type=file]").set_input_files(str(path))
    reader.leave_by("bring", "import")


def until(reader, standing):
    """The page looks again by itself."""
    reader.page.locator(f"[data-standing='{standing}']").wait_for(timeout=60_000)


@case("HR imports a table: columns are proposed, a look tells what cannot be taken, and the rest becomes applications", "en", "zh")
def imports(stage, language):
    job_id = stage.employer.open_job("written", language, "imported")
    lines = [HEADS[language]] + rows(stage, language)
    data = workbook(lines) if language == "en" else separated(lines)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader, tempfile.TemporaryDirectory() as folder:
        enter(stage, reader, user(stage, language, "importer"), "hr")
        reader.watch.expected.add(404)
        for _ in range(100):
            reader.go(f"/hr/jobs/{job_id}")
            if reader.button("imports").count():
                break
            reader.page.wait_for_timeout(200)
        reader.leave_by("imports", "imports").look()
        bring(reader, folder, "old.xls", b"\xd0\xcf\x11\xe0" + bytes(600))
        until(reader, "unreadable")
        reader.look("unreadable")
        reader.go(f"/hr/jobs/{job_id}/imports", "imports")
        bring(reader, folder, "table.xlsx" if language == "en" else "table.csv", data)
        until(reader, "read")
        reader.look("columns")
        address = reader.page.url
        chosen = reader.page.eval_on_selector_all("[data-part=column] select", "all => all.map((it) => it.value)")
        if chosen != ["name", "email", "phone", "education", "years", "applied-on", ""]:
            raise Unseen(f"other columns are proposed: {chosen}")
        reader.watch.expected.add(422)
        reader.page.locator("#column-6").select_option("name")
        reader.leave_by("check", "import").part("fault").wait_for()
        reader.page.goto(address)
        reader.at("import")
        reader.leave_by("check", "import")
        until(reader, "checked")
        reader.page.locator("[data-do=open-examples]").click()
        reader.look("checked")
        if (reader.part("good").inner_text(), reader.part("refused").inner_text()) != ("12", "3"):
            raise Unseen(f"other counts: {reader.part('check').inner_text()}")
        with reader.page.expect_download() as download:
            reader.button("refused-file").click()
        refused = list(csv.reader(io.StringIO(pathlib.Path(download.value.path()).read_bytes().decode("utf-8-sig"))))
        if len(refused) != 4 or refused[3][2] != "'=HYPERLINK(1)" or refused[3][8] != "'@SUM(1)":
            raise Unseen(f"the file of refused rows says {refused}")
        reader.page.locator("[name=lawful]").check()
        reader.leave_by("start", "import")
        until(reader, "finished")
        reader.look("finished")
        if reader.part("done").inner_text() != "12":
            raise Unseen(f"other progress: {reader.part('progress').inner_text()}")
        reader.leave_by("see-applications", "applications")
        for _ in range(100):
            if reader.page.get_by_text("Table 11").count():
                break
            reader.page.wait_for_timeout(200)
            reader.go(f"/hr/applications?job={job_id}", "applications")
        reader.look("imported")
        if not reader.page.get_by_text("Table 11").count():
            raise Unseen("who was imported is not in the list")
