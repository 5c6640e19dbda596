internal import Foundation
internal import Slips

/// Chooses among the runners-up of the lines so that they add up to a certain total.
///
/// Source: field guide, “Where the readings do not close, try the runner-up readings”. One line may change, or two that close by
/// themselves; the change is taken only when it outweighs all other explanations, accidents among them.
enum SumSolver {
    /// The cost of the thought that the total is printed wrong, or that some line says what no candidate covers.
    ///
    /// It fits any total, so it counts by how easily some change would fit by accident.
    private static let unexplained = 2.5
    /// The cost of the thought that a line which does not close has another amount than was read.
    private static let openLine = 1.1
    /// The share of all explanations that the best must have to be believed.
    private static let certainty = 0.9
    /// Changes that are costlier than this are not believed: each must be named by an engine, not only possible.
    ///
    /// A total that was printed wrong is a finding: it must not be explained away by digits that look alike.
    private static let believable = 2.8
    /// The same for two lines at once.
    private static let believablePair = 4.0

    private struct Change {
        var item: Int
        var numbers: LineNumbers
        var delta: Money
        var cost: Double
    }

    private struct Solution {
        var changes: [Change]
        var cost: Double
    }

    /// Changes the lines of a slip whose sum is not its total, where one way to do so wins clearly.
    ///
    /// - Parameters:
    ///   - slip: Its items, one for each of `choices`.
    ///   - choices: What the numbers of each item may be.
    ///   - total: The total, known for certain.
    static func solve(_ slip: inout Slip, choices: [LineChoices], total: Money) {
        guard choices.count == slip.items.count else { return }
        let amounts = choices.map(\.chosen.amount)
        let missing = amounts.indices.filter { amounts[$0] == nil }
        guard missing.isEmpty else { return }
        let sum = amounts.reduce(Money.zero) { $0 + ($1 ?? .zero) }
        let changes = choices.enumerated().flatMap { index, choice -> [Change] in
            // A line that closes as it was read, and not only by repeating digits, is proven: the sum is not.
            if LineArithmetic.isProven(choice.chosen) { return [] }
            // The line as read stands among the others: a printed line need not close.
            let asRead = choice.read == choice.chosen ? [] : [choice.read]
            return (asRead + choice.others).compactMap { other -> Change? in
                guard let amount = other.amount, let chosen = choice.chosen.amount, amount != chosen,
                    !LineArithmetic.isThirdReading(other, besides: choice.read)
                else { return nil }
                return Change(
                    item: index, numbers: other, delta: amount - chosen,
                    cost: max(0, LineArithmetic.cost(of: other) - LineArithmetic.cost(of: choice.chosen)))
            }
        }
        // A line that should close and does not may hide any amount, unless it is certainly printed so.
        let open = Set(
            choices.indices.filter {
                !choices[$0].chosen.closes && choices[$0].chosen.unitPrice != nil && !choices[$0].isCertain
            })
        guard let best = cheapest(changes, needed: total - sum, open: open) else { return }
        for change in best.changes { set(change.numbers, of: &slip.items[change.item]) }
    }

    /// Takes all lines as they were read, where that adds up: what looked misread was printed so.
    ///
    /// - Parameters:
    ///   - slip: Its items, one for each of `choices`.
    ///   - choices: What the numbers of each item may be.
    ///   - total: The total, known for certain.
    /// - Returns: Whether it adds up.
    static func restoreAsRead(_ slip: inout Slip, choices: [LineChoices], total: Money) -> Bool {
        guard choices.count == slip.items.count else { return false }
        var sum = Money.zero
        for choice in choices {
            guard let amount = choice.read.amount else { return false }
            sum += amount
        }
        guard sum == total else { return false }
        for (index, choice) in choices.enumerated() where choice.read.amount != choice.chosen.amount {
            set(choice.read, of: &slip.items[index])
        }
        return true
    }

    private static func set(_ numbers: LineNumbers, of item: inout Item) {
        // One that follows from the kind of slip stays: a registration is charged once.
        if let quantity = numbers.quantity { item.quantity.value = quantity }
        item.amount.value = numbers.amount
        item.unitPrice?.value = numbers.unitPrice
        item.closes = numbers.closes
        // Line and sum both hold: two identities through independent cells. A line that does not close may be
        // printed so, or its quantity or price misread: a person looks.
        item.quantity.needsReview = !numbers.closes
        item.unitPrice?.needsReview = !numbers.closes
    }

    /// The change of one or two lines that adds what is needed; nil where none outweighs all other explanations.
    private static func cheapest(_ changes: [Change], needed: Money, open: Set<Int>) -> Solution? {
        let byDelta = Dictionary(grouping: changes, by: \.delta)
        var solutions = (byDelta[needed] ?? []).filter { $0.cost <= believable }
            .map { Solution(changes: [$0], cost: $0.cost) }
        // Two amounts that nothing else proves add up to anything too easily.
        let closing = changes.filter { $0.numbers.closes && $0.cost < believable }
        for first in closing {
            for second in byDelta[needed - first.delta] ?? []
            where second.item > first.item && second.numbers.closes {
                let cost = first.cost + second.cost + 1
                if cost <= believablePair {
                    solutions.append(Solution(changes: [first, second], cost: cost))
                }
            }
        }
        guard let best = solutions.min(by: { $0.cost < $1.cost }) else { return nil }
        let accidents = min(1, accidents(among: changes, closing, upTo: best.cost))
        let isOpen = !open.isSubset(of: best.changes.map(\.item))
        let other = isOpen ? exp(-openLine) : accidents * exp(-unexplained)
        let all = solutions.reduce(other) { $0 + exp(-$1.cost) }
        return exp(-best.cost) >= certainty * all ? best : nil
    }

    /// How many changes, single or in pairs, would add what is needed by accident: those that are cheap enough, over
    /// the fen that they are spread upon.
    private static func accidents(
        among changes: [Change], _ closing: [Change], upTo limit: Double
    ) -> Double {
        var count = changes.count { $0.cost <= limit }
        for (i, first) in closing.enumerated() {
            count += closing[(i + 1)...].count { $0.item != first.item && first.cost + $0.cost + 1 <= limit }
        }
        let spread = changes.map { $0.delta.magnitude.micros / 10_000 }.sorted()
        guard !spread.isEmpty else { return 0 }
        return Double(count) / Double(max(1, 2 * spread[spread.count / 2]))
    }
}
