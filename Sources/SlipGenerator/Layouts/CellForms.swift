import Slips

/// How one hospital's program prints what is no plain number: classes, shares, and units behind numbers.
struct CellForms {
    /// What 甲, 乙 and 丙 are printed as.
    enum Classes {
        case plain, worded, bracketed
    }

    /// What a share of a tenth is printed as.
    enum Shares {
        /// 10%
        case percent
        /// 10
        case hundredths
        /// 0.1
        case decimal
        /// 0.10
        case decimals
    }

    /// Where units stand that have no column of their own.
    enum Units {
        case nowhere
        /// 2盒
        case behindQuantity
        /// 2/盒
        case afterSlash
        /// 12.50/盒
        case behindPrice
    }

    var classes = Classes.plain
    var shares = Shares.percent
    var units = Units.nowhere

    /// The usual forms.
    init() {}

    /// Any forms in use.
    ///
    /// - Parameters:
    ///   - columns: The list's columns; units with a column of their own stand nowhere else.
    ///   - random: Draws.
    init(columns: [FeeColumn], random: inout SeededRandom) {
        classes = random.pick([.plain, .plain, .worded, .bracketed], else: .plain)
        shares = random.pick([.percent, .percent, .hundredths, .decimal, .decimals], else: .percent)
        guard !columns.contains(.unit), random.chance(0.8) else { return }
        let priced: Units = columns.contains(.price) ? .behindPrice : .afterSlash
        units = random.pick(
            [.behindQuantity, .behindQuantity, .behindQuantity, .afterSlash, priced], else: .behindQuantity)
    }

    func insuranceClass(_ mark: String) -> String {
        switch classes {
        case .plain: mark
        case .worded: mark == "丙" ? "自费" : mark + "类"
        case .bracketed: "[" + mark + "]"
        }
    }

    func share(_ ratio: Ratio) -> String {
        let hundredths = Quantity(micros: ratio.micros * 100).description
        let decimal = Quantity(micros: ratio.micros).description
        return switch shares {
        case .percent: hundredths + "%"
        case .hundredths: hundredths
        case .decimal: decimal
        case .decimals: Money(micros: ratio.micros).description
        }
    }

    func quantity(_ number: String, unit: String) -> String {
        switch units {
        case .nowhere, .behindPrice: number
        case .behindQuantity: number + unit
        case .afterSlash: number + "/" + unit
        }
    }

    func price(_ number: String, unit: String) -> String {
        units == .behindPrice ? number + "/" + unit : number
    }
}
