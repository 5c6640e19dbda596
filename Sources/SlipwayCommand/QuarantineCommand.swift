import Archive
import ArgumentParser
import Foundation

/// `slipway quarantine`: inputs and pages that could not be processed.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Inputs and pages that could not be processed.",
        discussion: """
            Example:
              slipway quarantine list
              slipway quarantine show 17
              slipway quarantine retry
            """,
        subcommands: [List.self, Show.self, Retry.self],
        defaultSubcommand: List.self)
}

extension QuarantineCommand {
    /// `slipway quarantine list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what is in quarantine, oldest first.",
            discussion: """
                Example:
                  slipway quarantine list --format jsonl
                """)

        @Option(help: "text for a person, jsonl for one JSON object a line.")
        var format = ListFormat.text

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let entries = try await archive.quarantined(source: nil)
                for entry in entries {
                    print(format == .jsonl ? try json(entry) : line(entry))
                }
                if format == .text, entries.isEmpty { print("隔离区为空 nothing is in quarantine") }
            }
        }

        private func line(_ entry: QuarantineEntry) -> String {
            let page = entry.input.page.map { " 第\($0)页 page \($0)" } ?? ""
            let number = TerminalText.fitted(String(entry.number), to: 6, alignedRight: true)
            let failure = TerminalText.fitted(entry.input.failureClass, to: 16)
            return "\(number)  \(entry.at)  \(failure)  "
                + TerminalText.printable("\(entry.input.source)\(page): \(entry.input.reason)")
        }

        private func json(_ entry: QuarantineEntry) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(entry), as: UTF8.self)
        }
    }

    /// `slipway quarantine show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show entries of the quarantine with their reason and their original.",
            discussion: """
                Example:
                  slipway quarantine show 17
                  slipway quarantine show inbox/scan-0042.tif

                An entry that is not there ends with status 1.
                """)

        @Argument(help: "An entry's number as listed, or its input path.")
        var entry: String

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let all = try await archive.quarantined(source: nil)
                let found = all.filter { String($0.number) == entry || $0.input.source == entry }
                guard !found.isEmpty else {
                    let message = "slipway: nothing in quarantine has the number or the path ‘\(entry)’\n"
                    FileHandle.standardError.write(Data(message.utf8))
                    throw ExitCode(1)
                }
                for entry in found { print(try await text(entry, archive)) }
            }
        }

        private func text(_ entry: QuarantineEntry, _ archive: any Archive) async throws -> String {
            let input = entry.input
            var rows = [
                ("编号 Number", String(entry.number)), ("来源 Source", input.source),
                ("页 Page", input.page.map(String.init) ?? "全部 the whole input"),
                ("类别 Class", input.failureClass), ("原因 Reason", input.reason),
                ("次数 Attempts", String(input.attempts)), ("时间 Last tried", entry.at.description),
            ]
            if let claim = input.claim { rows.append(("案件 Claim", claim)) }
            if let original = input.original {
                rows.append(("原件 Original", original.hex))
                rows.append(("存于 Kept at", try await archive.place(of: original)))
            } else {
                rows.append(("原件 Original", "未能读取 could not be read"))
            }
            if let trace = input.trace {
                rows.append(("用去 Used", used(trace)))
                rows += trace.log.map { ("日志 Log", $0) }
            }
            return rows.map { TerminalText.fitted($0.0, to: 16) + TerminalText.printable($0.1) }
                .joined(separator: "\n") + "\n"
        }

        /// What the last attempt cost, of which a process that died may not have told all.
        private func used(_ trace: WorkerTrace) -> String {
            func seconds(_ milliseconds: Int) -> String {
                "\(milliseconds / 1000).\(String(milliseconds % 1000 / 100)) s"
            }
            let processor = trace.processorMilliseconds.map { ", 处理器 processor \(seconds($0))" } ?? ""
            let memory = trace.peakBytes.map { ", 内存 memory \($0 >> 20) MiB" } ?? ""
            return seconds(trace.clockMilliseconds) + processor + memory
        }
    }
}
