import Archive
import ArgumentParser
import Foundation
import Processing
import Review
import Slips

/// `slipway claim`: the slips of a claim reviewed together.
struct ClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "The slips of one claim, reviewed together.",
        discussion: """
            A claim is a folder with a claim.json, or what follows a cover sheet. Its receipts must come to what its fee \
            lists come to, its slips name one patient, a receipt and its list one hospital, and the pages of a list print \
            their numbers in order. What is doubtful on a slip is settled there first (‘slipway correct’, the web page).

            Example:
              slipway claim list
              slipway claim show C-17
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)
}

extension ClaimCommand {
    /// `slipway claim list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the claims, the newest first.",
            discussion: """
                Example:
                  slipway claim list --limit 20
                """)

        @Option(help: "How many to list at most.")
        var limit = 100

        @OptionGroup var options: ArchiveOptions

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit takes 1 to 100000.") }
        }

        func run() async throws {
            try await options.reading { archive in
                let claims = try await archive.claims(limit: limit)
                for entry in claims {
                    print("\(TerminalText.printable(entry.claim))  \(entry.slips)份 slips")
                }
                if claims.isEmpty { print("尚无案卷 no claim yet") }
            }
        }
    }

    /// `slipway claim show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a claim's slips, and what does not agree between them.",
            discussion: """
                Example:
                  slipway claim show C-17
                  slipway claim show C-17 --format json
                  slipway claim show C-17 --unmask --reason 核对身份

                Patients' names are masked; --unmask shows them, after that is recorded of each slip.

                A claim that is not there ends with status 1.
                """)

        /// How a claim is written.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @Argument(help: "The claim's ID as listed.")
        var claim: String

        @Option(help: "text for a person, json for one JSON object.")
        var format = Format.text

        @OptionGroup var unmasking: UnmaskOptions
        @OptionGroup var author: AuthorOptions
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let reading = try await ClaimReading(claim, in: archive)
                guard !reading.slips.isEmpty else {
                    throw ExitCode.reported(
                        1, "no slip came with a claim ‘\(claim)’; ‘slipway claim list’ names all")
                }
                try await unmasking.record(reading.slips.map(\.id), by: author.name, in: archive)
                print(
                    format == .json
                        ? try ClaimDocument(reading).json : try reading.text(isUnmasked: unmasking.unmask))
            }
        }
    }
}

/// A claim as JSON.
private struct ClaimDocument: Encodable {
    struct Finding: Encodable {
        var code: FlagCode
        var severity: Severity
        var message: String
        var amount: Money?
        var cleared_by: String?
        var slips: [String]
    }

    struct Entry: Encodable {
        var id: String
        var kind: SlipKind
        var total: Money?
        var decision: Decision
    }

    var claim: String
    var slips: [Entry]
    var findings: [Finding]

    init(_ reading: ClaimReading) {
        claim = reading.claim
        slips = reading.slips.map {
            Entry(id: $0.id, kind: $0.kind, total: $0.totals.printed, decision: $0.decision)
        }
        findings = reading.findings.map { finding in
            let flag = finding.flag
            return Finding(
                code: flag.code, severity: flag.severity, message: flag.message, amount: flag.amount,
                cleared_by: flag.clearedBy, slips: finding.slips)
        }
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension ClaimReading {
    /// The claim's slips, one a line, and its findings; Chinese first.
    func text(isUnmasked: Bool) throws -> String {
        let lines = try slips.map { try RecordSummary(of: ReviewDocument($0)).line(isUnmasked: isUnmasked) }
        let found = findings.map { finding in
            let slips = finding.slips.map { String($0.prefix(12)) }.joined(separator: ", ")
            return
                "- \(TerminalText.printable(finding.flag.message)) [\(finding.flag.code.rawValue): \(slips)]"
        }
        return
            (["案卷 claim \(TerminalText.printable(claim))"] + lines + [""]
            + (found.isEmpty ? ["同案核对无发现 nothing disagrees"] : ["同案发现 Findings: \(found.count)"] + found))
            .joined(separator: "\n")
    }
}
