import Slips

/// How one hospital's program prints dates, quantities, prices and amounts.
struct PrintedForms {
    let dateSeparator: String
    let quantityDecimals: Int
    let priceDecimals: Int
    let groupsThousands: Bool
    /// Whether amounts of lines have thousands commas too.
    private(set) var groupsEveryAmount = false
    /// What stands before prices and amounts: nothing, or ¥.
    private(set) var currencyMark = ""
    /// Whether digits are as wide as Chinese characters.
    private(set) var isFullWidth = false
    /// Whether dates of lines have no year.
    private(set) var shortensDates = false

    init(random: inout SeededRandom) {
        dateSeparator = random.word("-", "-", "-", ".", "/")
        quantityDecimals = random.pick([0, 0, 0, 1, 2], else: 0)
        priceDecimals = random.pick([2, 2, 2, 4], else: 2)
        groupsThousands = random.chance(0.12)
    }

    /// The forms of any program: more decimals, commas, currency marks, wide digits.
    static func any(random: inout SeededRandom) -> PrintedForms {
        var forms = PrintedForms(
            dateSeparator: random.word("-", "-", "-", ".", "/", ""),
            quantityDecimals: random.pick([0, 0, 0, 1, 2, 2, 4], else: 0),
            priceDecimals: random.pick([2, 2, 2, 3, 4, 4, 6], else: 2),
            groupsThousands: random.chance(0.25))
        forms.groupsEveryAmount = forms.groupsThousands && random.chance(0.6)
        if random.chance(0.08) { forms.currencyMark = random.word("¥", "￥") }
        forms.isFullWidth = random.chance(0.03)
        forms.shortensDates = random.chance(0.15)
        return forms
    }

    /// The same with narrow digits, as papers too narrow for wide ones print them.
    var narrow: PrintedForms {
        var forms = self
        forms.isFullWidth = false
        return forms
    }

    private init(dateSeparator: String, quantityDecimals: Int, priceDecimals: Int, groupsThousands: Bool) {
        self.dateSeparator = dateSeparator
        self.quantityDecimals = quantityDecimals
        self.priceDecimals = priceDecimals
        self.groupsThousands = groupsThousands
    }

    func date(_ iso: String) -> String {
        iso.replacing("-", with: dateSeparator)
    }

    func date(_ date: CalendarDate) -> String {
        shortensDates ? shortDate(date) : self.date(date.description)
    }

    /// Month and day only, as narrow columns print them.
    func shortDate(_ date: CalendarDate) -> String {
        String(date.description.dropFirst(5)).replacing("-", with: dateSeparator == "." ? "." : "/")
    }

    func quantity(_ quantity: Quantity) -> String {
        widened(Self.padded(quantity.description, decimals: quantityDecimals))
    }

    func price(_ price: Money) -> String {
        widened(currencyMark + grouped(Self.padded(price.description, decimals: priceDecimals)))
    }

    func amount(_ amount: Money) -> String {
        widened(currencyMark + grouped(amount.description))
    }

    /// An amount at the foot of a slip, at some hospitals with commas.
    func total(_ amount: Money) -> String {
        groupsThousands ? Self.withCommas(amount.description) : amount.description
    }

    private func grouped(_ text: String) -> String { groupsEveryAmount ? Self.withCommas(text) : text }

    private func widened(_ text: String) -> String {
        guard isFullWidth else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.isASCII ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
    }

    private static func withCommas(_ text: String) -> String {
        guard let point = text.firstIndex(of: ".") else { return text }
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
