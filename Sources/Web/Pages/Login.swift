import Archive
import Crypto
import HTTPTypes
import Hummingbird
import Markup

extension WebService {
    func addLogin(to router: Router<WebContext>) {
        router.get("/login") { _, context in
            if let session = context.session {
                return Response.redirect(to: Layout.start(of: session.account), type: .normal)
            }
            return loginPage(context, name: "", failure: nil)
        }
        router.post("/login") { request, context in
            try Self.checkSite(request)
            let form = FormData(urlEncoded: try await Self.text(request, context))
            guard let token = form["token"], isLoginToken(token) else { throw WebFailure.forged }
            let name = form["name"] ?? ""
            do {
                let token = try await signIn(
                    name, password: form["password"] ?? "", code: form.text("code"), from: context.address)
                var response = Response.redirect(to: "/", type: .normal)
                response.setCookie(sessionCookie(token.token))
                return response
            } catch let failure as WebFailure {
                return loginPage(context, name: name, failure: failure)
            }
        }
        router.post("/logout") { request, context in
            _ = try await form(request, context)
            try await signOut(try context.user(), from: context.address)
            var response = Response.redirect(to: "/login", type: .normal)
            response.setCookie(expiredCookie)
            return response
        }
        router.post("/language") { request, context in
            // It changes nothing but how pages are shown to this browser, so a stranger may ask for it.
            try Self.checkSite(request)
            let form = FormData(urlEncoded: try await Self.text(request, context))
            var response = Response.redirect(to: Self.path(ofReferrer: form["back"]), type: .normal)
            let language = Language(rawValue: form["language"] ?? "") ?? .chinese
            response.setCookie(
                Cookie(
                    name: "language", value: language.rawValue, maxAge: 31_536_000, path: "/",
                    secure: isSecure,
                    sameSite: .strict))
            return response
        }
    }

    private static func path(ofReferrer text: String?) -> String {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\") else { return "/" }
        return text
    }

    // MARK: Signing in and out

    /// Begins a session for somebody who knows the password.
    ///
    /// - Throws: ``WebFailure``; the same for a wrong name, a wrong password and a wrong code.
    func signIn(
        _ name: String, password: String, code: String?, from address: String
    ) async throws -> (token: String, csrf: String) {
        let now = clock()
        if let seconds = await loginGuard.wait(account: name, address: address, at: now) {
            throw WebFailure.tooMany(seconds: seconds)
        }
        let isRight = try await loginGuard.checking {
            try await accounts.verify(name, password: password, code: code, at: now)
        }
        guard isRight else {
            await loginGuard.noteFailure(account: name, address: address, at: now)
            // What was typed may be anything where it is no account's name, and goes into the log as a commitment alone.
            let isKnown = try await accounts.accounts().contains { $0.name == name }
            try await archive.record(
                ArchiveEvent.Access(
                    by: isKnown ? name : "unknown", act: .loginFailed, from: address,
                    detail: isKnown ? nil : String(name.prefix(40))))
            throw WebFailure.wrongPassword
        }
        await loginGuard.noteSuccess(account: name)
        try await archive.record(ArchiveEvent.Access(by: name, act: .login, from: address))
        return try await accounts.beginSession(of: name, at: now)
    }

    func signOut(_ session: Session, from address: String) async throws {
        try await accounts.endSession(digest: session.digest)
        try await archive.record(
            ArchiveEvent.Access(by: session.account.name, act: .logout, from: address))
    }

    func sessionCookie(_ token: String) -> Cookie {
        Cookie(
            name: cookieName, value: token, maxAge: Int(Session.limit), path: "/", secure: isSecure,
            sameSite: .strict)
    }

    var expiredCookie: Cookie {
        Cookie(name: cookieName, value: "", maxAge: 0, path: "/", secure: isSecure, sameSite: .strict)
    }

    // MARK: The page

    /// What the login form carries: when it was made, and a proof that this server made it.
    private var loginToken: String {
        let time = String(clock().seconds)
        return "\(time).\(mac(of: time))"
    }

    private func isLoginToken(_ token: String) -> Bool {
        let parts = token.split(separator: ".").map(String.init)
        guard parts.count == 2, let time = Int64(parts[0]), (0...3600).contains(clock().seconds - time) else {
            return false
        }
        return RandomBytes.areEqual(Array(mac(of: parts[0]).utf8), Array(parts[1].utf8))
    }

    private func mac(of text: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: formKey))
        return RandomBytes.hex(Array(code))
    }

    private func loginPage(_ context: WebContext, name: String, failure: WebFailure?) -> Response {
        let l = context.language
        let notice: HTML =
            failure.map { "<p class=\"notice error\" role=\"alert\" id=\"failure\">\($0.text(l))</p>" } ?? ""
        let body: HTML = """
            <section class="login">
            <h1>\(l("登录", "Sign in"))</h1>
            \(notice)
            <form method="post" action="/login">
            <input type="hidden" name="token" value="\(loginToken)">
            <label for="name">\(l("账号", "Name"))</label>
            <input id="name" name="name" value="\(name)" autocomplete="username" required autofocus maxlength="40">
            <label for="password">\(l("密码", "Password"))</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
            <label for="code">\(l("动态验证码", "One-time code"))<small>\(l("未启用者留空", "leave empty where none is set up"))</small></label>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8">
            <button class="primary">\(l("登录", "Sign in"))</button>
            </form>
            <p class="hint">\(l("所有登录与查看均记入不可更改的日志。", "Every login and every look at a record is written to a log that is never changed."))</p>
            </section>
            """
        return Layout(context: context, title: l("登录", "Sign in"))
            .page(body, status: failure == nil ? .ok : failure?.status ?? .ok)
    }
}
