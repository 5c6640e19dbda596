import Archive
import ArgumentParser
import Catalog
import Foundation
import Papers

extension ArchiveCommand {
    /// `slipway archive inspect`.
    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "inspect",
            abstract: "Inspect a batch's records: authenticity, integrity, usability, safety (四性检测).",
            discussion: """
                The checks of DA/T 70-2018 that a program can make; what takes a person or other tools is listed as not checked.

                Example:
                  slipway archive inspect 17
                  slipway archive inspect 17 --pdf inspection-17.pdf --json inspection-17.json

                Ends with 3 when a check failed, 1 when there is no such batch.
                """)

        @Argument(help: "The batch's number, as ‘slipway batch list’ tells.")
        var batch: Int64

        @Option(help: ArgumentHelp("Write the report as PDF.", valueName: "file"))
        var pdf: String?

        @Option(help: ArgumentHelp("Write the report as JSON.", valueName: "file"))
        var json: String?

        @OptionGroup var options: ArchiveOptions

        func validate() throws {
            if let pdf, pdf == json { throw ValidationError("--pdf and --json name one file: give two.") }
        }

        func run() async throws {
            try await options.reading { archive in
                let inspection = try await Inspector(archive, inFolder: options.path).inspect(batch: batch)
                for check in inspection.checks {
                    print(
                        "\(check.outcome.words)  \(check.property.chinese)  \(check.words)  \(check.figures)")
                    for note in check.notes where check.outcome == .failed {
                        print("    \(TerminalText.printable(note))")
                    }
                }
                if let pdf { try write(try inspection.sheet.pdf(), to: pdf) }
                if let json { try write(try ReviewDocument(inspection).json + [0x0A], to: json) }
                guard inspection.isSound else { throw ExitCode(3) }
            }
        }

        private func write(_ bytes: [UInt8], to path: String) throws {
            do {
                try Data(bytes).write(to: URL(filePath: path))
            } catch {
                throw ExitCode.reported(73, "cannot write \(path): \(error.systemReason)")
            }
        }
    }
}

extension Inspection.Outcome {
    fileprivate var words: String {
        switch self {
        case .passed: "通过 passed"
        case .failed: "不通过 failed"
        case .notChecked: "未检 not checked"
        }
    }
}

extension Inspection.Check {
    fileprivate var words: String { "\(item) \(english)" }
    fileprivate var figures: String { outcome == .notChecked ? "–" : "\(count - failed)/\(count)" }
}

extension Inspection {
    /// The report as a paper.
    fileprivate var sheet: InspectionSheet {
        let text = SignedCheckpoint(checkpoint)?.checkpoint
        return InspectionSheet(
            head: [
                ("批次 Batch", "\(batch)"), ("时间 Time", "\(at)"), ("单据 Slips", "\(slips)"),
                ("页 Pages", "\(pages)"),
                ("结论 Outcome", isSound ? "未发现不符 nothing wrong was found" : "有不符 something is wrong"),
            ],
            rows: checks.map { check in
                .init(
                    property: "\(check.property.chinese) \(check.property.rawValue)", item: check.words,
                    outcome: check.outcome.words, count: check.figures, notes: check.notes)
            },
            checkpoint: checkpoint, foot: "\(text?.origin ?? "") #\(text?.size ?? 0)")
    }
}
