import Archive
import ArgumentParser
import Slips

/// `slipway retention`: how long slips are kept, and their destruction at the end.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "How long slips are kept (保管期限), and their destruction at the end.",
        discussion: """
            A slip is kept for 30 years from the first of January after it was last acted on, if nothing else is set: 10, 30, \
            50, 100 years or for ever. Nothing is destroyed before. Whoever proposes a destruction (销毁) needs somebody else \
            who approves it; the list (销毁清册) and the log stay, so that the tree of the log stays whole; docs/keeping.md.

            Example:
              slipway retention due --on 2057-01-01
              slipway retention propose --by 张 --reason 2057年度销毁
              slipway retention approve 8123 --by 李
            """,
        subcommands: [
            Show.self, SetClass.self, Due.self, Propose.self, List.self, Approve.self, Reject.self,
            Finish.self,
        ])
}

extension RetentionCommand {
    /// `slipway retention show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell for how long a slip is kept, or slips that are handed in from now on.",
            discussion: """
                Example:
                  slipway retention show
                  slipway retention show 3f2a9c
                """)

        @Argument(help: "The slip's ID, or as many of its first digits as no other has.")
        var id: String?

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let ledger = try await archive.retentionLedger()
                guard let id else {
                    print("新收单据 New slips: \(ledger.retentionOfNew.words)")
                    return
                }
                let slip = try await archive.slip(id).id
                let retention = ledger.retention(of: slip) ?? .usual
                let day = ledger.firstDayAfter(slip).map { "，\($0)起可销毁；may be destroyed from \($0)" } ?? ""
                print("\(slip.prefix(12))  \(retention.words)\(day)")
            }
        }
    }

    /// `slipway retention set`.
    struct SetClass: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Set for how long a slip is kept, or all that are handed in from now on.",
            discussion: """
                A slip's time is only made longer. For slips to come any class may be set.

                Example:
                  slipway retention set permanent --slip 3f2a9c --by 张 --reason 涉诉
                  slipway retention set 10 --by 张 --reason 本局档案分类方案
                """)

        @Argument(
            help: ArgumentHelp("10, 30, 50 or 100 (years), or permanent.", valueName: "class"),
            transform: RetentionClass.argument)
        var retention: RetentionClass

        @Option(help: "The slip's ID, or as many of its first digits as no other has.")
        var slip: String?

        @OptionGroup var author: AuthorOptions
        @OptionGroup var reason: ReceiptCommand.Reason
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                try await archive.setRetention(
                    retention, of: slip, by: author.name, reason: reason.reason)
                let which = slip.map { "\($0)" } ?? "新收单据 new slips"
                print("\(TerminalText.printable(which)): \(retention.words)")
            }
        }
    }

    /// `slipway retention due`.
    struct Due: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the slips whose time is over on a day.",
            discussion: """
                Example:
                  slipway retention due
                  slipway retention due --on 2057-01-01
                """)

        @Option(
            help: ArgumentHelp("The day (default: today).", valueName: "yyyy-mm-dd"),
            transform: CalendarDate.argument)
        var on: CalendarDate?

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            guard let day = on ?? Timestamp.now.dateInBeijing else { return }
            try await options.reading { archive in
                let due = try await archive.retentionLedger().due(on: day).slips
                for slip in due { print("\(slip.id)  \(slip.retention.words)  \(slip.lastAct)") }
                print("\(day)到期\(due.count)份；\(due.count) slips are due on \(day)")
            }
        }
    }

    /// `slipway retention propose`.
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose that slips be destroyed whose time is over.",
            discussion: """
                Nothing is destroyed by it: somebody else must approve.

                Example:
                  slipway retention propose --by 张 --reason 2057年度销毁
                  slipway retention propose 3f2a9c 77ab01 --by 张 --reason 2057年度销毁
                """)

        @Argument(help: "The slips' IDs, or their beginnings (default: all whose time is over).")
        var ids: [String] = []

        @OptionGroup var author: AuthorOptions
        @OptionGroup var reason: ReceiptCommand.Reason
        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let number = try await archive.proposeDestruction(
                    of: ids.isEmpty ? nil : ids, by: author.name, reason: reason.reason)
                let count = try await archive.retentionLedger().proposals[number]?.fact.count ?? 0
                print(
                    """
                    \(number)  拟销毁\(count)份，待他人批准；\(count) slips, somebody else must approve: \
                    ‘slipway retention approve \(number)’
                    """)
            }
        }
    }

    /// `slipway retention list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the proposals to destroy slips, and what became of them.",
            discussion: """
                Example:
                  slipway retention list
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let proposals = try await archive.retentionLedger().proposals.values
                for proposal in proposals.sorted(by: { $0.number < $1.number }) {
                    let fact = proposal.fact
                    let decided =
                        proposal.decision.map { decision in
                            let note = decision.note.isEmpty ? "" : ": \(decision.note)"
                            return "\(decision.outcome.words) \(decision.by)\(note)"
                        } ?? "待批准 open"
                    let words = "\(fact.count)份 slips  \(fact.by): \(fact.reason)  \(decided)"
                    print("\(proposal.number)  \(proposal.at)  \(TerminalText.printable(words))")
                }
                if proposals.isEmpty { print("没有销毁提议 no proposals") }
            }
        }
    }

    /// A decision about a proposal.
    struct Decision: ParsableArguments {
        @Argument(help: "The proposal's number.")
        var number: Int64

        @Option(help: "What there is to say of it.")
        var note = ""

        @OptionGroup var author: AuthorOptions
        @OptionGroup var options: ArchiveOptions

        /// Records the decision.
        func record(_ outcome: ArchiveEvent.DestructionDecided.Outcome) async throws {
            try await options.reading { archive in
                try await archive.decideDestruction(number, outcome, by: author.name, note: note)
                let count = try await archive.retentionLedger().proposals[number]?.fact.count ?? 0
                print("\(number)  \(outcome.words): \(count)份 slips")
            }
        }
    }

    /// `slipway retention approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approve a proposal: the slips are destroyed.",
            discussion: """
                Originals, pages, readings and reviews are removed, and what tables and the search held of them; copies and \
                backups elsewhere are not. It cannot be undone.

                Example:
                  slipway retention approve 8123 --by 李
                """)

        @OptionGroup var decision: Decision

        func run() async throws { try await decision.record(.approved) }
    }

    /// `slipway retention reject`.
    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reject a proposal: the slips are kept.",
            discussion: """
                Example:
                  slipway retention reject 8123 --by 李 --note 涉诉
                """)

        @OptionGroup var decision: Decision

        func run() async throws { try await decision.record(.rejected) }
    }

    /// `slipway retention finish`.
    struct Finish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove what a crash left of destroyed slips.",
            discussion: """
                ‘slipway verify’ tells when there is something.

                Example:
                  slipway retention finish
                """)

        @OptionGroup var options: ArchiveOptions

        func run() async throws {
            try await options.reading { archive in
                let count = try await archive.finishDestruction()
                print("移除遗留内容\(count)件；removed \(count) contents of destroyed slips")
            }
        }
    }
}

extension RetentionClass {
    /// The class that an argument names.
    fileprivate static func argument(_ text: String) throws -> RetentionClass {
        guard let retention = RetentionClass(rawValue: text) else {
            let known = allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("‘\(text)’ is no class; there are \(known).")
        }
        return retention
    }

    /// What people call it.
    fileprivate var words: String {
        years.map { "保管\($0)年 kept for \($0) years" } ?? "永久保管 kept for ever"
    }
}

extension ArchiveEvent.DestructionDecided.Outcome {
    fileprivate var words: String {
        switch self {
        case .approved: "已批准销毁 destroyed"
        case .rejected: "已否决 rejected"
        }
    }
}
