import Catalog
import Slips

/// Knowledge points by the codes that they name, so that judging a line does not depend on how many there are.
struct PointIndex<Point: KnowledgePoint>: Sendable {
    private(set) var points: [Point] = []
    /// The last point of each code, as an index into `points`.
    private var last: [String: Int32] = [:]
    /// The point of the same code before each point; -1 for none.
    private var earlier: [Int32] = []
    /// The lengths of the codes, longest first.
    private var lengths: [Int] = []

    init() {}

    init(_ points: [Point]) {
        last.reserveCapacity(points.count)
        for point in points { append(point) }
    }

    /// Reads a table of points.
    ///
    /// - Throws: `CatalogError` that names the line and column of what is wrong.
    init(table bytes: [UInt8], file: String) throws(CatalogError) {
        var table = try CatalogTable(
            bytes, file: file, required: (PointHead.columns + Point.columns).map(\.name))
        // Most rows say the same words; each text is kept once.
        var texts: [String: String] = [:]
        func shared(_ text: String) -> String {
            if let known = texts[text] { return known }
            texts[text] = text
            return text
        }
        var linesOfPoints: [Int] = []
        while let row = try table.next() {
            var head = try PointHead(row)
            head.limit = shared(head.limit)
            head.basis = shared(head.basis)
            let point = try Point(head: head, row: row)
            if point.claim != nil {
                for index in places(of: head.code) {
                    let line = linesOfPoints[index]
                    if let defect = point.contradiction(of: points[index], line: line, in: row) {
                        throw defect
                    }
                }
            }
            append(point)
            linesOfPoints.append(row.line)
        }
    }

    /// The points of just this code, the last first, as indices.
    private func places(of code: String) -> [Int] {
        var places: [Int] = []
        var index = last[code] ?? -1
        while index >= 0 {
            places.append(Int(index))
            index = earlier[Int(index)]
        }
        return places
    }

    private mutating func append(_ point: Point) {
        let code = point.head.code
        if !lengths.contains(code.utf8.count) {
            lengths.append(code.utf8.count)
            lengths.sort(by: >)
        }
        earlier.append(last[code] ?? -1)
        last[code] = Int32(points.count)
        points.append(point)
    }

    /// All points that name a line's entry and hold on its day, those of the longest codes first.
    func points(for line: JudgedLine) -> [Point] {
        guard !points.isEmpty else { return [] }
        var found: [Point] = []
        for length in lengths {
            guard let code = line.prefix(length) else { continue }
            found += places(of: code).map { points[$0] }.filter { $0.head.holds(on: line.day) }
        }
        return found
    }

    /// The point that names a line's entry most exactly.
    func point(for line: JudgedLine) -> Point? { points(for: line).first }
}
