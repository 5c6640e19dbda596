import Slips

/// Makes the numbers, dates, codes, specs and amounts in capitals that slips print.
///
/// They are written with half-width marks and without spaces, as the number model writes them.
struct NumberTexts {
    func text(random: inout SeededRandom) -> (text: String, kind: SpecimenText) {
        switch random.integer(in: 0...99) {
        case 0..<22: (quantity(random: &random), .quantity)
        case 22..<50: (price(random: &random), .price)
        case 50..<53: (percent(random: &random), .percent)
        case 53..<65: (date(random: &random), .date)
        case 65..<79: (code(random: &random), .code)
        case 79..<94: (spec(random: &random), .spec)
        default: (capitals(random: &random), .capitals)
        }
    }

    func quantity(random: inout SeededRandom) -> String {
        switch random.integer(in: 0...19) {
        case 0..<9: "\(random.integer(in: 1...9))"
        case 9..<11: "\(random.integer(in: 10...31))"
        case 11: "\(random.integer(in: 32...999))"
        case 12..<14: "\(random.integer(in: 1...30)).00"
        case 14: "\(random.integer(in: 1...30)).0"
        case 15: random.word("0.5", "0.25", "1.5", "0.3", "2.5", "0.75", "0.125", "0.3333")
        case 16: "\(random.integer(in: 0...40))." + decimals(random.integer(in: 1...4), random: &random)
        case 17: "-\(random.integer(in: 1...9))" + random.word("", "", ".00", ".0")
        case 18: "\(random.integer(in: 1...60))" + random.pick(Self.packs, else: "盒")
        default: "\(random.integer(in: 1...9)).0000"
        }
    }

    func price(random: inout SeededRandom) -> String {
        let magnitude = random.integer(in: 0...19)
        let yuan =
            switch magnitude {
            case 0..<3: 0
            case 3..<8: random.integer(in: 1...9)
            case 8..<13: random.integer(in: 10...99)
            case 13..<17: random.integer(in: 100...999)
            case 17..<19: random.integer(in: 1000...9999)
            default: random.integer(in: 10_000...999_999)
            }
        let places =
            switch random.integer(in: 0...19) {
            case 0..<13: 2
            case 13..<17: 4
            case 17: 3
            case 18: 1
            default: 0
            }
        var whole = "\(yuan)"
        if yuan >= 1000, random.chance(0.25) {
            whole = whole.dropLast(3) + "," + whole.suffix(3)
        }
        // Prices end in zeros oftener than chance has it.
        let cents = random.chance(0.3) ? random.word("00", "50", "80", "20", "60", "5", "90") : nil
        var text = whole
        if places > 0 {
            let drawn = decimals(places, random: &random)
            text += "." + (cents.map { ($0 + "000000").prefix(places) } ?? drawn[...])
        }
        if random.chance(0.06) { text = "-" + text }
        if random.chance(0.07) { text = "¥" + text }
        if random.chance(0.03) { text += "元" }
        return text
    }

    func percent(random: inout SeededRandom) -> String {
        random.chance(0.6)
            ? "\(random.pick([0, 5, 10, 15, 20, 30, 40, 50, 100], else: 10))%"
            : "\(random.integer(in: 0...100)).\(random.digits(random.integer(in: 1...2)))%"
    }

    func date(random: inout SeededRandom) -> String {
        let year = random.integer(in: 1935...2029)
        let (month, day) = (random.integer(in: 1...12), random.integer(in: 1...28))
        let (mm, dd) = (two(month), two(day))
        let clock = "\(two(random.integer(in: 0...23))):\(two(random.integer(in: 0...59)))"
        let seconds = ":\(two(random.integer(in: 0...59)))"
        switch random.integer(in: 0...15) {
        case 0..<4: return "\(year)-\(mm)-\(dd)"
        case 4..<6: return "\(year).\(mm).\(dd)"
        case 6: return "\(year)/\(month)/\(day)"
        case 7: return "\(year)/\(mm)/\(dd)"
        case 8: return "\(year)\(mm)\(dd)"
        case 9: return "\(year)年\(month)月\(day)日"
        case 10: return "\(year)年\(mm)月\(dd)日"
        case 11: return "\(mm)\(random.word("-", "/", "."))\(dd)"
        case 12: return clock + random.word("", seconds)
        case 13: return "\(year)-\(mm)-\(dd)\(clock)" + random.word("", seconds)
        case 14: return "\(two(year % 100))-\(mm)-\(dd)"
        default: return "\(year).\(mm).\(dd)\(clock)\(seconds)"
        }
    }

