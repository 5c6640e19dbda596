#!/usr/bin/env python3
"""The web page in a real browser; README.md says how to run it."""

import argparse
import base64
import io
import json
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from site_of_test import PASSWORD, SAMPLES, Site, one_time_code

WORKED_ON = SAMPLES / "list-with-limited-drug-and-wrong-sex.jpg"
# Not in the archive from the beginning: they are handed in on the page. The first is accepted as it is read.
ACCEPTED, TWO_PAGES = SAMPLES / "outpatient-receipt.jpg", SAMPLES / "two-page-list-out-of-catalog.tif"

# Text that is shown with less contrast than WCAG 2.2 AA asks for (4.5, or 3 for large text), and fields without a name.
CHECK_PAGE = """
const luminance = (c) => {
  const part = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
};
const colour = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const c = colour(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0.9) return c;
  }
  return [255, 255, 255];
};
const problems = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const typed = element.matches("input:not([type=hidden]):not([type=checkbox])");
  if (!(own || typed) || !element.getClientRects().length || element.closest(".sr, .skip, title")) continue;
  const style = getComputedStyle(element);
  const [a, b] = [luminance(colour(style.color)), luminance(ground(element))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const size = parseFloat(style.fontSize);
  if (ratio < (size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5)) {
    problems.push(`contrast ${ratio.toFixed(2)}: ${element.tagName} ${element.className} ‘${element.textContent.trim().slice(0, 30)}’`);
  }
}
for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
  const named = (field.labels && field.labels.length) || field.getAttribute("aria-label");
  if (!named) problems.push(`no label: ${field.name}`);
}
for (const button of document.querySelectorAll("button")) {
  if (!button.textContent.trim()) problems.push("a button without a name");
}
if (document.documentElement.scrollWidth > innerWidth + 1) problems.push(`wider than the window: ${document.documentElement.scrollWidth}`);
return [...new Set(problems)];
"""


class Person:
    """Somebody at a browser of 1366 × 768."""

    def __init__(self, site, name, pictures, code=None):
        options = webdriver.ChromeOptions()
        options.accept_insecure_certs = site.certificate is not None
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1366,768", "--lang=zh-CN"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.site, self.pictures = site, pictures
        driver = shutil.which("chromedriver")
        self.browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False})
        self.sign_in(name, code)
        self.wait(lambda: "/login" not in self.browser.current_url)

    def sign_in(self, name, code=None):
        self.open("/login")
        self.find("#name").send_keys(name)
        self.find("#password").send_keys(PASSWORD)
        self.send(*([code] if code else []), field="#code" if code else "#password")

    def send(self, *keys, field=None, button=None):
        """Types into a field and sends its form, or presses a button; waits for the page that answers."""
        page = self.find("html")
        if button:
            self.find(button).click()
        else:
            self.find(field).send_keys(*keys, Keys.ENTER)
        self.wait(lambda: self.is_gone(page))

    def size(self, width, height):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def request(self, path, form=None, headers=()):
        """Asks beside the browser, with its session; gives status, headers and body."""
        cookies = "; ".join(f"{c['name']}={c['value']}" for c in self.browser.get_cookies())
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(self.site.address + path, data, {"Cookie": cookies, **dict(headers)})
        try:
            with urllib.request.urlopen(request, context=self.site.trust()) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def token(self):
        return self.find('input[name="csrf"]').get_attribute("value")

    def open(self, path):
        self.browser.get(self.site.address + path)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self):
        return self.find("main").text

    def wait(self, holds):
        WebDriverWait(self.browser, 60).until(lambda _: holds())

    def wait_for_picture(self):
        self.wait(self.picture_size)
        time.sleep(0.5)

    def picture_size(self):
        """The bytes of the page's picture; 0 before it is there."""
        return self.browser.execute_script(
            "return performance.getEntriesByType('resource').filter((e) => e.name.includes('/pages/1'))"
            ".map((e) => e.encodedBodySize)[0] || 0")

    def type(self, *keys):
        webdriver.ActionChains(self.browser).send_keys(*keys).perform()

    def save(self, *keys):
        """Types keys that send a form, and waits for the page that answers."""
        page = self.find("html")
        self.type(*keys)
        self.wait(lambda: self.is_gone(page))

    def is_gone(self, element):
        try:
            element.is_enabled()
            return False
        except Exception:
            return True

    def save_with_control_enter(self):
        page = self.find("html")
        webdriver.ActionChains(self.browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
        self.wait(lambda: self.is_gone(page))

    def check(self, name):
        """Contrast, labels, width and the browser's complaints on the page that is shown."""
        problems = self.browser.execute_script(CHECK_PAGE)
        complaints = [
            entry["message"] for entry in self.browser.get_log("browser")
            if entry["level"] == "SEVERE" and "status of 4" not in entry["message"]]
        if self.pictures:
            self.browser.save_screenshot(str(self.pictures / f"{name}.png"))
        assert not problems and not complaints, f"{name}: " + "; ".join(problems + complaints)
        for width, height in ((1024, 768), (768, 1024)):
            self.size(width, height)
            time.sleep(0.2)
            problems = self.browser.execute_script(CHECK_PAGE)
            if self.pictures and name in ("queue", "record", "upload", "search"):
                folder = self.pictures / "tablet"
                folder.mkdir(exist_ok=True)
                self.browser.save_screenshot(str(folder / f"{name}-{width}.png"))
            assert not problems, f"{name} at {width}×{height}: " + "; ".join(problems)
        self.size(1366, 768)
        print(f"{name}: well made", flush=True)

    def print_to(self, path):
        """The page as it would be printed."""
        pdf = self.browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True})
        path.write_bytes(base64.b64decode(pdf["data"]))

    def close(self):
        self.browser.quit()


