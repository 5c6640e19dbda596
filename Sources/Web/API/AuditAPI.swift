import Archive
import Hummingbird
import Slips

extension WebService {
    /// The auditor's figures and samples, and the searches that somebody keeps.
    func addAuditAPI(to router: Router<WebContext>) {
        router.get("/api/v1/figures") { request, context in
            _ = try await allow(.audit, request, context)
            let query = try SearchQuery(FormData(urlEncoded: request.uri.query ?? ""))
            return Response.json(APIFigures(try await archive.figures(from: query.from, to: query.to)))
        }
        router.get("/api/v1/prices") { request, context in
            _ = try await allow(.audit, request, context)
            let query = try SearchQuery(FormData(urlEncoded: request.uri.query ?? ""))
            guard let code = query.entry else {
                throw WebFailure.bad(chinese: "请填写目录项编码。", english: "Give the entry's code.")
            }
            let prices = try await prices(of: code, from: query.from, to: query.to)
            return Response.json(["prices": prices.map(APIPrice.init)])
        }
        router.post("/api/v1/samples") { request, context in
            let session = try await allowChange(.audit, request, context)
            let wanted: APISample = try await Self.decoded(request, context)
            return Response.json(
                try await archive.draw(try wanted.plan, by: session.account.name), status: .created)
        }
        router.get("/api/v1/searches") { request, context in
            let session = try await allow(.search, request, context)
            return Response.json(["searches": try await accounts.savedSearches(of: session.account.name)])
        }
        router.post("/api/v1/searches") { request, context in
            let session = try await allowChange(.search, request, context)
            let search: APISavedSearch = try await Self.decoded(request, context)
            return Response.json(try await save(search.name, search.query, session), status: .created)
        }
        router.delete("/api/v1/searches") { request, context in
            let session = try await allowChange(.search, request, context)
            let name = FormData(urlEncoded: request.uri.query ?? "")["name"] ?? ""
            guard try await accounts.removeSearch(name, of: session.account.name) else {
                throw WebFailure.notFound
            }
            return Response(status: .noContent)
        }
    }
}

/// What `POST /api/v1/searches` takes.
struct APISavedSearch: Decodable {
    var name: String
    var query: String
}

/// How slips are to be drawn.
struct APISample: Decodable {
    var seed: String
    var count: Int
    var strata: [String]?
    var from: String?
    var to: String?

    /// - Throws: ``WebFailure/bad(chinese:english:)``.
    var plan: SamplePlan {
        get throws {
            var form = "seed=\(FormData.encoded(seed))&count=\(count)"
            for stratum in strata ?? [] {
                guard SamplePlan.Stratum(rawValue: stratum) != nil else {
                    throw WebFailure.bad(chinese: "没有这种分层。", english: "There is no such stratum.")
                }
                form += "&strata=\(stratum)"
            }
            for (name, value) in [("from", from), ("to", to)] {
                if let value { form += "&\(name)=\(FormData.encoded(value))" }
            }
            return try SamplePlan(FormData(urlEncoded: form))
        }
    }
}

/// What auditors look at before they look at slips.
struct APIFigures: Encodable {
    struct Finding: Encodable {
        var month: String
        var code: String
        var slips: Int
    }

    struct Hospital: Encodable {
        var name: String
        var slips: Int
        var flagged: Int
        var total: Money
    }

    var findings: [Finding]
    var hospitals: [Hospital]

    init(_ figures: AuditFigures) {
        findings = figures.findings.map { Finding(month: $0.month, code: $0.code, slips: $0.slips) }
        hospitals = figures.hospitals.map {
            Hospital(name: $0.name, slips: $0.slips, flagged: $0.flagged, total: $0.total)
        }
    }
}

/// What a line charged of an entry.
struct APIPrice: Encodable {
    var date: String
    var price: Money
    var cap: Money?
    var slip: String

    init(_ price: ChargedPrice) {
        date = price.date.description
        self.price = price.price
        cap = price.cap
        slip = price.slip
    }
}
