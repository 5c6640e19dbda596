import Archive
import Markup
import Slips
import Testing

@testable import Web

@Suite struct `What the web page is made of` {
    @Test func `text is escaped by scalar and can be no markup`() {
        let evil = "\"\u{301} onfocus=alert(1) y='\u{301}&<b>\u{0}\u{202E}"
        let html: HTML = "<input value=\"\(evil)\">"
        #expect(
            html.text
                == "<input value=\"&quot;\u{301} onfocus=alert(1) y=&#39;\u{301}&amp;&lt;b&gt;\u{FFFD}\u{FFFD}\">"
        )
        #expect("<p>\(html)</p>" as HTML == HTML(stringLiteral: "<p>") + html + "</p>")
    }

    @Test func `a password is known again by its hash alone`() throws {
        let hash = try PasswordHash(of: "correct horse 电池", cost: 10)
        #expect(try hash.matches("correct horse 电池"))
        #expect(try !hash.matches("correct horse 电他"))
        let read = try #require(PasswordHash(hash.description))
        #expect(read == hash && read.description.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(try PasswordHash(of: "correct horse 电池", cost: 10) != hash)
        #expect(PasswordHash("$scrypt$ln=99,r=8,p=1$AAAA$AAAA") == nil)
    }

    @Test(arguments: [
        ("short", "x"), ("1234567890", "x"), ("aaaaaaaaaaaa", "x"), ("my name is zhang", "zhang"),
    ])
    func `a password that is guessed first is refused`(password: String, account: String) {
        #expect(throws: AccountError.self) { try PasswordPolicy.check(password, account: account) }
    }

    /// Source: RFC 6238, appendix B (SHA-1), the last six of its eight digits.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130"),
    ])
    func `one-time codes are those of the standard`(seconds: Int64, code: String) {
        let secret = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let step = seconds / OneTimeCode.period
        #expect(secret.code(at: step) == code)
        #expect(secret.step(of: code, at: seconds + 29, after: nil) == step)
        #expect(secret.step(of: code, at: seconds, after: step) == nil)
        #expect(secret.step(of: code, at: seconds + 90, after: nil) == nil)
        #expect(secret.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(OneTimeCode(text: secret.text) == secret)
    }

    @Test func `roles that watch each other are kept apart`() {
        #expect(Role.conflict(in: [.clerk, .reviewer]) == nil)
        for roles: Set<Role> in [
            [], [.auditor, .clerk], [.securityAdmin, .systemAdmin], [.auditor, .securityAdmin],
        ] {
            #expect(Role.conflict(in: roles) != nil)
        }
    }

    @Test func `forms are read as browsers send them`() throws {
        let form = FormData(urlEncoded: "a=1+2&b=%E5%8C%BB%E9%99%A2&c&a=3&d=%zz%e")
        #expect(form["a"] == "1 2" && form["b"] == "医院" && form["c"] == "" && form["d"] == "%zz%e")
        let body = [
            "--x", "Content-Disposition: form-data; name=\"csrf\"", "", "t", "--x",
            "Content-Disposition: form-data; name=\"files\"; filename=\"../../等/a\u{0}.jpg\"", "",
            "bytes\r\n--y",
            "--x--", "",
        ].joined(separator: "\r\n")
        let files = try #require(
            MultipartForm(Array(body.utf8), contentType: "multipart/form-data; boundary=x"))
        #expect(files.fields == ["csrf": "t"])
        #expect(files.files == [UploadedFile(name: "a.jpg", bytes: Array("bytes\r\n--y".utf8))])
        #expect(MultipartForm(Array("--x\r\n".utf8), contentType: "multipart/form-data; boundary=x") == nil)
        #expect(MultipartForm([], contentType: "text/plain") == nil)
    }

    @Test func `names, numbers and amounts are shown as people write them`() {
        #expect(Mask.name("施敏秀") == "施**" && Mask.number("430682196702245577") == "430***********5577")
        #expect(Figures.grouped(Money("1234567.5") ?? .zero) == "1,234,567.50")
        #expect(Figures.grouped(Money("-999") ?? .zero) == "−999.00")
        #expect(Language.chinese.part(of: "费用清单 fee list") == "费用清单")
        #expect(Language.english.part(of: "费用清单 fee list") == "fee list")
        #expect(Language.english.part(of: "只有中文") == "只有中文")
        let sure = "未经证实，把握92% not proven, 92% sure"
        #expect(Language.chinese.part(of: sure) == "未经证实，把握92%")
        #expect(Language.english.part(of: sure) == "not proven, 92% sure")
        #expect(Language.chinese.part(of: "数量×单价=59.89 quantity × unit price is 59.89") == "数量×单价=59.89")
    }

    @Test func `plain HTTP is served to this machine alone`() throws {
        for host in ["127.0.0.1", "localhost", "::1"] {
            _ = try WebServer.Address(host: host, port: 1, certificate: nil)
        }
        for host in ["0.0.0.0", "192.168.0.9", "127.0.0.1.example.org", "::"] {
            #expect(throws: WebServerError.plainOutsideLoopback(host: host)) {
                try WebServer.Address(host: host, port: 1, certificate: nil)
            }
        }
    }
}