def work(site, pictures):
    hand_in(site, pictures)
    clerk = Person(site, "zhang", pictures)
    clerk.check("queue")
    links = clerk.all('table.list a[href^="/records/"]')
    assert links, "the queue is empty"

    # The sample with a rule's question, which a clerk answers by keyboard alone.
    review = [
        line for line in site.run("search", "--format", "jsonl", "--flag", "limit_unproved").splitlines() if line]
    record = "/records/" + json.loads(review[0])["id"]
    clerk.open(record)
    clerk.wait(lambda: clerk.all("tr.line.current"))
    clerk.wait_for_picture()
    clerk.check("record")
    amount = clerk.find('tr.line[data-line="2"] [data-column="amount"]')
    right = amount.get_attribute("value")
    clerk.browser.execute_script("document.activeElement.blur()")
    clerk.type("k", "k", "k", "k", "k", "k", "k", "k", "k", "j")
    clerk.type("e", "1" + Keys.ESCAPE)
    assert "open" in clerk.find("#sums").get_attribute("class"), "a wrong amount closes"
    clerk.type("e", right + Keys.ESCAPE)
    assert "closes" in clerk.find("#sums").get_attribute("class"), "the right amount does not close"
    print("sums close as one types", flush=True)
    for decision in clerk.all(".decide"):
        decision.find_element(By.TAG_NAME, "select").send_keys("核准")
        decision.find_element(By.TAG_NAME, "input").send_keys("有诊断证明")
    for item in json.loads(review[0])["items"]:
        if item["needs_review"]:
            clerk.find(f'[name="k.{item["line"]}"]').send_keys(Keys.SPACE)
    clerk.find('[name="complete"]').send_keys(Keys.SPACE)
    clerk.find("#reason").send_keys("补交诊断证明")
    clerk.save_with_control_enter()
    assert "已核准" in clerk.text(), clerk.text()[:400]
    clerk.check("corrected")
    print("a clerk corrects by keyboard", flush=True)

    # The catalog as one types.
    entry = clerk.find("tr.line [data-entry]")
    entry.clear()
    entry.send_keys("abxl")
    clerk.wait(lambda: clerk.all(".suggest li"))
    print("the catalog is searched by initials:", clerk.find(".suggest li").text, flush=True)
    clerk.browser.execute_script("window.onbeforeunload = null; document.getElementById('correction').reset()")
    stage = clerk.site.run("show", record.split("/")[-1])
    clerk.open("/search?all=1")
    try:
        clerk.browser.switch_to.alert.accept()
    except Exception:
        pass
    clerk.open("/accounts")
    assert "无权" in clerk.text(), "a clerk sees the accounts"
    clerk.open("/desk")
    assert "无权" in clerk.text(), "a clerk sees the auditor's desk"
    two_clerks(site, clerk, pictures)

    second = Person(site, "li", pictures)
    second.open(record)
    second.find("#note").send_keys("属实")
    second.find('button[value="confirmed"]').click()
    second.wait(lambda: "stage=second" in second.browser.current_url)
    print("a second person confirms", flush=True)
    second.check("second")

    by_its_amount(second)
    auditor = Person(site, "audit", pictures)
    auditor.open("/search?flag=limit_unproved&all=1")
    auditor.send("限制用药待核", field="#saved-name")
    auditor.check("search")
    assert "限制用药待核" in auditor.find(".saved").text
    auditor.send(button='.saved button.quiet')
    assert not auditor.all(".saved li"), "a search is kept that was removed"
    print("a search is kept and removed", flush=True)
    auditor.open("/search?flag=limit_unproved&all=1")
    auditor.find('table.list a[href^="/records/"]').click()
    assert "复核通过" in auditor.text() and "个人信息已遮盖" in auditor.text()
    auditor.wait_for_picture()
    auditor.check("masked")
    covered = auditor.picture_size()
    auditor.find("#unmask-reason").send_keys("双随机抽查" + Keys.ENTER)
    auditor.wait(lambda: "个人信息已遮盖" not in auditor.text())
    auditor.wait_for_picture()
    auditor.check("audit")
    if pictures:
        auditor.print_to(pictures / "record.pdf")
    export(auditor, record)
    assert auditor.picture_size() != covered, "the picture is the same, masked or not"
    print("personal data is covered on the picture, too", flush=True)
    page = auditor.find("html")
    auditor.find('form[action$="/proof"] button').click()
    auditor.wait(lambda: auditor.is_gone(page))
    assert "存证有效" in auditor.text() and "未设见证人" in auditor.text(), auditor.text()
    auditor.check("proof")
    auditor.open("/desk?entry=XC05CAQ005B001020201576")
    auditor.check("desk")
    # A mark of the chart leads to the slips that it counts.
    mark = auditor.find(".chart a")
    count = int(mark.find_element(By.TAG_NAME, "title").get_attribute("textContent").rpartition(": ")[2])
    auditor.open(mark.get_dom_attribute("href"))
    assert len(auditor.all("table.list tbody tr")) == count, (count, auditor.text())
    auditor.open("/desk")
    auditor.find("#seed").send_keys("2026-11-26")
    auditor.find('input[name=strata][value=hospital]').click()
    page = auditor.find("html")
    auditor.find('form[action="/desk/sample"] button').click()
    auditor.wait(lambda: auditor.is_gone(page))
    auditor.check("sample")
    assert auditor.all('table.list a[href^="/records/"]'), auditor.text()

    second_factor(site, second, pictures)
    guard = Person(site, "guard", pictures)
    guard.open("/accounts")
    guard.check("accounts")
    guard.find('form[action="/language"] button').click()
    guard.open("/accounts")
    assert "Accounts" in guard.text()
    guard.check("english")

    # A session's cookie is worth nothing after signing out.
    cookie = next(c for c in auditor.browser.get_cookies() if c["name"] == "slipway")
    page = auditor.find("html")
    auditor.find('form[action="/logout"] button').click()
    auditor.wait(lambda: auditor.is_gone(page))
    auditor.check("login")
    request = urllib.request.Request(site.address + "/api/v1/work", headers={"Cookie": "slipway=" + cookie["value"]})
    try:
        urllib.request.urlopen(request)
        raise SystemExit("a session outlives its end")
    except urllib.error.HTTPError as error:
        assert error.code == 401
    for person in (clerk, auditor, guard):
        person.close()