    func code(random: inout SeededRandom) -> String {
        func letters(_ count: Int) -> String {
            (0..<count).map { _ in random.pick(Self.capitals, else: "A") }.joined()
        }
        switch random.integer(in: 0...13) {
        case 0, 1:
            return "X" + letters(1) + random.digits(2) + letters(2) + letters(1) + zeros(3, random: &random)
                + letters(1) + zeros(3, random: &random) + zeros(4, random: &random)
                + zeros(5, random: &random)
        case 2:
            return "Z" + letters(1) + random.digits(2) + letters(2) + zeros(4, random: &random) + letters(1)
                + zeros(8, random: &random)
        case 3: return "C" + zeros(19, random: &random)
        case 4, 5: return "00" + random.word("1", "2", "3") + zeros(12, random: &random)
        case 6: return random.word("S", "F", "YP", "") + random.digits(9) + random.word("", "b0010", "-1")
        case 7: return random.digits(random.integer(in: 8...10))
        case 8: return zeros(20, random: &random)
        case 9: return random.digits(12)
        case 10:
            let day = CalendarDate(year: 2024, month: 6, day: 1)
            return day.map { MadePerson(on: $0, random: &random).idNumber } ?? random.digits(18)
        case 11:
            let digits = random.digits(18)
            return digits.prefix(random.integer(in: 3...6)) + String(repeating: "*", count: 8)
                + digits.suffix(4)
        case 12: return random.word("ZY", "MZ", "No.", "N0", "BA", "T", "H") + random.digits(8)
        default:
            return (0..<6).map { _ in random.pick(Array("0123456789abcdef"), else: "0") }.map(String.init)
                .joined()
        }
    }

    /// Digits of which many are zero, as in codes.
    private func zeros(_ count: Int, random: inout SeededRandom) -> String {
        let share = random.pick([0.1, 0.4, 0.6], else: 0.4)
        return (0..<count).map { _ in random.chance(share) ? "0" : "\(random.integer(in: 0...9))" }.joined()
    }

    func spec(random: inout SeededRandom) -> String {
        let times = random.word("*", "*", "×", "x", "X")
        let dose = self.dose(random: &random)
        let pack = random.pick([6, 7, 9, 10, 12, 14, 20, 24, 28, 30, 36, 48, 60, 100], else: 10)
        let piece = random.word("片", "粒", "支", "袋", "丸", "贴", "s", "S", "板")
        let box = random.word("盒", "瓶", "包", "袋", "支")
        switch random.integer(in: 0...15) {
        case 0..<4: return "\(dose)\(times)\(pack)\(piece)"
        case 4..<7: return "\(dose)\(times)\(pack)\(piece)/\(box)"
        case 7: return "\(dose)/\(random.word("支", "瓶", "袋", "片", "粒"))"
        case 8: return "\(amount(random: &random))ml:\(dose)"
        case 9: return "\(amount(random: &random))ml\(times)\(pack)支"
        case 10: return dose
        case 11: return "\(pack)\(piece)" + random.word("", "/\(box)")
        case 12: return "\(random.integer(in: 5...24))" + random.word("Fr", "G", "F", "mm", "cm", "#")
        case 13:
            let size = "\(random.integer(in: 2...20))\(random.word("cm", "mm", ""))"
            return "\(size)\(times)\(random.integer(in: 2...20))\(random.word("cm", "mm"))"
        case 14: return "\(random.integer(in: 1...900))万\(random.word("U", "IU", "单位"))"
        default: return "(\(dose))" + random.word("", "\(times)\(pack)\(piece)")
        }
    }

    private func dose(random: inout SeededRandom) -> String {
        amount(random: &random) + random.word("mg", "g", "mg", "g", "ml", "μg", "ug", "IU", "kg", "cm", "%")
    }

    private func amount(random: inout SeededRandom) -> String {
        random.chance(0.4)
            ? random.word(
                "0.1", "0.2", "0.25", "0.3", "0.5", "0.15", "0.05", "1.5", "2.5", "0.9", "12.5", "0.01")
            : "\(random.pick([1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 75, 80, 100, 150, 200, 250, 300, 500, 1000], else: 5))"
    }

    func capitals(random: inout SeededRandom) -> String {
        let top: Int64 = random.pick([1_000, 20_000, 300_000, 5_000_000, 90_000_000], else: 300_000)
        var fen = Int64(random.unit() * Double(top)) + 1
        if random.chance(0.2) { fen = fen / 100 * 100 + 100 }
        if random.chance(0.2) { fen = fen / 10 * 10 + 10 }
        var text = CapitalAmount(Money(fen: fen))?.description ?? "零元整"
        if random.chance(0.4) { text = String(text.map { $0 == "元" ? "圆" : $0 }) }
        if random.chance(0.25) { text = String(text.map { $0 == "整" ? "正" : $0 }) }
        return text
    }

    private func decimals(_ count: Int, random: inout SeededRandom) -> String {
        (0..<count).map { _ in "\(random.integer(in: 0...9))" }.joined()
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let packs = [
        "片", "粒", "支", "袋", "瓶", "盒", "丸", "包", "个", "次", "日", "天", "张", "套", "g", "ml",
    ]
    private static let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
}
