import Archive
import ArgumentParser
import Catalog
import Foundation
import Logging
import Processing
import Review
import Web

/// `slipway serve`: the web page.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the web page for clerks, second persons and auditors.",
        discussion: """
            The first account is made with ‘slipway user add’. Without a certificate the page is served to this \
            machine alone: passwords and patients' data never cross a network in clear.

            Example:
              slipway serve
              slipway serve --host 0.0.0.0 --port 8443 --certificate server.pem --key server-key.pem
              slipway serve --witnessed cosigned.txt --witness-key "$(cat witness-key.txt)"

            With --witnessed a record's proof is held against the checkpoint that somebody else cosigned last: the file that \
            ‘slipway witness’ wrote on his machine, and the key that ‘slipway witness --key’ prints there.

            Ends with 0 when it is told to stop (SIGTERM, SIGINT); 64 for an address that is not safe; 65 for a \
            catalog that is wrong; 69 for a catalog, archive, certificate or port that is not to be had.
            """)

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(help: ArgumentHelp("The certificate chain, PEM.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key, PEM.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("The checkpoint that a witness cosigned last.", valueName: "file"))
    var witnessed: String?

    @Option(
        help: ArgumentHelp("The witness's key, as ‘slipway witness --key’ prints it.", valueName: "key"))
    var witnessKey: String?

    @OptionGroup var workers: WorkerOptions

    @OptionGroup var catalog: CatalogOptions

    @OptionGroup var options: ArchiveOptions

    func validate() throws {
        guard (1...65_535).contains(port) else { throw ValidationError("--port takes 1 to 65535.") }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key go together.")
        }
        guard (witnessed == nil) == (witnessKey == nil) else {
            throw ValidationError("--witnessed and --witness-key go together.")
        }
        guard witnessKey == nil || witness != nil else {
            throw ValidationError(
                "--witness-key is no key of a witness: give what ‘slipway witness --key’ prints.")
        }
    }

    private var witness: WitnessedCheckpoint? {
        guard let witnessed,
            let key = witnessKey.flatMap({ WitnessKey($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
        else { return nil }
        return WitnessedCheckpoint(path: witnessed, key: key)
    }

    func run() async throws {
        do {
            let files = certificate.flatMap { chain in key.map { (chain: chain, key: $0) } }
            let address = try WebServer.Address(host: host, port: port, certificate: files)
            let (catalog, rules) = try catalog.loadWithRules()
            let reviewer = Reviewer(catalog: catalog, rules: rules)
            let archive = try options.writing()
            let accounts = try AccountStore(inFolder: options.path, archive: archive)
            try await serve(reviewer, archive, accounts, at: address)
        } catch let error as WebServerError {
            throw ExitCode.reported(error.exitStatus, "\(error)")
        } catch let error as AccountError {
            throw ExitCode.reported(69, "\(error)")
        } catch let error as ArchiveError {
            try options.fail(error)
        }
    }

    private func serve(
        _ reviewer: Reviewer, _ archive: any Archive, _ accounts: AccountStore, at address: WebServer.Address
    ) async throws {
        let log = Logger(label: "slipway") { _ in StandardErrorLog() }
        let workers = workers.count
        if try await accounts.accounts().isEmpty {
            log.notice("there is no account yet: make one with ‘slipway user add NAME --role clerk’")
        }
        let launch = WorkerLaunch.thisProgram("worker", reading: options.readableByWorkers)
        try await WorkerPool.withWorkers(launch, count: workers, log: log) { pool in
            let processor = SlipProcessor(
                pages: pool, archive: archive, reviewer: reviewer, again: false, window: workers,
                progress: ProgressCounter())
            let service = WebService(
                archive: archive, reviewer: reviewer, accounts: accounts,
                isSecure: address.certificate != nil,
                uploads: "\(options.path)/uploads",
                intake: { input, progress, batch in
                    try await processor.reporting(to: progress, of: batch).process(input)
                },
                covering: { boxes, picture in
                    try await CoverPrintCommand.covering(boxes, of: picture)
                },
                thumbnail: { path, page in
                    await ThumbnailCommand.thumbnail(ofPage: page, ofFileAt: path)
                },
                export: { slip, form, by, reason in
                    try await ExportProcess(archive: options.path, catalog: self.catalog.path).file(
                        of: slip.id, as: form, by: by, reason: reason)
                }, witness: witness)
            let scheme = address.certificate == nil ? "http" : "https"
            try await WebServer(service, at: address, archive: archive, log: log).run { port in
                log.notice("\(scheme)://\(address.host):\(port)/")
            }
        }
    }
}

extension WebServerError {
    fileprivate var exitStatus: Int32 {
        switch self {
        case .plainOutsideLoopback: 64
        case .certificate, .cannotListen: 69
        }
    }
}