def hand_in(site, pictures):
    """A system admin sets an amount; files are handed in, one of them quarantined; batches and quarantine show small pictures."""
    system = Person(site, "system", pictures)
    system.open("/settings")
    system.find("#slips").send_keys("1500")
    system.send("2026年复核制度", field="#reason")
    assert system.find("#slips").get_attribute("value") == "1500.00", system.find("#slips").get_attribute("value")
    system.check("settings")
    system.close()
    print("an amount is set from which a second person confirms", flush=True)

    inbox = Person(site, "inbox", pictures)
    inbox.open("/upload")
    notes = pathlib.Path(site.folder.name, "notes.txt")
    notes.write_text("no picture\n")
    files = [ACCEPTED, TWO_PAGES, WORKED_ON, notes]
    inbox.find("#files").send_keys("\n".join(str(path.resolve()) for path in files))
    inbox.send(button="form.upload button")
    assert inbox.all(".jobs progress"), inbox.text()
    inbox.check("progress")
    # The page itself tells how far it is, script or no script.
    status, _, page = inbox.request("/upload")
    assert status == 200 and b'http-equiv="refresh"' in page and b"<progress" in page
    seen = set()
    def all_done():
        # At once: the list is replaced while it is looked at.
        texts = inbox.browser.execute_script("return [...document.querySelectorAll('.jobs li.wait')].map((e) => e.textContent)")
        seen.update(texts)
        return not texts
    WebDriverWait(inbox.browser, 300, poll_frequency=0.2).until(lambda _: all_done())
    print("progress was shown live:", len(seen), "states", flush=True)
    assert any("1/2" in text for text in seen), f"no page was counted: {seen}"
    assert "重复提交" in inbox.text() and "隔离" in inbox.text(), inbox.text()
    inbox.check("upload")
    inbox.open("/quarantine")
    inbox.wait(lambda: inbox.browser.execute_script("return [...document.images].every((i) => i.complete && i.naturalWidth > 0)"))
    inbox.check("quarantine")
    inbox.send(button="table.list form button")
    assert inbox.all("table.list td.number") and inbox.find("table.list td.number").text == "2", inbox.text()
    print("what is in quarantine is tried again", flush=True)
    inbox.open("/batches")
    inbox.check("batches")
    # The newest is what was tried again; before it, what was handed in at once, each file counted.
    handed_in = inbox.all("table.list tbody tr")[1]
    assert handed_in.find_element(By.CSS_SELECTOR, "td.number").text == "4", inbox.text()
    inbox.open(handed_in.find_element(By.TAG_NAME, "a").get_dom_attribute("href"))
    inbox.wait(lambda: inbox.browser.execute_script(
        "return document.images.length > 0 && [...document.images].every((i) => i.loading === 'lazy' || i.complete)"))
    time.sleep(1.5)
    assert inbox.browser.execute_script("return document.images[0].naturalWidth") > 30, "no small picture of a page"
    inbox.check("batch")
    inbox.open("/queue")
    assert "无权" in inbox.text(), "who hands in sees the queue"
    inbox.close()


