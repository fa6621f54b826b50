"""From the offer to the first day."""
import hashlib
import subprocess

import console
from cases import case
from reader import Unseen

# The same number as people write it: blanks, dashes, full-width digits.
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def as_written(number):
    return f"{number[:6]} {number[6:14].translate(WIDE)}-{number[14:]}"


def download(reader, name, folder):
    """What a press on a link brings as a file."""
    with reader.page.expect_download() as waited:
        reader.do(name)
    path = folder / f"{name}-{id(reader)}.pdf"
    waited.value.save_as(path)
    content = path.read_bytes()
    if not content.startswith(b"%PDF-"):
        raise Unseen(f"{name} brought no PDF")
    return path, hashlib.sha256(content).hexdigest()


def accept(reader, candidate, address):
    reader.write("number", as_written(candidate.identity_number))
    reader.write("address", address)
    reader.do("accept-offer", "offer")
    reader.until_gone("accept-offer")


@case("an offer is read and accepted, the contract signed by a code, files handed in and fetched", "en", "zh")
def hired(stage, language):
    folder = stage.house_folder
    candidate = stage.employer.invite("written", language)
    stage.employer.take_interview(candidate)
    with stage.reader(language, "phone" if language == "zh" else "desktop") as reader:
        reader.follow(stage.employer.offer(candidate), "offer").look()
        check_number(reader, candidate)
        download(reader, "download-offer", folder)
        reader.watch.expected.add(422)
        reader.write("number", "110101199403078040")
        reader.write("address", "上海市徐汇区漕溪北路18号")
        reader.do("accept-offer", "offer").page.locator(".error").wait_for()
        reader.look()
        accept(reader, candidate, "上海市徐汇区漕溪北路18号")
        reader.go("/i/status", "status").look()

        reader.follow(stage.employer.approve(candidate), "contract").look()
        path, sha256 = download(reader, "download-contract", folder)
        if reader.page.locator(".hash").inner_text() != sha256:
            raise Unseen("the page names another document than the one that was fetched")
        code = stage.employer.code(candidate, lambda: reader.do("send-code", "contract"))
        reader.write("code", "00000000")
        reader.tick("read")
        # The page that says what is wrong has the same name: what is typed before it is there would be typed in vain.
        reader.leave_by("sign", "contract").look()
        reader.write("code", code)
        reader.tick("read")
        reader.do("sign", "contract")
        reader.until_gone("sign")
        stage.employer.view(candidate, lambda view: view.get("outcome") == "hired", "the signed contract")
        signed(reader, candidate, stage, folder)
        materials(reader, path)
    prepared(stage, language, candidate)


def prepared(stage, language, candidate):
    """The office marks on a phone what is ready for the first day, and takes it back."""
    with stage.reader(language, "phone") as reader:
        console.enter(stage, reader, console.user(stage, language, "office"), "it-office")
        reader.go("/hr/starters", "starters").look()
        own = reader.page.locator(f'[data-part="starter"][data-id="{candidate.application_id}"]')
        if own.locator("[data-preparation=payroll]").count():
            raise Unseen("the office is shown what finance prepares")
        for one in ("equipment", "workplace"):
            own.locator(f"[data-do=settle-{one}]").click()
            own.locator(f"[data-do=unsettle-{one}]").wait_for()
        reader.look()
        own.locator("[data-do=unsettle-workplace]").click()
        own.locator("[data-do=settle-workplace]").wait_for()


def check_number(reader, candidate):
    """The page says while one types whether the number can be right."""
    number = reader.page.locator("#id-number")
    check = reader.part("id-check")
    wrong = candidate.identity_number[:17] + ("1" if candidate.identity_number[17] != "1" else "2")
    for typed, kind in ((wrong[:10], ""), (wrong, "wrong"), ("110101199402307047", "wrong"),
                        ("110101202101010017", "wrong"), ("999999199001010016", "wrong"),
                        (f"\u202d{candidate.identity_number}\u202c", "right"),
                        (as_written(candidate.identity_number), "right")):
        number.fill(typed)
        if check.get_attribute("data-kind") != kind or not check.inner_text():
            raise Unseen(f"of {typed} the page says '{check.inner_text()}'")


def signed(reader, candidate, stage, folder):
    """After the contract is closed the same documents open by a code, for a while."""
    reader.go("/i/contract", "contract")
    reader.go("/i/documents", "documents").look()
    code = stage.employer.code(candidate, lambda: reader.do("send-code", "documents"))
    reader.look()
    reader.write("code", code)
    reader.do("confirm-code", "documents").look()
    path, _ = download(reader, "download-signed", folder)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, timeout=60).stdout
    if "Signature is Valid" not in said:
        raise Unseen(f"the signature is not valid: {said[-300:]}")


def materials(reader, path):
    reader.go("/i/materials", "materials").look()
    first = reader.part("material").first
    file = first.locator("input[type=file]")
    file.set_input_files({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"x"})
    if file.evaluate("(it) => it.validity.valid"):
        raise Unseen("a text file is taken for a document")
    file.set_input_files(str(path))
    first.locator('[data-do="hand-in"]').click()
    reader.at("materials")
    reader.page.locator('[data-part="material"][data-status="handed-in"]').first.wait_for()


@case("an offer is declined with a reason, without a script", "en")
def declined(stage, language):
    candidate = stage.employer.invite("written", language)
    stage.employer.take_interview(candidate)
    link = stage.employer.offer(candidate)
    with stage.reader(language, has_script=False) as reader:
        reader.go("/i", "enter")
        reader.write("link", link)
        reader.do("enter", "offer")
        reader.do("open-decline")
        reader.page.locator("#reason").select_option("workplace")
        reader.page.locator("details textarea").fill("It is too far away.")
        reader.tick("sure")
        reader.do("decline-offer", "offer")
        view = stage.employer.view(candidate, lambda view: (view.get("offer") or {}).get("isAccepted") is False, "the answer")
        if view["stage"] != "closed":
            stage.employer.view(candidate, lambda view: view["stage"] == "closed", "the end")


@case("without a script an offer is accepted and the contract signed", "zh")
def hired_without_script(stage, language):
    candidate = stage.employer.invite("written", language)
    stage.employer.take_interview(candidate)
    with stage.reader(language, "phone", has_script=False) as reader:
        reader.go("/i", "enter")
        reader.write("link", stage.employer.offer(candidate))
        reader.do("enter", "offer")
        reader.watch.expected.add(422)
        reader.write("number", "110101199403078040")
        reader.write("address", "上海市徐汇区漕溪北路18号")
        reader.do("accept-offer", "offer").page.locator(".error").wait_for()
        accept(reader, candidate, "上海市徐汇区漕溪北路18号")
        link = stage.employer.approve(candidate)
        reader.go("/i", "enter")
        reader.write("link", link)
        reader.do("enter", "contract")
        code = stage.employer.code(candidate, lambda: reader.do("send-code", "contract"))
        reader.tick("read")
        reader.write("code", code)
        reader.do("sign", "contract")
        stage.employer.view(candidate, lambda view: view.get("outcome") == "hired", "the signed contract")
