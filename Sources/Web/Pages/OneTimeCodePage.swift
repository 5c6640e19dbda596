import Archive
import Hummingbird
import Markup
import QRCodes

extension WebService {
    func addOneTimeCodes(to router: Router<WebContext>) {
        router.post("/account/code") { request, context in
            let form = try await form(request, context)
            let session = try context.user()
            guard
                try await isPassword(
                    form["password"] ?? "", code: form.text("code"), of: session, from: context.address)
            else {
                return AccountPages(context: context, session: session).own(
                    failure: context.language("现有密码或验证码不正确。", "The present password or code is wrong."))
            }
            let code = await newCodes.begin(for: session, at: clock().seconds)
            return OneTimeCodePage(context: context, session: session, code: code).response(failure: nil)
        }
        router.post("/account/code/confirm") { request, context in
            let form = try await form(request, context)
            let session = try context.user()
            guard let code = await newCodes.pending(for: session, at: clock().seconds) else {
                return Response.redirect(to: "/account", type: .normal)
            }
            guard let step = code.step(of: form["code"] ?? "", at: clock().seconds, after: nil) else {
                return OneTimeCodePage(context: context, session: session, code: code).response(
                    failure: context.language(
                        "验证码不正确，请核对手机时间后重试。", "The code is wrong: check the telephone's clock and try again.")
                )
            }
            try await accounts.enable(code, from: step, of: session.account.name)
            await newCodes.forget(session)
            return Response.redirect(to: "/account", type: .normal)
        }
    }

    /// Whether somebody who is signed in knows his password; wrong ones must wait as at login.
    ///
    /// - Throws: ``WebFailure/tooMany(seconds:)``.
    func isPassword(
        _ password: String, code: String?, of session: Session, from address: String
    ) async throws -> Bool {
        let name = session.account.name
        let now = clock()
        if let seconds = await loginGuard.wait(account: name, address: address, at: now) {
            throw WebFailure.tooMany(seconds: seconds)
        }
        let isRight = try await loginGuard.checking {
            try await accounts.verify(name, password: password, code: code, at: now)
        }
        if isRight {
            await loginGuard.noteSuccess(account: name)
        } else {
            await loginGuard.noteFailure(account: name, address: address, at: now)
        }
        return isRight
    }
}

/// A new secret for an authenticator app, as a QR code and as a key to type in.
struct OneTimeCodePage {
    let context: WebContext
    let session: Session
    let code: OneTimeCode

    private var l: Language { context.language }

    func response(failure: String?) -> Response {
        let notice: HTML = failure.map { "<p class=\"notice error\" role=\"alert\">\($0)</p>" } ?? ""
        let body: HTML = """
            <section class="login">
            <h1>\(l("启用动态验证码", "Set up one-time codes"))</h1>
            \(notice)
            <p>\(l("用验证器应用扫描，或手工输入密钥；再输入应用显示的6位数字。", "Scan it with an authenticator app, or type the key in; then type the six digits that the app shows."))</p>
            \(picture)
            <p class="key-text"><span class="dim">\(l("密钥", "Key"))</span> <code>\(grouped)</code></p>
            <form method="post" action="/account/code/confirm">\(Layout.token(session))
            <label for="code">\(l("验证码", "Code"))</label>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="8" autofocus>
            <button class="primary">\(l("启用", "Set up"))</button></form>
            <p class="hint">\(l("密钥只显示这一次，10分钟内有效。", "The key is shown this once, and is good for ten minutes."))</p>
            </section>
            """
        return Layout(context: context, title: l("动态验证码", "One-time codes")).page(
            body, status: failure == nil ? .ok : .unprocessableContent)
    }

    /// The key in groups of four.
    private var grouped: String {
        let text = Array(code.text)
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<min($0 + 4, text.count)]) }
            .joined(separator: " ")
    }

    private var picture: HTML {
        let whole = code.address(account: session.account.name)
        // Without its last part, which repeats the label, where the name is long.
        let short = whole.split(separator: "&issuer").first.map(String.init) ?? whole
        guard let qr = QRCode(whole) ?? QRCode(short) else { return "" }
        var path = ""
        for row in 0..<qr.size {
            for column in 0..<qr.size where qr.isDark(row: row, column: column) {
                path += "M\(column + 4) \(row + 4)h1v1h-1z"
            }
        }
        let size = qr.size + 8
        return """
            <svg class="qr" role="img" aria-label="\(l("密钥的二维码", "QR code of the key"))" width="216" height="216" viewBox="0 0 \(size) \(size)" \
            shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