def two_clerks(site, clerk, pictures):
    """A second clerk sees that a slip is being worked on; typed text outlives a closed page; a correction is undone."""
    clerk.open("/queue")
    path = clerk.find('table.list a[href^="/records/"]').get_dom_attribute("href")
    clerk.open(path)
    clerk.wait(lambda: clerk.all("tr.line.current"))
    other = Person(site, "wang", pictures)
    other.open("/queue")
    assert "zhang 正在处理" in other.text(), other.text()
    other.open(path)
    assert "zhang 正在处理此票据" in other.find("#busy").text, "a clerk does not see that another is at work"
    other.close()
    print("a clerk sees who is at work on a slip", flush=True)

    field = clerk.find('[name="f.hospital"]')
    before = field.get_attribute("value")
    markup = "<img src=x onerror=alert(1)>医院"
    field.clear()
    field.send_keys(markup)
    clerk.browser.execute_script("window.addEventListener('beforeunload', (e) => e.stopImmediatePropagation(), true)")
    clerk.open("/search")
    try:
        clerk.browser.switch_to.alert.accept()
    except Exception:
        pass
    clerk.open(path)
    clerk.wait(lambda: clerk.find("#draft").is_displayed())
    assert clerk.find('[name="f.hospital"]').get_attribute("value") == markup, "typed text was lost"
    print("typed text outlives a page that was left", flush=True)
    status, _, _ = clerk.request(
        path + "/corrections", {"csrf": "0" * 64, "reason": "x", "f.hospital": "x", "review": clerk.find('[name="review"]').get_attribute("value")})
    assert status == 403, f"a forged token is answered with {status}"
    clerk.send("试填", field="#reason")
    assert clerk.find('[name="f.hospital"]').get_attribute("value") == markup
    assert not clerk.all('img[src="x"]'), "markup that was typed in became an element"
    clerk.send("填错了", field="#undo-reason")
    assert clerk.find('[name="f.hospital"]').get_attribute("value") == before, "undoing did not bring back what was there"
    assert "撤销更正" in clerk.find(".history").text
    print("markup is harmless, a forged token is refused, a correction is undone", flush=True)


def by_its_amount(second):
    """A slip that the program accepted waits for a second person by its amount."""
    second.open("/queue?stage=second")
    assert "达复核线" in second.text(), second.text()
    row = next(row for row in second.all("table.list tbody tr") if "达复核线" in row.text)
    second.open(row.find_element(By.TAG_NAME, "a").get_dom_attribute("href"))
    assert "金额达到复核线" in second.find("form.opinion").text
    second.send(button='button[value="confirmed"]')
    assert "达复核线" not in second.text()
    print("a slip above the amount is confirmed by a second person", flush=True)


