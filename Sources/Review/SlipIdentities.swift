import Slips

/// The sums that a slip prints, and whether they hold.
///
/// Source: field guide, “Numbers prove themselves”: Σ lines = 小计 = 合计 = 大写.
struct SlipIdentities {
    private(set) var flags: [Flag] = []
    /// The sum of the amounts that were read.
    private(set) var sum = Money.zero
    /// Whether every identity that the slip allows holds.
    private(set) var isClosed: Bool
    /// Whether an identity fails, or cannot be tried, in a way that a misreading may have caused.
    private(set) var needsReview = false

    /// Tries the sums of a slip.
    ///
    /// - Parameters:
    ///   - slip: As it was read.
    ///   - linesClose: Whether quantity × price = amount is proven for every line that prints both.
    ///   - linesAreProven: The same, and every line prints both.
    init(_ slip: Slip, linesClose: Bool, linesAreProven: Bool) {
        isClosed = linesClose
        let amounts = slip.items.map(\.amount)
        sum = amounts.compactMap(\.value).reduce(.zero, +)
        let isSumCertain = amounts.allSatisfy { $0.value != nil && !$0.needsReview }
        let isSumRead = amounts.allSatisfy { $0.value != nil }
        let capitals = slip.totalInCapitals
        let capitalsAgree = capitals?.value != nil && capitals?.value == slip.total?.value
        compareTotal(
            slip, isSumRead: isSumRead, isSumCertain: isSumCertain,
            isPaperWrong: linesAreProven && capitalsAgree && capitals?.needsReview == false)
        compareCapitals(slip)
        for subtotal in slip.subtotals { compare(subtotal, of: slip) }
    }

    private mutating func compareTotal(
        _ slip: Slip, isSumRead: Bool, isSumCertain: Bool, isPaperWrong: Bool
    ) {
        guard !slip.items.isEmpty else {
            // Of a slip that charges something and has no line nothing was proven.
            if slip.total?.value ?? .zero != .zero { (isClosed, needsReview) = (false, true) }
            return
        }
        guard let total = slip.total, let printed = total.value else {
            // The sum of the lines stands alone: a line that was lost would not show.
            isClosed = false
            needsReview = true
            return
        }
        guard !(isSumRead && sum == printed) else { return }
        isClosed = false
        guard !total.needsReview || Self.isSaidInCapitals(printed, by: slip.totalInCapitals, besides: sum),
            isSumCertain || isSumRead && !Self.canExplain(printed - sum, slip.items)
        else {
            needsReview = true
            return
        }
        // A line that was not seen at all would look the same, unless everything else is proven and nothing was left unread.
        let isPaperWrong =
            isPaperWrong && !total.needsReview && !slip.hasUnreadLines && slip.lostPages.isEmpty
        if !isPaperWrong { needsReview = true }
        flags.append(
            Flag(
                code: .totalMismatch, severity: isPaperWrong ? .definite : .suspect,
                message: "明细合计\(sum)元，票面合计\(printed)元，相差\(printed - sum)元。"
                    + "The lines sum to \(sum), the printed total is \(printed) yuan.",
                amount: printed - sum))
    }

    /// How many characters tell the capitals of two amounts apart that no misreading of one makes alike.
    private static let mostMisread = 2

    /// Whether capitals that are certain say a total of which no figures were read, and say more or other things than the sum
    /// of the lines in two places at least: one character that was misread, or some that were lost, explain nothing.
    private static func isSaidInCapitals(
        _ total: Money, by capitals: Reading<Money>?, besides sum: Money
    ) -> Bool {
        guard let capitals, !capitals.needsReview, capitals.value == total,
            let said = CapitalAmount(total)?.description,
            let agreement = CapitalAmount(sum)?.agreement(with: said)
        else { return false }
        return agreement.surplus + agreement.contradicting >= mostMisread
    }

    /// Readings of amounts below this may be anything.
    private static let readWell = 0.95
    /// Measured: of amounts that were read as surely as this, one in fifty and less has a figure other (docs/accuracy.md).
    private static let readVeryWell = 0.98
    /// Lines in doubt beyond this may add up to anything.
    private static let mostDoubtful = 4

