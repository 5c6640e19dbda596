internal import Foundation

extension Calibration {
    /// Reads what ``text`` writes; lines that are none of it are passed over.
    public init(text: String) {
        var points: [Evidence: [CalibrationCurve.Point]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let evidence = Evidence(rawValue: String(parts[0])),
                let raw = Double(parts[1]), let right = Double(parts[2])
            else { continue }
            points[evidence, default: []].append(CalibrationCurve.Point(raw: raw, right: right))
        }
        self.init(curves: points.compactMapValues { CalibrationCurve(points: $0) })
    }

    /// One line for each point of each curve: the kind of evidence, the evidence, the share that is right.
    public var text: String {
        Evidence.allCases.flatMap { evidence in
            (curves[evidence]?.points ?? []).map { point in
                "\(evidence.rawValue) \(String(format: "%.4f %.4f", point.raw, point.right))\n"
            }
        }.joined()
    }
}