def export(auditor, record):
    """The auditor exports a record as a bag, which checks, and as papers."""
    auditor.find("#export-reason").send_keys("复议")
    assert auditor.find('form[action$="/export"] button[value="bag"]').is_displayed()
    token = auditor.token()
    with tempfile.TemporaryDirectory() as folder:
        status, headers, body = auditor.request(record + "/export", {"csrf": token, "form": "bag", "reason": "复议"})
        assert status == 200 and headers["Content-Type"] == "application/x-tar", (status, body[:200])
        tarfile.open(fileobj=io.BytesIO(body)).extractall(folder, filter="data")
        bag = next(pathlib.Path(folder).iterdir())
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha512.txt"):
            tool = manifest.split("-")[1].split(".")[0] + "sum"
            subprocess.run([tool, "--check", "--quiet", manifest], cwd=bag, check=True)
    for form in ("sheet", "pdf"):
        status, _, body = auditor.request(record + "/export", {"csrf": token, "form": form, "reason": "复议"})
        assert status == 200 and body.startswith(b"%PDF"), (form, status)
    status, _, _ = auditor.request(record + "/export", {"csrf": token, "form": "pdf", "reason": " "})
    assert status == 422, f"an export without a reason is answered with {status}"
    print("a record is exported as a bag that checks, and as papers", flush=True)


def second_factor(site, person, pictures):
    """Sets up one-time codes, and signs in with one."""
    person.open("/account")
    person.check("account")
    person.send(PASSWORD, field="#code-password-now")
    key = person.find(".key-text code").text
    assert person.all("svg.qr path"), "no QR code"
    person.check("one-time-code")
    person.send("000000", field="#code")
    assert "验证码不正确" in person.text(), "a wrong code is taken"
    person.send(one_time_code(key), field="#code")
    person.open("/account")
    assert "已启用" in person.text(), person.text()
    person.close()
    stranger = Person.__new__(Person)
    try:
        Person.__init__(stranger, site, "li", None, code="000000")
        raise SystemExit("a wrong one-time code signs in")
    except Exception as error:
        assert "TimeoutException" in type(error).__name__, error
    stranger.close()
    time.sleep(31 - time.time() % 30)  # No code is taken twice.
    again = Person(site, "li", None, code=one_time_code(key))
    again.close()
    print("a second factor is set up, asked for and used", flush=True)


def transport(program):
    """With a certificate: cookies for TLS alone; and who tries passwords must wait."""
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{name}.pem" for name in ("server", "key")]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
        archive = folder + "/archive"
        for name, role in (("zhang", "clerk"), ("li", "reviewer")):
            subprocess.run(
                [program, "user", "add", name, "--role", role, "--archive", archive], input=PASSWORD + "\n", text=True, check=True,
                capture_output=True)
        site = Site(program, certificate=files, archive=archive)
        try:
            person = Person(site, "zhang", None)
            cookie = next(c for c in person.browser.get_cookies() if "slipway" in c["name"])
            assert cookie["name"] == "__Host-slipway" and cookie["secure"] and cookie["httpOnly"], cookie
            assert person.request("/queue")[1]["Strict-Transport-Security"]
            person.close()
            statuses = []
            # Each failure after the fifth makes one wait twice as long.
            while 429 not in statuses and len(statuses) < 12:
                request = urllib.request.Request(
                    site.address + "/api/v1/session", json.dumps({"name": "li", "password": "wrong password"}).encode())
                try:
                    urllib.request.urlopen(request, context=site.trust())
                except urllib.error.HTTPError as error:
                    statuses.append(error.code)
            assert statuses[:5] == [401] * 5 and statuses[-1] == 429, statuses
        finally:
            site.close()
        plain = subprocess.run([program, "serve", "--host", "0.0.0.0", "--archive", archive], capture_output=True, text=True)
        assert plain.returncode == 64 and "--certificate" in plain.stderr, plain.stderr
    print("TLS by certificate files; plain HTTP elsewhere than here is refused; who tries passwords waits", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of the pages")
    arguments = parser.parse_args()
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    site = Site(arguments.program, without=(ACCEPTED.name, TWO_PAGES.name))
    try:
        work(site, arguments.pictures)
    finally:
        site.stop()
    print(site.run("verify").splitlines()[-1], flush=True)
    site.close_folder()
    transport(site.program)
    print("all holds")


main()
