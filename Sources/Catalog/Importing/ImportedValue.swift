import Foundation
import Slips

/// Reads the cells of published tables as what their columns must hold; nil for what is not understood.
enum ImportedValue {
    /// The text of a cell on one line, without white space at its ends; nil where it is empty or no value.
    static func text(_ cell: PublishedTable.Cell) -> String? {
        let text: String
        switch cell {
        case .text(let content), .number(let content): text = content
        case .empty, .fault: return nil
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let joined = lines.joined().trimmingCharacters(in: .whitespaces)
        return joined.isEmpty ? nil : joined
    }

    /// The class of a row: `甲`, `乙类`, `医保丙类`, `自费`, and the national numbers 01 to 03.
    static func insuranceClass(_ text: String) -> InsuranceClass? {
        switch text {
        case "01": .a
        case "02": .b
        case "03": .c
        default: InsuranceClass(mark: text)
        }
    }

    /// A share: `0.1`, `10%`; under a heading in per cent `10` too.
    static func ratio(_ text: String, inPercent: Bool) -> Ratio? {
        let plain = text.replacing("％", with: "%")
        guard inPercent || plain.hasSuffix("%") else { return decimal(plain).flatMap { Ratio($0) } }
        let digits = plain.hasSuffix("%") ? String(plain.dropLast()) : plain
        guard let percent = decimal(digits).flatMap({ Money($0) }), percent.micros % 100 == 0 else {
            return nil
        }
        return Ratio(micros: percent.micros / 100)
    }

    /// Words that say that there is no cap.
    private static let uncapped: Set<String> = ["/", "-", "—", "——", "无", "不限", "市场调节价", "自主定价"]

    /// A cap in yuan: `12.5`, `1,234.50`, `12元`; no cap for an empty cell and for the words that say so.
    static func priceCap(_ text: String?) -> Money?? {
        guard let text, !uncapped.contains(text) else { return .some(nil) }
        var plain = text
        for mark in ["元", "¥", "￥"] {
            if plain.hasSuffix(mark) { plain.removeLast() }
            if plain.hasPrefix(mark) { plain.removeFirst() }
        }
        guard let number = withoutGroups(plain), let money = decimal(number).flatMap({ Money($0) }),
            money >= .zero
        else { return nil }
        return .some(money)
    }

    /// A number without the commas that part its thousands; nil where they part anything else.
    private static func withoutGroups(_ text: String) -> String? {
        guard text.contains(",") else { return text }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            return nil
        }
        return groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// Decimal text of a number as a spreadsheet stores it, which may have an exponent or too many decimals.
    ///
    /// Spreadsheet programs hold binary fractions and show fifteen digits of them: `0.1` may be stored as
    /// `0.10000000000000001`. The fifteen digits are what the agency saw and published.
    static func decimal(_ text: String) -> String? {
        let digits = text.filter { $0 != "." && $0 != "-" }.drop { $0 == "0" }
        guard text.utf8.allSatisfy({ "0123456789.-+eE".utf8.contains($0) }), !text.isEmpty else { return nil }
        let isLong = digits.count > 15 || text.contains { $0 == "e" || $0 == "E" }
        guard isLong else { return text }
        guard var value = Decimal(string: text) else { return nil }
        var rounded = Decimal()
        let magnitude = value.isZero ? 0 : Int(value.exponent) + "\(value.significand)".count
        // Unsafe only in that Foundation takes both numbers by pointer for the length of the call.
        unsafe NSDecimalRound(&rounded, &value, 15 - magnitude, .plain)
        return "\(rounded)"
    }

    /// A day: `2024-01-31`, `2024/1/31`, `2024.1.31`, `20240131`, `2024年1月31日`, or a spreadsheet's number of days.
    static func date(_ cell: PublishedTable.Cell, countsFrom1904: Bool) -> CalendarDate? {
        if case .number(let text) = cell, let days = Int(text.replacing(".0", with: "")),
            (20_000...80_000).contains(days)
        {
            return date(days: days + (countsFrom1904 ? 1462 : 0))
        }
        guard let text = text(cell) else { return nil }
        let day = text.split(separator: " ").first.map(String.init) ?? text
        let parts = day.split(whereSeparator: { "-/.年月日".contains($0) }).map(String.init)
        if parts.count == 1, parts[0].count == 8, let number = Int(parts[0]) {
            return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The day that a spreadsheet numbers so, counting from 1900 and that year's 29 February, which never was.
    ///
    /// Source: Howard Hinnant, “chrono-compatible low-level date algorithms”, `civil_from_days`.
    private static func date(days: Int) -> CalendarDate? {
        // Day 25 569 is 1 January 1970.
        let shifted = days - 25_569 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return CalendarDate(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
