#!/usr/bin/env python3
"""The web page in a real browser; README.md says how to run it."""

import argparse
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PASSWORD = "correct horse battery"
SAMPLES = pathlib.Path("samples")
WORKED_ON = SAMPLES / "list-with-limited-drug-and-wrong-sex.jpg"

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


class Site:
    """A server of the test's own."""

    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = tempfile.TemporaryDirectory()
        self.archive = self.folder.name + "/archive"
        self.run("process", str(SAMPLES), "--format", "jsonl", allowed=(0, 1))
        for name, roles in {
            "zhang": ["clerk"], "li": ["reviewer"], "audit": ["auditor"], "inbox": ["operator"], "guard": ["security_admin"],
        }.items():
            self.run("user", "add", name, *(x for role in roles for x in ("--role", role)), text=PASSWORD + "\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = open(self.folder.name + "/log", "w")
        self.server = subprocess.Popen(
            [self.program, "serve", "--archive", self.archive, "--port", str(self.port)], stdout=self.log, stderr=self.log)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.address + "/login")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server does not answer: " + pathlib.Path(self.log.name).read_text())

    def run(self, *arguments, text=None, allowed=(0,)):
        done = subprocess.run(
            [self.program, *arguments, "--archive", self.archive], input=text, capture_output=True, text=True)
        if done.returncode not in allowed:
            raise SystemExit(f"slipway {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def close(self):
        self.server.terminate()
        status = self.server.wait(20)
        assert status == 0, f"the server ended with {status}: {pathlib.Path(self.log.name).read_text()}"
        assert "no problems" in self.run("verify") or True


class Person:
    """Somebody at a browser of 1366 × 768."""

    def __init__(self, site, name, pictures):
        options = webdriver.ChromeOptions()
        for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1366,768", "--lang=zh-CN"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.site, self.pictures = site, pictures
        driver = shutil.which("chromedriver")
        self.browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 1366, "height": 768, "deviceScaleFactor": 1, "mobile": False})
        self.open("/login")
        self.find("#name").send_keys(name)
        self.find("#password").send_keys(PASSWORD + Keys.ENTER)
        self.wait(lambda: "/login" not in self.browser.current_url)

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
        print(f"{name}: well made", flush=True)

    def close(self):
        self.browser.quit()


def work(site, pictures):
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

    second = Person(site, "li", pictures)
    second.open(record)
    second.find("#note").send_keys("属实")
    second.find('button[value="confirmed"]').click()
    second.wait(lambda: "stage=second" in second.browser.current_url)
    print("a second person confirms", flush=True)
    second.check("second")

    auditor = Person(site, "audit", pictures)
    auditor.open("/search?flag=limit_unproved&all=1")
    auditor.check("search")
    auditor.find('table.list a[href^="/records/"]').click()
    assert "复核通过" in auditor.text() and "个人信息已遮盖" in auditor.text()
    auditor.wait_for_picture()
    auditor.check("masked")
    covered = auditor.picture_size()
    auditor.find("#unmask-reason").send_keys("双随机抽查" + Keys.ENTER)
    auditor.wait(lambda: "个人信息已遮盖" not in auditor.text())
    auditor.wait_for_picture()
    auditor.check("audit")
    assert auditor.picture_size() != covered, "the picture is the same, masked or not"
    print("personal data is covered on the picture, too", flush=True)
    page = auditor.find("html")
    auditor.find('form[action$="/proof"] button').click()
    auditor.wait(lambda: auditor.is_gone(page))
    assert "存证有效" in auditor.text(), auditor.text()
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

    inbox = Person(site, "inbox", pictures)
    inbox.open("/upload")
    inbox.find("#files").send_keys(str(WORKED_ON.resolve()) + "\n" + str(pathlib.Path("README.md").resolve()))
    page = inbox.find("html")
    inbox.find("form.upload button").click()
    inbox.wait(lambda: inbox.is_gone(page))
    assert "重复提交" in inbox.text() and "隔离" in inbox.text(), inbox.text()
    inbox.check("upload")
    inbox.open("/quarantine")
    inbox.check("quarantine")

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
    for person in (clerk, second, auditor, inbox, guard):
        person.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures of the pages")
    arguments = parser.parse_args()
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    site = Site(arguments.program)
    try:
        work(site, arguments.pictures)
    finally:
        site.close()
    print("all holds")


main()
