import Archive
import Foundation
import HTTPTypes
import Hummingbird
import Processing
import Review
import Slips

extension WebService {
    /// The operations of the pages as JSON, under `/api/v1`; `docs/openapi.yaml` describes them.
    ///
    /// A session begins with `POST /api/v1/session`; whatever changes something carries its `csrf` in `X-CSRF-Token`.
    func addAPI(to router: Router<WebContext>) {
        addSessionAPI(to: router)
        addReviewAPI(to: router)
        addRecordAPI(to: router)
        addIntakeAPI(to: router)
        addAuditAPI(to: router)
        addAccountAPI(to: router)
        router.get("/api/v1/work") { request, context in
            _ = try await allow(.records, request, context)
            let query = FormData(urlEncoded: request.uri.query ?? "")
            let stage = try Self.choice(query, "stage", among: WorkStage.self) ?? .clerk
            let order = try Self.choice(query, "order", among: WorkOrder.self) ?? .amount
            let offset = try Self.number(query, "offset", in: 0...10_000_000) ?? 0
            let limit = try Self.number(query, "limit", in: 1...200) ?? 40
            let entries = try await archive.work(at: stage, by: order, offset: offset, limit: limit)
            let sum = try await archive.workSums()[stage] ?? WorkSum(slips: 0, total: .zero)
            return Response.json(
                APIWork(slips: sum.slips, total: sum.total, work: entries.map(APIWork.Entry.init)))
        }
        router.get("/api/v1/catalog") { request, context in
            _ = try await allow(.records, request, context)
            let query = FormData(urlEncoded: request.uri.query ?? "")
            let limit = try Self.number(query, "limit", in: 1...50) ?? 12
            let found = search.entries(matching: query["words"] ?? "", limit: limit)
            return Response.json(["entries": found.map(APIEntry.init)])
        }
    }

    private func addSessionAPI(to router: Router<WebContext>) {
        router.post("/api/v1/session") { request, context in
            try Self.checkSite(request)
            let login: APILogin = try await Self.decoded(request, context)
            let token = try await signIn(
                login.name, password: login.password, code: login.code, from: context.address)
            var response = Response.json(["csrf": token.csrf], status: .created)
            response.setCookie(sessionCookie(token.token))
            return response
        }
        router.get("/api/v1/session") { _, context in
            let session = try context.user()
            return Response.json(APISession(session))
        }
        router.delete("/api/v1/session") { request, context in
            try check(token: request.headers[.csrfToken], request, context)
            try await signOut(try context.user(), from: context.address)
            var response = Response(status: .noContent)
            response.setCookie(expiredCookie)
            return response
        }
    }

    private func addReviewAPI(to router: Router<WebContext>) {
        router.get("/api/v1/reviews") { request, context in
            let session = try await allow(.search, request, context)
            let form = FormData(urlEncoded: request.uri.query ?? "")
            let query = try SearchQuery(form)
            let limit = try Self.number(form, "limit", in: 1...200) ?? 25
            let cursor = try Self.number(form, "after", in: 0...Int.max).map {
                SearchCursor(position: Int64($0))
            }
            let page = try await archive.list(query, after: cursor, limit: limit)
            let sum = try await archive.sum(query)
            try await note(query, found: sum.slips, session, context)
            return Response.json(
                APIReviews(
                    slips: sum.slips, total: sum.total, next: page.next?.position,
                    reviews: page.slips.map(APIReviews.Summary.init)))
        }
        router.get("/api/v1/reviews/:id") { request, context in
            let session = try await allow(.records, request, context)
            let record = try await record(context, session)
            return Response.json(APIRecord(record))
        }
        router.post("/api/v1/reviews/:id/unmask") { request, context in
            let session = try await allowChange(.records, request, context)
            let reason: APIReason = try await Self.decoded(request, context)
            guard !reason.reason.allSatisfy(\.isWhitespace) else {
                throw WebFailure.bad(chinese: "请填写查看理由。", english: "Give a reason for looking.")
            }
            let slip = try await archive.slip(try Self.id(context))
            try await archive.record(
                ArchiveEvent.Access(
                    by: session.account.name, act: .unmask, slip: slip.id, from: context.address,
                    detail: String(reason.reason.prefix(200))))
            await disclosures.disclose(slip.id, to: session, at: clock().seconds)
            return Response.json(APIRecord(try await record(context, session)))
        }
        router.post("/api/v1/reviews/:id/corrections") { request, context in
            let session = try await allowChange(.correct, request, context)
            let correction: APICorrection = try await Self.decoded(request, context)
            do {
                let slip = try await corrector.correct(
                    try Self.id(context),
                    SlipChanges(review: correction.review, changes: correction.changes),
                    by: session.account.name, reason: correction.reason)
                return Response.json(APIMade(slip), status: .created)
            } catch {
                throw Self.failure(error)
            }
        }
        router.post("/api/v1/reviews/:id/undo") { request, context in
            let session = try await allowChange(.correct, request, context)
            let reason: APIReason = try await Self.decoded(request, context)
            do {
                let slip = try await corrector.undo(
                    try Self.id(context), by: session.account.name, reason: reason.reason)
                return Response.json(APIMade(slip), status: .created)
            } catch {
                throw Self.failure(error)
            }
        }
        router.post("/api/v1/reviews/:id/opinions") { request, context in
            try check(token: request.headers[.csrfToken], request, context)
            let opinion: APIOpinion = try await Self.decoded(request, context)
            let session = try await allow(
                opinion.outcome == .returned ? .correct : .confirm, request, context)
            let slip = try await archive.slip(try Self.id(context))
            try await give(
                opinion.outcome, of: slip, review: opinion.review, note: opinion.note ?? "", session)
            return Response(status: .noContent)
        }
    }

    // MARK: What requests hold

    /// The JSON of a request's body.
    ///
    /// - Throws: ``WebFailure/bad(chinese:english:)`` for JSON that has not its form.
    static func decoded<Value: Decodable>(
        _ request: Request, _ context: WebContext
    ) async throws -> Value {
        let text = try await text(request, context)
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw WebFailure.bad(
                chinese: "请求的JSON格式有误。", english: "The request's JSON has not the form that is wanted.")
        }
    }

    private static func choice<Choice: RawRepresentable<String>>(
        _ form: FormData, _ name: String, among: Choice.Type
    ) throws -> Choice? {
        guard let text = form.text(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw WebFailure.bad(
                chinese: "参数\(name)无效。", english: "The parameter ‘\(name)’ has no such value.")
        }
        return choice
    }

    private static func number(
        _ form: FormData, _ name: String, in range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = form.text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw WebFailure.bad(
                chinese: "参数\(name)无效。", english: "The parameter ‘\(name)’ has no such value.")
        }
        return number
    }
}
