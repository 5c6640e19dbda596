import Archive
import ArgumentParser
import Foundation

/// `slipway batch`: runs of processing and their control totals.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Runs of processing and their control totals.",
        discussion: """
            Each page of a batch ends once: archived, blank, separator, or quarantined.

            Example:
              slipway batch list
              slipway batch show 17
            """,
        subcommands: [List.self, Show.self],
        defaultSubcommand: List.self)
}

extension BatchCommand {
    /// `slipway batch list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the batches, the newest first.",
            discussion: """
                Example:
                  slipway batch list --format jsonl
                """)

        @Option(help: "text for a person, jsonl for one JSON object a line.")
        var format = ListFormat.text

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let batches = try await archive.batches()
                for batch in batches {
                    print(format == .jsonl ? try BatchDocument(batch, endings: nil).json : batch.line)
                }
                if format == .text, batches.isEmpty { print("尚无批次 no batch yet") }
            }
        }
    }

    /// `slipway batch show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a batch: what it was given, its totals, and how each input ended.",
            discussion: """
                Example:
                  slipway batch show 17
                  slipway batch show 17 --format json

                A batch that is not there ends with status 1.
                """)

        /// How a batch is written.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @Argument(help: "The batch's number as listed.")
        var number: Int64

        @Option(help: "text for a person, json for one JSON object.")
        var format = Format.text

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let endings = try await archive.endings(in: number)
                let batch = try await archive.batch(number)
                print(format == .json ? try BatchDocument(batch, endings: endings).json : batch.text(endings))
            }
        }
    }
}

/// A batch as JSON.
private struct BatchDocument: Encodable {
    private let number: Int64
    private let begun: Timestamp
    private let ended: Timestamp?
    private let paths: [String]
    private let again: Bool
    private let catalog: String
    private let totals: BatchTotals
    private let inputs: [InputEnding]?

    init(_ batch: Batch, endings: [InputEnding]?) {
        number = batch.number
        begun = batch.begun
        ended = batch.ended
        paths = batch.plan.paths
        again = batch.plan.again
        catalog = batch.plan.catalog
        totals = batch.totals
        inputs = endings
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Batch {
    /// The batch in a line, Chinese first.
    var line: String {
        let (pages, slips) = (totals.pages, totals.slips)
        return """
            批次\(number) \(begun) \(ended == nil ? "未完成 unfinished" : "已完成 finished")：\
            \(totals.inputs)个文件（重复\(totals.resubmitted)，隔离\(totals.quarantined)），\
            \(pages.all)页（归档\(pages.archived)，空白\(pages.blank)，分隔\(pages.separator)，隔离\(pages.quarantined)），\
            \(slips.all)份单据，明细合计\(slips.amount)元\(certain.chinese)；\
            \(totals.inputs) files (\(totals.resubmitted) again, \(totals.quarantined) quarantined), \
            \(pages.all) pages (\(pages.archived) archived, \(pages.blank) blank, \(pages.separator) separators, \
            \(pages.quarantined) quarantined), \(slips.all) slips, lines of \(slips.amount) yuan\(certain.english)
            """
    }

    /// How much of the money is on accepted slips: the rest is as read, and may be misread.
    private var certain: (chinese: String, english: String) {
        guard let amount = totals.slips.acceptedAmount else { return ("", "") }
        return ("（其中已通过\(amount)元，其余为识读值）", " (\(amount) on accepted slips, the rest as read)")
    }

    /// The batch with its inputs, Chinese first.
    func text(_ endings: [InputEnding]) -> String {
        let rows = [
            ("编号 Number", "\(number)"), ("开始 Begun", "\(begun)"),
            ("完成 Ended", ended?.description ?? "未完成 unfinished"),
            (
                "路径 Paths",
                plan.paths.isEmpty ? "隔离区 the quarantine" : plan.paths.joined(separator: "  ")
            ),
            ("目录 Catalog", plan.catalog),
            (
                "文件 Files",
                Self.counts([
                    ("审核 reviewed", totals.reviewed), ("重复 again", totals.resubmitted),
                    ("隔离 quarantined", totals.quarantined),
                ])
            ),
            (
                "页 Pages",
                Self.counts([
                    ("归档 archived", totals.pages.archived), ("空白 blank", totals.pages.blank),
                    ("分隔 separator", totals.pages.separator), ("隔离 quarantined", totals.pages.quarantined),
                ])
            ),
            (
                "单据 Slips",
                Self.counts([
                    ("通过 accepted", totals.slips.accepted), ("待核对 for review", totals.slips.forReview),
                    ("无法识读 unreadable", totals.slips.unreadable),
                ])
            ),
            ("明细合计 Lines", totals.slips.amount),
            ("其中通过 Certain", totals.slips.acceptedAmount ?? "–"),
        ]
        let head = rows.map { TerminalText.fitted($0.0, to: 16) + TerminalText.printable($0.1) }
        let inputs = endings.map { ending in
            TerminalText.fitted(ending.outcome.rawValue, to: 12)
                + TerminalText.fitted("\(ending.pages.all)", to: 6, alignedRight: true) + "  "
                + TerminalText.fitted(ending.slips.amount, to: 14, alignedRight: true) + "  "
                + TerminalText.printable(ending.source)
        }
        return (head + [""] + inputs).joined(separator: "\n")
    }

    private static func counts(_ counts: [(name: String, count: Int)]) -> String {
        counts.map { "\($0.name) \($0.count)" }.joined(separator: "  ")
    }
}
