import HTTPTypes
import Hummingbird
import Markup

/// What is common to all pages: head, navigation, who is signed in.
struct Layout {
    let context: WebContext
    let title: String
    /// The path in the navigation under which the page belongs.
    var section = ""
    /// What scripts the page runs; nothing needs them but zooming, live sums and searching as one types.
    var scripts: [String] = []
    /// Seconds after which a browser without JavaScript loads the page again; nil for never.
    var refresh: Int?

    private var language: Language { context.language }

    /// Where somebody begins, by what he may do.
    static func start(of account: Account) -> String {
        if account.may(.correct) { return "/queue" }
        if account.may(.confirm) { return "/queue?stage=second" }
        return links.first { account.may($0.permission) }?.path ?? "/account"
    }

    private struct Link {
        var path: String
        var permission: Permission
        var chinese: String
        var english: String
    }

    private static let links = [
        Link(path: "/queue", permission: .records, chinese: "待办", english: "Queue"),
        Link(path: "/search", permission: .search, chinese: "检索", english: "Search"),
        Link(path: "/desk", permission: .audit, chinese: "稽核", english: "Audit"),
        Link(path: "/upload", permission: .upload, chinese: "录入", english: "Hand in"),
        Link(path: "/batches", permission: .quarantine, chinese: "批次", english: "Batches"),
        Link(path: "/quarantine", permission: .quarantine, chinese: "隔离", english: "Quarantine"),
        Link(path: "/settings", permission: .settings, chinese: "复核线", english: "Second person"),
        Link(path: "/accounts", permission: .accounts, chinese: "账号", english: "Accounts"),
    ]

    /// The whole page.
    func page(_ body: HTML, status: HTTPResponse.Status = .ok) -> Response {
        let scripts = scripts.map { name -> HTML in "<script src=\"/assets/\(name)\" defer></script>" }
        let html: HTML = """
            <!doctype html>
            <html lang="\(language.tag)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · Slipway</title>
            <link rel="stylesheet" href="/assets/style.css">
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            \(scripts)
            \(refresh, { "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>" })
            </head>
            <body>
            <a class="skip" href="#main">\(language("跳到正文", "Skip to the content"))</a>
            <header class="bar">\(bar)</header>
            <main id="main">\(body)</main>
            </body>
            </html>

            """
        return .text(html.text, type: "text/html; charset=utf-8", status: status)
    }

    private var bar: HTML {
        let brand: HTML =
            "<a class=\"brand\" href=\"/\">Slipway<span>\(language("医疗票据审核", "fee slip review"))</span></a>"
        guard let session = context.session else {
            return "\(brand)<span class=\"grow\"></span>\(languageButton)"
        }
        let links = Self.links.filter { session.account.may($0.permission) }.map { link -> HTML in
            let current: HTML = link.path == section ? " aria-current=\"page\"" : ""
            return "<a href=\"\(link.path)\"\(current)>\(language(link.chinese, link.english))</a>"
        }
        let roles = session.account.roles.sorted { $0.rawValue < $1.rawValue }
            .map { language($0.chineseName, $0.englishName) }.joined(separator: language("、", ", "))
        return """
            \(brand)<nav aria-label="\(language("主导航", "Main"))">\(links)</nav><span class="grow"></span>
            <a class="who" href="/account" title="\(roles)">\(session.account.name)<small>\(roles)</small></a>
            \(languageButton)
            <form method="post" action="/logout">\(Self.token(session))<button class="quiet">\(language("退出", "Sign out"))</button></form>
            """
    }

    private var languageButton: HTML {
        """
        <form method="post" action="/language"><input type="hidden" name="language" value="\(language.other.rawValue)">\
        <button class="quiet" lang="\(language.other.tag)">\(language.other == .chinese ? "中文" : "English")</button></form>
        """
    }

    /// What every form of a session carries.
    static func token(_ session: Session) -> HTML {
        "<input type=\"hidden\" name=\"csrf\" value=\"\(session.csrf)\">"
    }
}
