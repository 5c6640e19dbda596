import Archive
import ArgumentParser
import Slips

/// `slipway receipt`: which receipts were handed in, and what became of their claims.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "The registry of receipts: unpaid, claimed, reversed; and those that came again.",
        discussion: """
            A receipt is known by its code and number (票据代码, 票据号码), as its print or QR code gives them. One that comes \
            again is a finding on the later slip, and so is the same sheet scanned again; docs/receipts.md.

            Example:
              slipway receipt repeated
              slipway receipt show 0256398378
              slipway receipt claim 0256398378 --by 张 --reason 支付批次2026-11
            """,
        subcommands: [Repeated.self, Show.self, Claim.self, Reverse.self, Clear.self],
        defaultSubcommand: Repeated.self)

    /// The receipt that a command is about.
    struct Receipt: ParsableArguments {
        @Argument(help: "The receipt's number.")
        var number: String

        @Option(help: "Its code, where several receipts have the number.")
        var code: String?
    }

    /// What becomes of a receipt's claim.
    struct Change: ParsableArguments {
        @OptionGroup var receipt: Receipt
        @OptionGroup var author: AuthorOptions
        @OptionGroup var reason: ReasonOptions
        @OptionGroup var options: ArchiveOptions

        /// Records that the receipt's claim is now at a state.
        func record(_ state: ReceiptState) async throws {
            try await options.reading { archive in
                try await archive.change(
                    receipt: receipt.number, code: receipt.code, to: state, by: author.name,
                    reason: reason.reason)
                let found = try await archive.receipt(receipt.number, code: receipt.code)
                print("票据 Receipt \(found.key.text)  \(found.state.words)")
            }
        }
    }
}

extension ReceiptCommand {
    /// `slipway receipt repeated`.
    struct Repeated: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List slips that seem to repeat an earlier one and wait for a person.",
            discussion: """
                Example:
                  slipway receipt repeated
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let open = try await archive.openRepetitions()
                for (slip, repetition) in open { print("\(slip.prefix(12))  \(repetition.line)") }
                if open.isEmpty { print("没有待核对的重复票据 nothing waits") }
            }
        }
    }

    /// `slipway receipt show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a receipt, the slips that bear its number, and what became of its claim.",
            discussion: """
                Example:
                  slipway receipt show 0256398378 --code 33060124
                """)

        @OptionGroup var receipt: Receipt
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let found = try await archive.receipt(receipt.number, code: receipt.code)
                print("票据 Receipt \(found.key.text)  \(found.state.words)")
                for slip in found.slips {
                    let doubt = slip.facts.isCertain ? "" : "?"
                    let total =
                        slip.facts.total.map { "¥\($0)\(slip.facts.isTotalCertain ? "" : "?")" } ?? "–"
                    print(
                        "- \(slip.firstAt)  \(slip.id.prefix(12))  \(slip.facts.key.text)\(doubt)  \(total)")
                    for repetition in slip.repetitions where repetition.isLater {
                        print("    \(repetition.line)")
                    }
                }
                for change in found.changes {
                    let words = "\(change.fact.state.words), \(change.fact.by): \(change.fact.reason)"
                    print("- \(change.at)  \(TerminalText.printable(words))")
                }
            }
        }
    }

    /// `slipway receipt claim`.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a receipt was paid (已报销).",
            discussion: """
                Ends with 1 where it was paid before, or only fee lists bear the number and no receipt does.

                Example:
                  slipway receipt claim 0256398378 --by 张 --reason 支付批次2026-11
                """)

        @OptionGroup var change: Change

        func run() async throws { try await change.record(.claimed) }
    }

    /// `slipway receipt reverse`.
    struct Reverse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that the payment for a receipt was taken back (已冲销).",
            discussion: """
                The receipt may then be handed in anew. Ends with 1 where it was not paid.

                Example:
                  slipway receipt reverse 0256398378 --by 张 --reason 重复支付退回
                """)

        @OptionGroup var change: Change

        func run() async throws { try await change.record(.reversed) }
    }

    /// `slipway receipt clear`.
    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a slip that seems to repeat another was compared with it, and may stand.",
            discussion: """
                Somebody else must confirm it: the slip then waits for a second person. A slip whose own bytes came again after its
                receipt was paid is cleared with its own ID after --of.

                Example:
                  slipway receipt clear 77d0 --of 3f2a9c --by 张 --reason 号码误读，两张不同票据
                """)

        @Argument(help: "The later slip's ID, or as many of its first digits as no other has.")
        var id: String

        @Option(help: ArgumentHelp("The ID of the slip that it seems to repeat.", valueName: "id"))
        var of: String

        @OptionGroup var author: AuthorOptions
        @OptionGroup var reason: ReasonOptions
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                try await archive.clear(id, of: of, by: author.name, reason: reason.reason)
                print(
                    TerminalText.printable(
                        "\(id.prefix(12))：已核准非重复，待他人复核 may stand beside \(of.prefix(12)); waits for a second person"
                    ))
            }
        }
    }
}

extension Repetition {
    /// What a list says of it.
    fileprivate var line: String {
        let what =
            switch sign {
            case .paper: "同一纸张再次扫描 same sheet, \((share ?? 0) / 10) %"
            case .receipt: "票据重复 same receipt \(receipt ?? ""), \(state.words)"
            case .again: "同一扫描件在支付或冲销后再次提交 same scan again after \(receipt ?? ""), \(state.words)"
            case .altered:
                """
                同号金额不符 same receipt \(receipt ?? "") with another amount or check code: \
                \(total?.description ?? "–") / \(otherTotal?.description ?? "–")
                """
            }
        let doubt = isCertain || sign == .paper ? "" : "（识读不确定 read with doubt）"
        let cleared = clearing.map { "；已核准 cleared by \($0.by): \($0.reason)" } ?? ""
        return TerminalText.printable("= \(other.prefix(12)) (\(otherAt))  \(what)\(doubt)\(cleared)")
    }
}

extension ReceiptState {
    /// Chinese and English.
    fileprivate var words: String { "\(chinese) \(rawValue)" }
}
