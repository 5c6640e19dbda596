import Archive
import ArgumentParser
import Slips

/// What slips must have in common to be found, by whichever command.
struct SearchFilters: ParsableArguments {
    enum Decision: String, ExpressibleByArgument, CaseIterable {
        case accepted
        case needsReview = "needs_review"
        case unreadable
    }

    @Option(help: "The patient's name or a part of it.")
    var patient: String?

    @Option(help: "The patient's citizen number, or its beginning.")
    var idNumber: String?

    @Option(help: "The hospital's name or a part of it.")
    var hospital: String?

    @Option(help: "The receipt's number or code, or its beginning.")
    var receipt: String?

    @Option(
        help: ArgumentHelp("The catalog code of an entry that an item was matched to.", valueName: "code"))
    var entry: String?

    @Option(help: ArgumentHelp("A finding on the slip or an item, such as over_cap.", valueName: "code"))
    var flag: String?

    @Option(help: "The decision on the slip.")
    var decision: Decision?

    @Option(
        help: """
            Where the slip stands: clerk (待核对), second (待复核: somebody else must confirm), returned (已退件) or done (已办结).
            """, transform: WorkStage.argument)
    var stage: WorkStage?

    @Option(
        help: ArgumentHelp(
            "The earliest date of the slip: of issue, else of discharge, of admission, of its last item.",
            valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument)
    var from: CalendarDate?

    @Option(
        help: ArgumentHelp("The latest date of the slip, included.", valueName: "yyyy-mm-dd"),
        transform: CalendarDate.argument
    )
    var to: CalendarDate?

    @Option(
        help: ArgumentHelp("The least total of the slip.", valueName: "yuan"), transform: Money.argument)
    var totalFrom: Money?

    @Option(
        help: ArgumentHelp("The greatest total of the slip, included.", valueName: "yuan"),
        transform: Money.argument)
    var totalTo: Money?

    @Option(
        help: "The kind of paper: fee_list, receipt, e_receipt, pharmacy, other or blank.",
        transform: SlipKind.argument)
    var kind: SlipKind?

    @Option(help: ArgumentHelp("Who corrected the slip or gave an opinion of it.", valueName: "user"))
    var clerk: String?

    @Option(help: ArgumentHelp("The claim that it was handed in with.", valueName: "id"))
    var claim: String?

    @Option(
        help: ArgumentHelp(
            "Any field of the contract and the beginning of its value; may be given several times.",
            valueName: "name=value"))
    var field: [String] = []

    func validate() throws {
        // What a script left empty must not find everything.
        for (name, value) in [
            ("patient", patient), ("id-number", idNumber), ("hospital", hospital), ("receipt", receipt),
            ("entry", entry), ("flag", flag), ("clerk", clerk), ("claim", claim),
        ] where value?.allSatisfy(\.isWhitespace) ?? false {
            throw ValidationError("--\(name) is empty: leave it out where it does not matter.")
        }
        try CalendarDate.requireOrder(from, to)
        if let totalFrom, let totalTo, totalTo < totalFrom {
            throw ValidationError("--total-to is \(totalTo), less than --total-from: exchange them.")
        }
        _ = try fields()
    }

    private func fields() throws -> [String: String] {
        var fields: [String: String] = [:]
        for text in field {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, SlipField(rawValue: parts[0]) != nil else {
                let known = SlipField.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("--field takes name=value, with a name of \(known); not ‘\(text)’.")
            }
            fields[parts[0]] = parts[1]
        }
        return fields
    }

    /// What is asked for.
    ///
    /// - Parameter words: Words that must all stand on the slip.
    /// - Returns: The query.
    /// - Throws: `ValidationError` for a field that there is not.
    func query(words: String = "") throws -> SearchQuery {
        SearchQuery(
            words: words, patient: patient, hospital: hospital, idNumber: idNumber,
            receipt: receipt, entry: entry, flag: flag, decision: decision?.rawValue, stage: stage,
            from: from, to: to, least: totalFrom, most: totalTo, kind: kind?.rawValue, clerk: clerk,
            claim: claim, fields: try fields())
    }

    /// Whether a person is asked for: an encrypted archive finds those by whole values alone.
    var namesPerson: Bool { patient != nil || idNumber != nil || !field.isEmpty }
}

extension WorkStage {
    /// A stage as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> WorkStage {
        try named(text, orSay: "there is no stage ‘\(text)’")
    }
}

extension SlipKind {
    /// A kind as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> SlipKind {
        try named(text, orSay: "no paper is of kind ‘\(text)’")
    }
}

extension Money {
    /// An amount as it is written at the command line.
    fileprivate static func argument(_ text: String) throws -> Money {
        guard let money = Money(text) else {
            throw ValidationError("‘\(text)’ is no amount in yuan, such as 1200 or 99.50.")
        }
        return money
    }
}
