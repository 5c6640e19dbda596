import Slips

/// How one hospital's program prints dates, quantities, prices and amounts.
struct PrintedForms {
    let dateSeparator: String
    let quantityDecimals: Int
    let priceDecimals: Int
    let groupsThousands: Bool

    init(random: inout SeededRandom) {
        dateSeparator = random.word("-", "-", "-", ".", "/")
        quantityDecimals = random.pick([0, 0, 0, 1, 2], else: 0)
        priceDecimals = random.pick([2, 2, 2, 4], else: 2)
        groupsThousands = random.chance(0.12)
    }

    func date(_ iso: String) -> String {
        iso.replacing("-", with: dateSeparator)
    }

    func date(_ date: CalendarDate) -> String {
        self.date(date.description)
    }

    /// Month and day only, as narrow columns print them.
    func shortDate(_ date: CalendarDate) -> String {
        String(date.description.dropFirst(5)).replacing("-", with: dateSeparator == "." ? "." : "/")
    }

    func quantity(_ quantity: Quantity) -> String {
        Self.padded(quantity.description, decimals: quantityDecimals)
    }

    func price(_ price: Money) -> String {
        Self.padded(price.description, decimals: priceDecimals)
    }

    func amount(_ amount: Money) -> String {
        amount.description
    }

    /// An amount at the foot of a slip, at some hospitals with commas.
    func total(_ amount: Money) -> String {
        let text = amount.description
        guard groupsThousands, let point = text.firstIndex(of: ".") else { return text }
        var whole = Array(text[..<point])
        var at = whole.count - 3
        while at > 0, whole[at - 1] != "-" {
            whole.insert(",", at: at)
            at -= 3
        }
        return String(whole) + text[point...]
    }

    private static func padded(_ text: String, decimals: Int) -> String {
        let have = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        guard have < decimals else { return text }
        return text + (have == 0 ? "." : "") + String(repeating: "0", count: decimals - have)
    }
}
