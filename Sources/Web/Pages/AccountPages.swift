import HTTPTypes
import Hummingbird
import Markup

extension WebService {
    func addAccounts(to router: Router<WebContext>) {
        router.get("/account") { _, context in
            AccountPages(context: context, session: try context.user()).own(failure: nil)
        }
        addOneTimeCodes(to: router)
        router.post("/account/password") { request, context in
            let form = try await form(request, context)
            let session = try context.user()
            let pages = AccountPages(context: context, session: session)
            let name = session.account.name
            guard
                try await isPassword(
                    form["password"] ?? "", code: form.text("code"), of: session, from: context.address)
            else {
                return pages.own(
                    failure: context.language("现有密码或验证码不正确。", "The present password or code is wrong."))
            }
            guard let new = form["new"], new == form["again"] else {
                return pages.own(failure: context.language("两次输入的新密码不同。", "The new passwords differ."))
            }
            do {
                try await accounts.setPassword(new, of: name, by: name)
            } catch AccountError.weakPassword(let reason) {
                return pages.own(
                    failure: context.language("新密码过短或过于常见，请至少使用10个字符。", "This will not do: \(reason)."))
            }
            // All sessions of the account have ended, this one too.
            var response = Response.redirect(to: "/login", type: .normal)
            response.setCookie(expiredCookie)
            return response
        }
        router.get("/accounts") { request, context in
            let session = try await allow(.accounts, request, context)
            return AccountPages(context: context, session: session).all(try await accounts.accounts())
        }
        router.post("/accounts/disable") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.accounts, request, context)
            try await setDisabled(form["disable"] == "1", form["name"] ?? "", session)
            return Response.redirect(to: "/accounts", type: .normal)
        }
    }
}

extension WebService {
    /// Disables somebody else's account, or enables it again.
    ///
    /// - Throws: ``WebFailure``.
    func setDisabled(_ isDisabled: Bool, _ name: String, _ session: Session) async throws {
        guard name != session.account.name else {
            throw WebFailure.bad(chinese: "不能停用自己的账号。", english: "You cannot disable your own account.")
        }
        do {
            try await accounts.setDisabled(isDisabled, name, by: session.account.name)
        } catch AccountError.unknown {
            throw WebFailure.notFound
        }
    }
}

/// One's own account, and for the security admin all of them.
struct AccountPages {
    let context: WebContext
    let session: Session

    private var l: Language { context.language }

    func own(failure: String?) -> Response {
        let notice: HTML = failure.map { "<p class=\"notice error\" role=\"alert\">\($0)</p>" } ?? ""
        func code(_ form: HTML) -> HTML {
            session.account.hasOneTimeCode
                ? "<label for=\"code-\(form)\">\(l("动态验证码", "One-time code"))</label><input id=\"code-\(form)\" name=\"code\" inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"8\">"
                : ""
        }
        let state =
            session.account.hasOneTimeCode
            ? l("已启用；可换用新的密钥。", "They are set up; you can change to a new key.")
            : l(
                "登录时除密码外再输入手机上的6位数字。",
                "At login six digits from a telephone are asked for, beside the password.")
        func password(_ name: String, _ label: String, _ use: HTML) -> HTML {
            "<label for=\"\(name)\">\(label)</label><input id=\"\(name)\" name=\"\(name)\" type=\"password\" autocomplete=\"\(use)\" required maxlength=\"200\">"
        }
        let body: HTML = """
            <section class="login">
            <h1>\(session.account.name)</h1>
            <p>\(roles(session.account))</p>
            \(notice)
            <form method="post" action="/account/password">\(Layout.token(session))
            <h2>\(l("更换密码", "Change the password"))</h2>
            \(password("password", l("现有密码", "Present password"), "current-password"))\(code("password"))
            \(password("new", l("新密码（至少10个字符）", "New password (10 characters or more)"), "new-password"))
            \(password("again", l("再次输入新密码", "New password again"), "new-password"))
            <button class="primary">\(l("更换", "Change"))</button></form>
            <form method="post" action="/account/code">\(Layout.token(session))
            <h2>\(l("动态验证码（第二因素）", "One-time codes (second factor)"))</h2>
            <p class="hint">\(state)</p>
            <label for="code-password-now">\(l("现有密码", "Present password"))</label>\
            <input id="code-password-now" name="password" type="password" autocomplete="current-password" required maxlength="200">\(code("renew"))
            <button>\(session.account.hasOneTimeCode ? l("更换密钥", "Change the key") : l("启用", "Set up"))</button></form>
            </section>
            """
        return Layout(context: context, title: session.account.name).page(
            body, status: failure == nil ? .ok : .unprocessableContent)
    }

    func all(_ accounts: [Account]) -> Response {
        let rows = accounts.map { account -> HTML in
            let state: HTML =
                account.isDisabled
                ? "<span class=\"tag warn\">\(l("已停用", "disabled"))</span>"
                : "<span class=\"tag done\">\(l("启用", "enabled"))</span>"
            let change: HTML =
                account.name == session.account.name
                ? ""
                : """
                <form method="post" action="/accounts/disable">\(Layout.token(session))<input type="hidden" name="name" value="\(account.name)">\
                <button name="disable" value="\(account.isDisabled ? "0" : "1")">\(account.isDisabled ? l("启用", "Enable") : l("停用", "Disable"))</button></form>
                """
            return """
                <tr><th scope="row">\(account.name)</th><td>\(roles(account))</td><td>\(account.hasOneTimeCode ? l("有", "yes") : l("无", "no"))</td>\
                <td>\(account.created.prefix(10))</td><td>\(state)</td><td>\(change)</td></tr>
                """
        }
        let body: HTML = """
            <div class="head"><h1>\(l("账号", "Accounts"))</h1><span class="dim">\(l("新账号在服务器上用 slipway user add 建立", "New ones are made on the server with ‘slipway user add’"))</span></div>
            <table class="list"><thead><tr><th scope="col">\(l("账号", "Name"))</th><th scope="col">\(l("角色", "Roles"))</th><th scope="col">\(l("动态验证码", "One-time code"))</th>\
            <th scope="col">\(l("建立", "Made"))</th><th scope="col">\(l("状态", "State"))</th><th scope="col"></th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return Layout(context: context, title: l("账号", "Accounts"), section: "/accounts").page(body)
    }

    private func roles(_ account: Account) -> String {
        account.roles.sorted { $0.rawValue < $1.rawValue }.map { l($0.chineseName, $0.englishName) }
            .joined(separator: l("、", ", "))
    }
}
