internal import Foundation

/// The reliability diagram: confidence as said against the share that is right as measured, as SVG.
///
/// One panel a subject. Both axes run in odds of being wrong, so that 0.9, 0.99 and 0.999 lie as far apart as they matter.
struct ReliabilityDiagram {
    let reliability: [Accuracy.Subject: Reliability]

    private static let panel = (width: 300.0, height: 300.0)
    private static let margin = (left: 62.0, top: 56.0, right: 26.0, bottom: 84.0)
    private static let step = panel.width + margin.left + margin.right
    private static let ticks = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1]

    var svg: String {
        let width = Self.step * Double(Accuracy.Subject.allCases.count)
        let height = Self.panel.height + Self.margin.top + Self.margin.bottom
        let panels = Accuracy.Subject.allCases.enumerated().map { index, subject in
            """
            <g transform="translate(\(Self.text(Double(index) * Self.step + Self.margin.left)) \(Self.text(Self.margin.top)))">
            \(panel(of: subject))
            </g>

            """
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.text(width)) \(Self.text(height))" \
            font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#333">
            <title>Reliability of confidences</title>
            <rect width="\(Self.text(width))" height="\(Self.text(height))" fill="#fff"/>
            \(panels.joined())</svg>

            """
    }

    private func panel(of subject: Accuracy.Subject) -> String {
        let values = reliability[subject] ?? Reliability()
        let error = values.meanError.map { String(format: "%.1f %%", 100 * $0) } ?? "–"
        return ([heading(subject, values.count, error)] + grid + values.bins.flatMap(marks)).joined(
            separator: "\n")
    }

    private func heading(_ subject: Accuracy.Subject, _ count: Int, _ error: String) -> String {
        """
        <text x="0" y="-32" font-size="15" font-weight="bold">\(subject.rawValue.capitalized)</text>
        <text x="0" y="-14">\(count) values; said and measured differ by \(error) on average</text>
        <text x="\(Self.text(Self.panel.width / 2))" y="\(Self.text(Self.panel.height + 50))" text-anchor="middle">confidence as said</text>
        <text transform="translate(-46 \(Self.text(Self.panel.height / 2))) rotate(-90)" text-anchor="middle">share right as measured</text>
        """
    }

    private var grid: [String] {
        let (width, height) = (Self.text(Self.panel.width), Self.text(Self.panel.height))
        let lines = Self.ticks.flatMap { tick -> [String] in
            let (x, y) = (Self.text(Self.x(tick)), Self.text(Self.y(tick)))
            return [
                ##"<path d="M\##(x) 0V\##(height)M0 \##(y)H\##(width)" stroke="#e4e4e4"/>"##,
                ##"<text transform="translate(\##(x) \##(Self.text(Self.panel.height + 9))) rotate(-50)" text-anchor="end" dy="4">\##(Self.label(tick))</text>"##,
                ##"<text x="-7" y="\##(y)" dy="4" text-anchor="end">\##(Self.label(tick))</text>"##,
            ]
        }
        return lines + [
            ##"<path d="M0 \##(height)L\##(width) 0" stroke="#999" stroke-dasharray="4 4"/>"##,
            ##"<rect width="\##(width)" height="\##(height)" fill="none" stroke="#888"/>"##,
        ]
    }

    /// The dot of a bin, the range in which its true share lies (95 % on either side), and how many values it has.
    private func marks(of bin: Reliability.Bin) -> [String] {
        guard let measured = bin.values.rate, let most = bin.values.wrongRateBound else { return [] }
        let flipped = Share(all: bin.values.all, right: bin.values.wrong)
        let (x, y) = (Self.x(bin.said), Self.y(measured))
        let (low, high) = (Self.y(1 - most), Self.y(flipped.wrongRateBound ?? 1))
        let radius = 2.5 + log10(Double(bin.values.all)) * 1.6
        let isRight = x > Self.panel.width * 0.8
        return [
            ##"<path d="M\##(Self.text(x)) \##(Self.text(low))V\##(Self.text(high))" stroke="#1f5fa8" stroke-width="1.5" opacity="0.55"/>"##,
            ##"<circle cx="\##(Self.text(x))" cy="\##(Self.text(y))" r="\##(Self.text(radius))" fill="#1f5fa8"/>"##,
            """
            <text x="\(Self.text(x + (isRight ? -1 : 1) * (radius + 3)))" y="\(Self.text(y))" dy="\(isRight ? -5 : 12)" \
            text-anchor="\(isRight ? "end" : "start")" fill="#1f5fa8" font-size="10">\(bin.values.all)</text>
            """,
        ]
    }

    private static func x(_ probability: Double) -> Double { panel.width * place(of: probability) }

    private static func y(_ probability: Double) -> Double { panel.height * (1 - place(of: probability)) }

    /// Where a probability lies on an axis, 0…1: even in the logarithm of the chance of being wrong, down to one in 1000.
    private static func place(of probability: Double) -> Double {
        let least = 0.001
        return log((1 + least) / (1 - probability + least)) / log((1 + least) / least)
    }

    private static func label(_ probability: Double) -> String { String(format: "%g", probability) }

    private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}

extension Accuracy {
    /// The reliability diagram as SVG.
    public var diagram: String { ReliabilityDiagram(reliability: reliability).svg }
}
