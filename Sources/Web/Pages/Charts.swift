import Markup
import Slips

/// Charts as SVG, without scripts: every mark has its words, and leads to its records.
struct StackedBars {
    /// A part of a bar.
    struct Part {
        /// Which series, from 0.
        var series: Int
        var count: Int
        var title: String
        var link: HTML
    }

    /// Names and parts of the bars, from left to right.
    var bars: [(name: String, parts: [Part])]

    private static let height = 180
    private static let width = 34

    var html: HTML {
        let greatest = max(1, bars.map { bar in bar.parts.map(\.count).reduce(0, +) }.max() ?? 1)
        let marks = bars.enumerated().map { place, bar -> HTML in
            var top = Self.height
            let parts = bar.parts.map { part -> HTML in
                let height = max(2, part.count * (Self.height - 20) / greatest)
                top -= height
                return """
                    <a href="\(part.link)"><rect class="series\(part.series)" x="\(place * Self.width + 4)" y="\(top)" \
                    width="\(Self.width - 8)" height="\(height)"><title>\(part.title)</title></rect></a>
                    """
            }
            let total = bar.parts.map(\.count).reduce(0, +)
            return """
                \(parts)<text class="value" x="\(place * Self.width + Self.width / 2)" y="\(max(10, top - 4))">\(total)</text>
                <text class="name" x="\(place * Self.width + Self.width / 2)" y="\(Self.height + 14)">\(bar.name)</text>
                """
        }
        return """
            <svg class="chart" role="img" width="\(max(1, bars.count) * Self.width)" height="\(Self.height + 20)" \
            viewBox="0 0 \(max(1, bars.count) * Self.width) \(Self.height + 20)">\(marks)</svg>
            """
    }

    /// How many series have a colour of their own; all others share the last.
    static let colours = 7
}

/// Prices of one entry over time, with its cap.
struct PriceChart {
    /// A line that charged the entry.
    struct Point {
        var date: CalendarDate
        /// Yuan a unit.
        var price: Money
        /// The cap on the day; nil where there was none.
        var cap: Money?
        var slip: String
        var title: String
    }

    var points: [Point]

    private static let (width, height, left, foot) = (720, 220, 64, 24)

    var html: HTML {
        guard let first = points.map(\.date).min(), let last = points.map(\.date).max() else { return "" }
        let greatest = max(1, (points.map(\.price) + points.compactMap(\.cap)).map(\.micros).max() ?? 1)
        let days = max(1, last.dayNumber - first.dayNumber)
        func x(_ date: CalendarDate) -> Int {
            Self.left + (date.dayNumber - first.dayNumber) * (Self.width - Self.left - 12) / days
        }
        func y(_ money: Money) -> Int {
            let room = Int64(Self.height - Self.foot - 12)
            // In thousandths of the greatest, so that nothing overflows.
            return Self.height - Self.foot - Int(max(0, money.micros / max(1, greatest / 1000)) * room / 1000)
        }
        let marks = points.map { point -> HTML in
            let isOver = point.cap.map { point.price > $0 } ?? false
            return """
                <a href="/records/\(point.slip)"><circle class="\(isOver ? "over" : "under")" cx="\(x(point.date))" cy="\(y(point.price))" \
                r="4"><title>\(point.title)</title></circle></a>
                """
        }
        let caps = points.compactMap { point -> HTML? in
            point.cap.map { cap in
                "<path class=\"cap\" d=\"M\(x(point.date) - 6) \(y(cap))h12\"/>"
            }
        }
        return """
            <svg class="chart" role="img" viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" height="\(Self.height)">
            <path class="axis" d="M\(Self.left) 8V\(Self.height - Self.foot)H\(Self.width - 6)"/>
            <text class="end" x="\(Self.left - 6)" y="16">\(Figures.grouped(Money(micros: greatest)))</text>
            <text class="end" x="\(Self.left - 6)" y="\(Self.height - Self.foot)">0</text>
            <text class="begin" x="\(Self.left)" y="\(Self.height - 6)">\(first.description)</text>
            <text class="end" x="\(Self.width - 6)" y="\(Self.height - 6)">\(last.description)</text>
            \(caps)\(marks)</svg>
            """
    }
}