    /// Whether lines whose amounts are in doubt may hide a difference.
    ///
    /// An amount that was read well and yet does not close is itself, or what quantity × price gives; unless it was read very well,
    /// it may also be the same with one figure other.
    private static func canExplain(_ difference: Money, _ items: [Item]) -> Bool {
        let doubtful = items.filter { $0.amount.needsReview && !isBorneOut($0) }
        guard doubtful.count <= mostDoubtful, doubtful.allSatisfy({ $0.amount.confidence >= readWell }) else {
            return true
        }
        let hasOneFigureOther = doubtful.contains { item in
            item.amount.confidence < readVeryWell
                && item.amount.value.map { ($0 + difference).isOneFigure(from: $0) } ?? true
        }
        if hasOneFigureOther { return true }
        var reachable: Set<Money> = [.zero]
        for item in doubtful {
            guard let quantity = item.quantity.value, let price = item.unitPrice?.value,
                let amount = item.amount.value,
                let product = Money.amount(quantity: quantity, unitPrice: price)
            else { return true }
            reachable.formUnion(reachable.map { $0 + product - amount })
        }
        return reachable.contains(difference)
    }

    /// The most units that a line charges where nothing but its price tells how many.
    private static let mostUnits: Int64 = 100

    /// Whether an amount in doubt is borne out by the price beside it: both closing, one of them read well; or both read well
    /// and the amount so many whole units of that price, when only the quantity was misread.
    private static func isBorneOut(_ item: Item) -> Bool {
        guard let amount = item.amount.value, let price = item.unitPrice?.value, price > .zero else {
            return false
        }
        let isAmountWell = item.amount.confidence >= readWell
        let isPriceWell = (item.unitPrice?.confidence ?? 0) >= readWell
        let product = item.quantity.value.flatMap { Money.amount(quantity: $0, unitPrice: price) }
        if product == amount { return isAmountWell || isPriceWell }
        return isAmountWell && isPriceWell && price >= Money(fen: 100)
            && amount.micros % price.micros == 0 && (1...mostUnits).contains(amount.micros / price.micros)
    }

    private mutating func compareCapitals(_ slip: Slip) {
        guard let capitals = slip.totalInCapitals, let total = slip.total else { return }
        guard let inCapitals = capitals.value, let inFigures = total.value else {
            isClosed = false
            return
        }
        guard inCapitals != inFigures else { return }
        isClosed = false
        guard !capitals.needsReview, !total.needsReview else {
            needsReview = true
            return
        }
        let words = CapitalAmount(inCapitals)?.description ?? "\(inCapitals)"
        flags.append(
            Flag(
                code: .capitalsMismatch,
                message: "大写“\(words)”与小写\(inFigures)元不符，相差\(inCapitals - inFigures)元。"
                    + "The total in capitals is \(inCapitals), in figures \(inFigures) yuan.",
                amount: inCapitals - inFigures))
    }

    /// Whether a sum that its lines do not add up to is plainly printed wrong, and neither cut, misread nor that of other
    /// lines: all lines add up to the total, each of them stands under one sum of the kind, all other sums hold, and the
    /// figures are not those of a misreading.
    private func isMisprint(_ subtotal: Subtotal, besides expected: Money, of slip: Slip) -> Bool {
        let ofKind = slip.subtotals.filter { $0.kind == subtotal.kind }
        let covered = ofKind.flatMap(\.lines).sorted()
        let failing = ofKind.count { other in
            let lines = Set(other.lines)
            let amounts = slip.items.filter { lines.contains($0.line) }.compactMap(\.amount.value)
            return amounts.reduce(.zero, +) != other.amount.value
        }
        guard let printed = subtotal.amount.value, let total = slip.total, !total.needsReview else {
            return false
        }
        return total.value == sum && covered == slip.items.map(\.line).sorted() && failing == 1
            && !printed.isOneFigure(from: expected)
            && printed.description.count >= expected.description.count
    }

    private mutating func compare(_ subtotal: Subtotal, of slip: Slip) {
        let lines = Set(subtotal.lines)
        let amounts = slip.items.filter { lines.contains($0.line) }.map(\.amount)
        let expected = amounts.compactMap(\.value).reduce(.zero, +)
        guard let printed = subtotal.amount.value else {
            isClosed = false
            needsReview = true
            return
        }
        guard printed != expected || amounts.contains(where: { $0.value == nil }) else { return }
        isClosed = false
        let areCertain =
            amounts.allSatisfy { $0.value != nil && !$0.needsReview } && !subtotal.amount.needsReview
        guard areCertain else {
            needsReview = true
            return
        }
        // Which lines a sum covers is itself a reading of the layout: a person looks.
        needsReview = true
        guard isMisprint(subtotal, besides: expected, of: slip) else { return }
        flags.append(
            Flag(
                code: .subtotalMismatch, severity: .suspect,
                message: "“\(subtotal.label)”\(printed)元，所含明细合计\(expected)元，相差\(printed - expected)元。"
                    + "The subtotal is \(printed), its lines sum to \(expected) yuan.",
                amount: printed - expected, related: subtotal.lines))
    }
}
