import Archive
import Catalog
import Extraction
import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Layout
import Logging
import Processing
import Review
import SQLiteArchive
import Slips
import Synchronization
import Testing

@testable import Web

/// A web page on an archive of a test's own, with an account of each role and one slip that asks for a person.
final class Site: Sendable {
    static let password = "correct horse 电池"
    let folder: String
    let archive: SQLiteArchive
    let service: WebService
    let slip: String

    static let catalog = Catalog(
        identity: CatalogIdentity(id: "test", edition: "1", sha256: String(repeating: "0", count: 64)),
        entries: [
            CatalogEntry(kind: .service, code: "S1", name: "住院诊查费", unit: "日", insuranceClass: .a),
            CatalogEntry(kind: .drug, code: "X1", name: "阿莫西林胶囊", insuranceClass: .b),
            CatalogEntry(
                kind: .drug, code: "X2", name: "头孢克肟分散片", unit: "盒", insuranceClass: .b,
                priceCap: Money("10.00")),
        ])

    /// A site on an archive in a folder, with what the page is told of a witness there, if anything.
    init(witness: (String) throws -> WitnessedCheckpoint? = { _ in nil }) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)").path
        archive = try SQLiteArchive(at: folder, for: .writing)
        // Cheap hashes: what is tested is not how long they take.
        let accounts = try AccountStore(inFolder: folder, archive: archive, passwordCost: 10)
        for role in Role.allCases {
            _ = try await accounts.add(
                role.rawValue, roles: [role], password: Self.password, wantsOneTimeCode: false, by: "test")
        }
        _ = try await accounts.add(
            "both", roles: [.clerk, .reviewer], password: Self.password, wantsOneTimeCode: false, by: "test")
        let reviewer = Reviewer(catalog: Self.catalog)
        slip = try await Self.store(in: archive, reviewer)
        let clock = Clock(Timestamp(seconds: 1_795_319_700))
        self.clock = clock
        service = WebService(
            archive: archive, reviewer: reviewer, accounts: accounts, isSecure: false, clock: { clock.now },
            uploads: "\(folder)/uploads",
            intake: { input, _, _ in
                SlipReport(
                    of: input,
                    outcome: .quarantined([
                        PageFailure(failureClass: "not_image", page: nil, reason: "it is no picture")
                    ]), pages: 1)
            },
            covering: { boxes, picture in
                Array("\(String(decoding: picture, as: UTF8.self)) without \(boxes.count)".utf8)
            },
            thumbnail: { path, page in path.hasSuffix("0") ? nil : Array("page \(page)".utf8) },
            export: { [archive] slip, form, by, reason in
                try await archive.recordExport(of: [slip.id], by: by, reason: reason)
                return Array("\(form.rawValue) of \(slip.id)".utf8)
            }, witness: try witness(folder))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A clock that a test moves.
    final class Clock: Sendable {
        private let time: Mutex<Timestamp>
        init(_ start: Timestamp) { time = Mutex(start) }
        var now: Timestamp { time.withLock { $0 } }
        func advance(_ seconds: Int64) { time.withLock { $0 = Timestamp(seconds: $0.seconds + seconds) } }
    }

    let clock: Clock

    /// A page of which no item was read: a clerk has all to type.
    private static func store(in archive: any Archive, _ reviewer: Reviewer) async throws -> String {
        let original = try await archive.keep(Array("scan".utf8))
        let raster = try await archive.keep(Array("picture".utf8))
        let box = Box(x: 10, y: 10, width: 40, height: 12)
        let line = TextLine(box: box, runs: [TextRun(box: box, text: "住院病人", confidence: 0.9)])
        let layout = PageLayout(width: 100, height: 50, emHeight: 12, lines: [line])
        let kept = try await archive.keep(Array(try JSONEncoder().encode(layout)))
        let page = SlipPage(
            number: 1, width: 100, height: 50, dpi: 200, rotation: 0, skew: 0, sha256: raster.hex)
        let slip = SlipExtractor().slip(from: [layout], pages: [page])
        let submission = Submission(original: original, source: "in/<b>.jpg")
        let review = reviewer.review(slip, id: submission.slipID, source: submission.source)
        _ = try await archive.store(
            ReviewedFile(slips: [
                ReviewedSlip(
                    submission: submission, pages: [KeptPage(number: 1, raster: raster, layout: kept)],
                    review: try ReviewDocument(review))
            ]), again: false, ending: nil)
        return submission.slipID
    }

    /// Archives a slip whose page names a patient in doubt, and gives its ID.
    func storeNamed() async throws -> String {
        let original = try await archive.keep(Array("named scan".utf8))
        let raster = try await archive.keep(Array("named picture".utf8))
        let box = Box(x: 10, y: 10, width: 60, height: 12)
        let text = "姓名:施敏秀"
        let symbols = text.enumerated().map { index, character in
            Symbol(
                text: String(character), box: Box(x: 10 + 10 * index, y: 10, width: 10, height: 12),
                confidence: 0.5)
        }
        let run = TextRun(box: box, text: text, confidence: 0.5, symbols: symbols)
        let layout = PageLayout(
            width: 100, height: 50, emHeight: 12, lines: [TextLine(box: box, runs: [run])])
        let kept = try await archive.keep(Array(try JSONEncoder().encode(layout)))
        let page = SlipPage(
            number: 1, width: 100, height: 50, dpi: 200, rotation: 0, skew: 0, sha256: raster.hex)
        let slip = SlipExtractor().slip(from: [layout], pages: [page])
        return try await store(
            slip, of: Submission(original: original, source: "in/named.jpg"),
            page: KeptPage(number: 1, raster: raster, layout: kept))
    }

    /// Archives a slip of 14 February 2026 on which one line charges more than its entry's cap, and gives its ID.
    func storePriced() async throws -> String {
        let original = try await archive.keep(Array("priced scan".utf8))
        let raster = try await archive.keep(Array("priced picture".utf8))
        let layout = try await archive.keep(Array("{}".utf8))
        let place = Place(page: 1, x: 10, y: 10, width: 60, height: 12)
        func read<Value>(_ value: Value) -> Reading<Value> {
            Reading(value: value, raw: "\(value)", confidence: 0.99, place: place, needsReview: false)
        }
        let amount = Money(micros: 25_000_000)
        let slip = Slip(
            kind: .feeList,
            pages: [
                SlipPage(
                    number: 1, width: 100, height: 50, dpi: 200, rotation: 0, skew: 0, sha256: raster.hex)
            ],
            fields: [
                .issueDate: read("2026-02-14"), .hospital: read("长岭<医院>"), .patient: read("施敏秀"),
            ],
            items: [
                Item(
                    line: 1, place: place, name: read("头孢克肟分散片"), unit: read("盒"),
                    quantity: read(try #require(Quantity("2"))),
                    unitPrice: read(Money(micros: 12_500_000)), amount: read(amount))
            ], total: read(amount))
        return try await store(
            slip, of: Submission(original: original, source: "in/priced.jpg"),
            page: KeptPage(number: 1, raster: raster, layout: layout))
    }

    /// Reviews a slip of one page, archives it, and gives its ID.
    private func store(_ slip: Slip, of submission: Submission, page: KeptPage) async throws -> String {
        let review = Reviewer(catalog: Self.catalog).review(
            slip, id: submission.slipID, source: submission.source)
        _ = try await archive.store(
            ReviewedFile(slips: [
                ReviewedSlip(
                    submission: submission, pages: [page], review: try ReviewDocument(review))
            ]), again: false, ending: nil)
        return submission.slipID
    }

    /// Runs a test against the routes.
    func run(_ test: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws {
        var log = Logger(label: "test")
        log.logLevel = .critical
        let application = Application(router: service.router(), logger: log)
        try await application.test(.router, test)
    }

    /// The newest review of the slip.
    func review() async throws -> SlipReview {
        try await archive.slip(slip).review.decoded(as: SlipReview.self)
    }

    /// The digest of the newest review.
    func document() async throws -> String { try await archive.slip(slip).reviews.last?.document.hex ?? "" }
}

/// Somebody's browser: it keeps its cookie, and takes the token from the pages it is shown.
struct Browser: Sendable {
    let client: any TestClientProtocol
    var cookie: String?
    var csrf = ""

    init(_ client: any TestClientProtocol) { self.client = client }

    /// A browser in which an account is signed in.
    init(_ client: any TestClientProtocol, as name: String, password: String = Site.password) async throws {
        self.init(client)
        let page = try await get("/login")
        let token = Self.value(of: "token", in: page.text)
        let answer = try await send(
            .post, "/login", form: ["token": token, "name": name, "password": password])
        cookie = answer.headers[.setCookie].map { String($0.prefix { $0 != ";" }) }
        csrf = Self.value(of: "csrf", in: try await get("/account").text)
    }

    func get(_ path: String) async throws -> TestResponse { try await send(.get, path) }

    /// Sends a form with the session's token.
    func post(_ path: String, _ form: [String: String] = [:]) async throws -> TestResponse {
        try await send(.post, path, form: form.merging(["csrf": csrf]) { first, _ in first })
    }

    /// Sends JSON with the session's token.
    func api(_ method: HTTPRequest.Method, _ path: String, _ json: String = "") async throws -> TestResponse {
        var headers = HTTPFields()
        if let cookie { headers[.cookie] = cookie }
        if let name = HTTPField.Name("X-CSRF-Token") { headers[name] = csrf }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: ByteBuffer(string: json))
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, form: [String: String]? = nil, extra: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = extra
        if let cookie { headers[.cookie] = cookie }
        var body: ByteBuffer?
        if let form {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = ByteBuffer(
                string: form.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(
                    separator: "&"))
        }
        return try await client.execute(uri: path, method: method, headers: headers, body: body)
    }

    /// Sends a body of another kind.
    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String, type: String
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: type]
        if let cookie { headers[.cookie] = cookie }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// The value of the first field with this name in a page.
    static func value(of name: String, in page: String) -> String {
        guard let start = page.range(of: "name=\"\(name)\" value=\"")?.upperBound else { return "" }
        return String(page[start...].prefix { $0 != "\"" })
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}

extension Site {
    /// The bodies of the events that the log holds, in their order, each with what its commitments are opened with.
    func events() async throws -> [String] {
        let database = try DatabaseQueue(path: "\(folder)/archive.sqlite")
        return try await database.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT body || ifnull((SELECT group_concat(value) FROM disclosure WHERE event = sequence), '')
                    FROM event ORDER BY sequence
                    """)
        }
    }
}
