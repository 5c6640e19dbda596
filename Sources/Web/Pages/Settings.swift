import Archive
import Hummingbird
import Markup
import Slips

extension WebService {
    func addSettings(to router: Router<WebContext>) {
        router.get("/settings") { request, context in
            let session = try await allow(.settings, request, context)
            return try await SettingsPage(service: self, context: context, session: session).response()
        }
        router.post("/settings") { request, context in
            let form = try await form(request, context)
            let session = try await allow(.settings, request, context)
            try await setSecondPerson(
                slips: form.text("slips"), findings: form.text("findings"), reason: form["reason"] ?? "",
                session)
            return Response.redirect(to: "/settings", type: .normal)
        }
    }

    /// Sets from which amounts on a second person must confirm.
    ///
    /// - Throws: ``WebFailure/bad(chinese:english:)`` for what is no amount, or no reason.
    func setSecondPerson(
        slips: String?, findings: String?, reason: String, _ session: Session
    ) async throws {
        func amount(_ text: String?) throws -> Money? {
            guard let text else { return nil }
            guard let amount = Money(text), amount >= .zero else {
                throw WebFailure.bad(
                    chinese: "“\(text)”不是金额，请写作 10000 或 499.50。",
                    english: "‘\(text)’ is no amount: write it as 10000 or 499.50.")
            }
            return amount
        }
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw WebFailure.bad(chinese: "请填写理由。", english: "Give the reason.")
        }
        try await archive.setSecondPersonAmounts(
            SecondPersonAmounts(slips: try amount(slips), findings: try amount(findings)),
            by: session.account.name, reason: String(reason.prefix(300)))
    }
}

/// From which amounts on a second person must confirm.
struct SettingsPage {
    let service: WebService
    let context: WebContext
    let session: Session

    func response() async throws -> Response {
        let l = context.language
        let amounts = try await service.archive.secondPersonAmounts()
        func field(_ name: String, _ label: String, _ amount: Money?) -> HTML {
            """
            <label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" inputmode="decimal" maxlength="20" \
            value="\(amount?.description ?? "")" placeholder="\(l("不设", "none"))">
            """
        }
        let body: HTML = """
            <section class="login wide-form">
            <h1>\(l("复核线", "Second person"))</h1>
            <p>\(l("更正过的票据一律由他人复核。设定金额后，程序直接通过的票据，总额达到或含有达到该金额的发现时，也须由他人复核。", "Corrected slips are confirmed by somebody else in any case. With amounts set, so are slips that the program accepted, if their total or a finding reaches them."))</p>
            <form method="post" action="/settings">\(Layout.token(session))
            \(field("slips", l("票据总额达到（元）", "Slips of this total, yuan"), amounts.slips))
            \(field("findings", l("单项发现金额达到（元）", "Findings of this amount, yuan"), amounts.findings))
            <label for="reason">\(l("理由（记入日志）", "Reason (is logged)"))</label><input id="reason" name="reason" required maxlength="300">
            <button class="primary">\(l("保存", "Save"))</button></form>
            <p class="hint">\(l("留空为不设。自保存时起对新的审核结果生效，不追溯以往。", "Leave empty for none. It holds for reviews made from then on, not for older ones."))</p>
            </section>
            """
        return Layout(context: context, title: l("复核线", "Second person"), section: "/settings").page(body)
    }
}
