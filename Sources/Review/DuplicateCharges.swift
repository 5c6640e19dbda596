import Catalog
import Slips

/// Finds lines that charge the same thing more than once.
///
/// Source: the contract: same entry, same day where days are printed, same quantity and amount. A refund of a line
/// takes one of its repetitions back. Only lines whose readings and match are certain are compared; with such a line
/// also one whose amount and match are certain, and whose quantity and price were read just like it: that a misreading
/// makes two lines of one entry equal in all three is hardly possible.
enum DuplicateCharges {
    /// A line as far as it is compared.
    struct Line {
        var number: Int
        /// The entry's code; for an unlisted item its name.
        var subject: String
        var date: CalendarDate?
        var quantity: Quantity
        var amount: Money
        var unitPrice: Money?
        /// Whether quantity and price are certain, too.
        var isCertain: Bool
    }

    private struct Charge: Hashable {
        var subject: String
        var date: CalendarDate?
        var quantity: Quantity
        var amount: Money
    }

    /// The other lines of the same charge, by line number, for every line that is charged more than once.
    static func find(in lines: [Line]) -> [Int: [Int]] {
        func charge(_ line: Line) -> Charge {
            Charge(
                subject: line.subject, date: line.date, quantity: Quantity(micros: abs(line.quantity.micros)),
                amount: line.amount.magnitude)
        }
        let certain = lines.filter(\.isCertain)
        let alike = lines.filter { line in
            !line.isCertain && line.unitPrice != nil && line.amount > .zero
                && certain.contains { $0.unitPrice == line.unitPrice && charge($0) == charge(line) }
        }
        var charged: [Charge: [Int]] = [:]
        var refunded: [Charge: Int] = [:]
        for line in (certain + alike).sorted(by: { $0.number < $1.number }) {
            let charge = charge(line)
            if line.amount > .zero {
                charged[charge, default: []].append(line.number)
            } else if line.amount < .zero {
                refunded[charge, default: 0] += 1
            }
        }
        var duplicates: [Int: [Int]] = [:]
        for (charge, numbers) in charged where numbers.count - (refunded[charge] ?? 0) > 1 {
            for number in numbers { duplicates[number] = numbers.filter { $0 != number } }
        }
        return duplicates
    }
}
