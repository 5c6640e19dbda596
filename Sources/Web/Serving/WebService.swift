public import Archive
import Catalog
import Foundation
import HTTPTypes
import Hummingbird
public import Layout
public import Processing
public import Review

/// What the web page works on, and its routes.
public struct WebService: Sendable {
    let archive: any Archive
    let catalog: Catalog
    let corrector: Corrector
    let search: EntrySearch
    let accounts: AccountStore
    /// What was handed in and what became of it.
    let intake: IntakeDesk
    /// Paints over boxes of a picture, both as PNG.
    let covering: @Sendable ([Box], [UInt8]) async throws -> [UInt8]
    /// Small pictures of originals.
    let thumbnails: Thumbnails
    /// Records that a slip is given out, by whom and why, and makes one file of it.
    let export: Export
    /// Where a witness's newest checkpoint is found; nil where none watches the archive.
    let witness: WitnessedCheckpoint?
    /// Whether browsers reach it by TLS.
    let isSecure: Bool
    let clock: @Sendable () -> Timestamp
    let loginGuard = LoginGuard()
    let leases = Leases()
    let disclosures = Disclosures()
    let newCodes = NewOneTimeCodes()
    /// Signs what a form carries before anybody has signed in.
    let formKey = RandomBytes.make(32)

    /// Processes an input for the batch with a number, and tells how far it has come.
    public typealias Intake = @Sendable (ProcessingInput, ProgressCounter, Int64?) async throws -> SlipReport

    /// Records that a slip is given out, by whom and why, and makes one file of it.
    public typealias Export = @Sendable (ArchivedSlip, ExportForm, String, String) async throws -> [UInt8]

    /// - Parameters:
    ///   - archive: The archive.
    ///   - reviewer: Reviews what was corrected, by its catalog.
    ///   - accounts: Who may sign in.
    ///   - isSecure: Whether browsers reach it by TLS.
    ///   - clock: What time it is.
    ///   - uploads: The folder where files that were handed in wait for their processing.
    ///   - intake: Processes a file that was handed in, for a batch, and tells how far it has come.
    ///   - covering: Paints over boxes of a picture that this program made; gets and gives a PNG.
    ///   - thumbnail: Makes a page of a file too small to be read; nil where it cannot.
    ///   - export: Records that a slip is given out, by whom and why, and makes one file of it.
    ///   - witness: Where a witness's newest checkpoint is found; nil where none watches the archive.
    public init(
        archive: any Archive, reviewer: Reviewer, accounts: AccountStore, isSecure: Bool,
        clock: @escaping @Sendable () -> Timestamp = { .now },
        uploads: String,
        intake: @escaping Intake,
        covering: @escaping @Sendable ([Box], [UInt8]) async throws -> [UInt8],
        thumbnail: @escaping @Sendable (String, Int) async -> [UInt8]?,
        export: @escaping Export, witness: WitnessedCheckpoint? = nil
    ) {
        self.archive = archive
        catalog = reviewer.catalog
        corrector = Corrector(archive: archive, reviewer: reviewer)
        search = EntrySearch(reviewer.catalog)
        self.accounts = accounts
        self.isSecure = isSecure
        self.clock = clock
        self.intake = IntakeDesk(
            folder: uploads, archive: archive, catalog: reviewer.catalog.identity.sha256, process: intake)
        self.covering = covering
        thumbnails = Thumbnails(make: thumbnail)
        self.export = export
        self.witness = witness
    }

    /// The name of the cookie that holds a session's token.
    ///
    /// With the prefix `__Host-` browsers take it from this host by TLS alone (RFC 6265bis).
    var cookieName: String { isSecure ? "__Host-slipway" : "slipway" }

    /// All routes, behind their gatekeeper.
    func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Gatekeeper(service: self))
        router.get("/") { _, context in
            Response.redirect(
                to: context.session.map { Layout.start(of: $0.account) } ?? "/login", type: .normal)
        }
        addAssets(to: router)
        addLogin(to: router)
        addQueue(to: router)
        addRecord(to: router)
        addCorrecting(to: router)
        addSearch(to: router)
        addDesk(to: router)
        addIntake(to: router)
        addQuarantine(to: router)
        addBatches(to: router)
        addExporting(to: router)
        addAccounts(to: router)
        addSettings(to: router)
        addAPI(to: router)
        return router
    }

    // MARK: Who may do what

    /// Who asks, if he may.
    ///
    /// - Throws: ``WebFailure``, after a refusal was recorded.
    func allow(_ permission: Permission, _ request: Request, _ context: WebContext) async throws -> Session {
        let session = try context.user()
        guard session.account.may(permission) else {
            try await archive.record(
                ArchiveEvent.Access(
                    by: session.account.name, act: .refused, from: context.address,
                    detail: "\(request.method) \(request.uri.path)"))
            throw WebFailure.forbidden
        }
        return session
    }

    /// Who asks by the API for a change, if he may and the request holds the session's token.
    ///
    /// - Throws: ``WebFailure``, after a refusal was recorded.
    func allowChange(_ permission: Permission, _ request: Request, _ context: WebContext) async throws
        -> Session
    {
        let session = try await allow(permission, request, context)
        try check(token: request.headers[.csrfToken], request, context)
        return session
    }

    /// Who asks by the API for a change of his own account, if the request holds the session's token.
    ///
    /// - Throws: ``WebFailure``.
    func ownSession(_ request: Request, _ context: WebContext) throws -> Session {
        let session = try context.user()
        try check(token: request.headers[.csrfToken], request, context)
        return session
    }

    /// The form of a request that changes something, if it comes from a page of the session.
    ///
    /// - Throws: ``WebFailure/forged``.
    func form(_ request: Request, _ context: WebContext) async throws -> FormData {
        let form = FormData(urlEncoded: try await Self.text(request, context))
        try check(token: form["csrf"], request, context)
        return form
    }

    /// - Throws: ``WebFailure/forged`` unless the token is the session's and the browser names no other site.
    func check(token: String?, _ request: Request, _ context: WebContext) throws {
        try Self.checkSite(request)
        let session = try context.user()
        guard let token, RandomBytes.areEqual(Array(token.utf8), Array(session.csrf.utf8)) else {
            throw WebFailure.forged
        }
    }

    /// - Throws: ``WebFailure/forged`` for a request that a browser says comes from another site.
    static func checkSite(_ request: Request) throws {
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw WebFailure.forged
        }
        if let origin = request.headers[.origin], origin != "null" {
            let host = request.head.authority ?? request.headers[.hostField] ?? ""
            guard origin == "https://\(host)" || origin == "http://\(host)" else { throw WebFailure.forged }
        }
    }

    static func text(_ request: Request, _ context: WebContext) async throws -> String {
        var request = request
        let buffer = try await request.collectBody(upTo: 4 << 20)
        _ = context
        return String(buffer: buffer)
    }
}
