import Archive
import Hummingbird
import Processing

extension WebService {
    /// Handing in, batches and the quarantine.
    func addIntakeAPI(to router: Router<WebContext>) {
        router.post("/api/v1/slips") { request, context in
            let session = try await allowChange(.upload, request, context)
            let query = FormData(urlEncoded: request.uri.query ?? "")
            var request = request
            let body = try await request.collectBody(upTo: context.maxUploadSize)
            guard body.readableBytes > 0 else {
                throw WebFailure.bad(chinese: "请求中没有文件。", english: "The request holds no file.")
            }
            let file = UploadedFile(name: MultipartForm.safe(query["name"] ?? ""), bytes: Array(buffer: body))
            return Response.json(try APIReport(try await handIn(file, by: session)), status: .created)
        }
        router.get("/api/v1/intake") { request, context in
            let session = try await allow(.upload, request, context)
            let jobs = await intake.jobs(of: session.account.name)
            return Response.json(["jobs": try jobs.map(APIJob.init)])
        }
        router.get("/api/v1/quarantine") { request, context in
            _ = try await allow(.quarantine, request, context)
            return Response.json([
                "quarantine": try await archive.quarantined(source: nil).map(APIQuarantined.init)
            ])
        }
        router.post("/api/v1/quarantine/:number/retry") { request, context in
            _ = try await allowChange(.quarantine, request, context)
            let report = try await retry(Int64(context.parameters.get("number") ?? ""))
            return Response.json(try APIReport(report))
        }
        router.get("/api/v1/originals/:digest/pages/:number/thumbnail") { request, context in
            _ = try await allow(.quarantine, request, context)
            guard let picture = try await thumbnail(context) else { throw WebFailure.notFound }
            return Response.picture(picture)
        }
        router.get("/api/v1/batches") { request, context in
            _ = try await allow(.quarantine, request, context)
            return Response.json(["batches": try await archive.batches().map { APIBatch($0, nil) }])
        }
        router.get("/api/v1/batches/:number") { request, context in
            _ = try await allow(.quarantine, request, context)
            let (batch, endings) = try await batch(context)
            return Response.json(APIBatch(batch, endings))
        }
    }
}

/// A file that was handed in, with how far it has come.
struct APIJob: Encodable {
    var number: Int
    var source: String
    /// `waiting`, `reading`, `done`, or `failed` where it is tried again when the server starts.
    var state: String
    var pages_done: Int
    var pages: Int
    var report: APIReport?

    init(_ job: IntakeDesk.Job) throws {
        number = job.number
        source = job.source
        pages_done = job.pages.done
        pages = job.pages.all
        switch job.state {
        case .waiting: state = "waiting"
        case .reading: state = "reading"
        case .failed: state = "failed"
        case .done(let report):
            state = "done"
            self.report = try APIReport(report)
        }
    }
}

/// An entry of the quarantine, with what it takes to look at it and to try it again.
struct APIQuarantined: Encodable {
    var number: Int64
    var source: String
    var page: Int?
    var `class`: String
    var reason: String
    var attempts: Int
    var original: String?
    var at: String

    init(_ entry: QuarantineEntry) {
        number = entry.number
        source = entry.input.source
        page = entry.input.page
        `class` = entry.input.failureClass
        reason = entry.input.reason
        attempts = entry.input.attempts
        original = entry.input.original?.hex
        at = entry.at.description
    }
}

/// A run of processing.
struct APIBatch: Encodable {
    struct Input: Encodable {
        var source: String
        var original: String?
        var outcome: InputEnding.Outcome
        var pages: Int
        var slips: Int
    }

    var number: Int64
    var begun: String
    var ended: String?
    var paths: [String]
    var totals: BatchTotals
    /// Absent in a list.
    var inputs: [Input]?

    init(_ batch: Batch, _ endings: [InputEnding]?) {
        number = batch.number
        begun = batch.begun.description
        ended = batch.ended?.description
        paths = batch.plan.paths
        totals = batch.totals
        inputs = endings?.map {
            Input(
                source: $0.source, original: $0.original?.hex, outcome: $0.outcome, pages: $0.pages.all,
                slips: $0.slips.all)
        }
    }
}
