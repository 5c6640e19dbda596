internal import Archive
internal import Foundation
internal import Markup
internal import Slips

/// Numbers, times and bars as a report shows them.
enum ReportFigures {
    /// `12,345`.
    static func grouped(_ number: Int) -> String { grouped("\(number)") }

    /// `12,345.60`.
    static func grouped(_ money: Money) -> String { grouped(money.description) }

    private static func grouped(_ number: String) -> String {
        let isNegative = number.hasPrefix("-")
        let digits = number.drop { $0 == "-" }
        let whole = digits.prefix { $0 != "." }
        var grouped = ""
        for (place, digit) in whole.enumerated() {
            if place > 0, (whole.count - place).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (isNegative ? "−" : "") + grouped + digits.dropFirst(whole.count)
    }

    /// A moment in China's time, to the minute.
    static func moment(_ time: Timestamp) -> String {
        let china = Timestamp(seconds: time.seconds + 8 * 3600).description
        return String(china.prefix(16)).replacing("T", with: " ") + " (UTC+8)"
    }

    /// `12.3`.
    static func seconds(_ time: Duration) -> String {
        let tenths = Int((time / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A bar that fills a part of its width.
    static func bar(_ part: Int, of whole: Int) -> HTML {
        let width = whole > 0 ? max(part > 0 ? 4 : 0, part * 600 / whole) : 0
        return """
            <svg class="bar" viewBox="0 0 600 10" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="0" width="\(width)" height="10"/></svg>
            """
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
