internal import QRCodes

/// Writes a sheet from top to bottom, and goes on on the next page where one is full.
struct SheetColumnWriter: ~Copyable {
    private let document: PaperDocument
    private let foot: String
    private var y = 20.0
    private var page = 1

    private static let left = 12.0
    private static let right = 198.0
    private static let bottom = 280.0
    /// The height of common lettering.
    private static let size = 3.0
    private static let step = 4.4

    init(document: consuming PaperDocument, foot: String) {
        self.document = document
        self.foot = foot
    }

    /// A column of a table.
    struct Column {
        var heading: String
        /// Where its texts begin; nil where they end at ``right``.
        var left: Double?
        var right: Double

        init(_ heading: String, left: Double? = nil, right: Double) {
            self.heading = heading
            self.left = left
            self.right = right
        }
    }

    mutating func title(_ chinese: String, _ english: String) {
        document.writeCentred(chinese, baseline: y, size: 8)
        document.writeCentred(english, baseline: y + 5.5, size: 3.6)
        y += 13
    }

    /// - Parameters:
    ///   - text: The heading.
    ///   - height: How much of what follows stands on its page.
    mutating func heading(_ text: String, with height: Double = 8) {
        room(Self.step + height)
        y += 2.5
        document.write(text, x: Self.left, baseline: y, size: 3.8)
        document.rule(from: Self.left, to: Self.right, y: y + 1.4, thickness: 0.3)
        y += Self.step + 1.8
    }

    mutating func paragraph(_ text: String, indent: Double = 0) {
        let lines = document.wrapped(
            text, size: Self.size, room: Self.right - Self.left - indent)
        for line in lines {
            room(Self.step)
            document.write(line, x: Self.left + indent, baseline: y, size: Self.size)
            y += Self.step
        }
    }

    /// Labels and what stands behind them, one below the other.
    mutating func labelled(_ rows: [(String, String)]) {
        for (label, text) in rows {
            let lines = document.wrapped(text, size: Self.size, room: Self.right - Self.left - 44)
            for (index, line) in (lines.isEmpty ? [""] : lines).enumerated() {
                room(Self.step)
                if index == 0 { document.write(label, x: Self.left, baseline: y, size: Self.size) }
                document.write(line, x: Self.left + 44, baseline: y, size: Self.size)
                y += Self.step
            }
        }
    }

    /// The same in two columns, where both fit.
    mutating func pairs(_ rows: [(String, String)]) {
        let half = (Self.right - Self.left) / 2
        var column = 0
        for (label, text) in rows {
            let isWide = document.width(of: text, size: Self.size) > half - 46
            if isWide {
                if column == 1 { y += Self.step }
                column = 0
                labelled([(label, text)])
                continue
            }
            if column == 0 { room(Self.step) }
            let x = Self.left + Double(column) * half
            document.write(label, x: x, baseline: y, size: Self.size)
            document.write(text, x: x + 44, baseline: y, size: Self.size)
            if column == 1 { y += Self.step }
            column = 1 - column
        }
        if column == 1 { y += Self.step }
    }

    /// A table; a cell is as many lines as it has texts, each wrapped where it is too wide.
    mutating func table(_ columns: [Column], rows: [[[String]]]) {
        room(Self.step * 3)
        headings(columns)
        for row in rows {
            let cells = zip(columns, row).map { column, texts in
                texts.filter { !$0.isEmpty }.flatMap { text in
                    column.left.map {
                        document.wrapped(text, size: Self.size, room: column.right - $0)
                    } ?? [text]
                }
            }
            let height = Double(max(1, cells.map(\.count).max() ?? 1)) * Self.step
            if y + height > Self.bottom {
                turn()
                headings(columns)
            }
            for (column, lines) in zip(columns, cells) {
                for (index, line) in lines.enumerated() {
                    write(line, in: column, baseline: y + Double(index) * Self.step)
                }
            }
            y += height
            document.rule(from: Self.left, to: Self.right, y: y - Self.step + 1.2, thickness: 0.08)
            y += 0.6
        }
    }

    private mutating func headings(_ columns: [Column]) {
        for column in columns { write(column.heading, in: column, baseline: y) }
        document.rule(from: Self.left, to: Self.right, y: y + 1.2, thickness: 0.2)
        y += Self.step + 0.8
    }

    private func write(_ text: String, in column: Column, baseline: Double) {
        if let left = column.left {
            document.write(text, x: left, baseline: baseline, size: Self.size)
        } else {
            document.write(text, right: column.right, baseline: baseline, size: Self.size)
        }
    }

    /// The height of ``proof(_:note:code:)``.
    static let proofHeight = 42.0

    /// The height of ``signatures(_:)``.
    private static let signaturesHeight = 14.0
    /// The height of a proof with the signatures below it: these never stand on a page alone.
    static let endHeight = proofHeight + signaturesHeight

    /// Lines beside a code, and below them a note whose lines must not be broken; without a code where its text is too long.
    mutating func proof(_ lines: [String], note: [String], code: QRCode?) {
        let side = 26.0
        room(Self.proofHeight)
        let top = y - Self.size
        let width = Self.right - Self.left - side - 6
        for line in lines {
            for part in document.wrapped(line, size: Self.size, room: width) {
                document.write(part, x: Self.left, baseline: y, size: Self.size)
                y += Self.step
            }
        }
        for line in note {
            let own = document.width(of: line, size: Self.size)
            let size = own > width ? Self.size * width / own : Self.size
            document.write(line, x: Self.left, baseline: y, size: size)
            y += Self.step
        }
        if let code { document.draw(code, x: Self.right - side, y: top, side: side) }
        y = max(y, top + side + 3)
    }

    /// Places to sign at.
    mutating func signatures(_ names: [String]) {
        room(Self.signaturesHeight)
        y += 9
        let width = (Self.right - Self.left) / Double(names.count)
        for (index, name) in names.enumerated() {
            let x = Self.left + Double(index) * width
            document.write(name, x: x, baseline: y, size: Self.size)
            let start = x + document.width(of: name, size: Self.size) + 2
            document.rule(from: start, to: x + width - 4, y: y + 0.8)
        }
        y += Self.step
    }

    /// Turns the page where less than this is left of it.
    private mutating func room(_ height: Double) {
        if y + height > Self.bottom { turn() }
    }

    private mutating func turn() {
        endPage()
        page += 1
        y = 20
    }

    private func endPage() {
        document.write(foot, x: Self.left, baseline: 290, size: 2.6)
        document.write("第\(page)页 page \(page)", right: Self.right, baseline: 290, size: 2.6)
        document.endPage()
    }

    consuming func finish() throws(PaperError) -> [UInt8] {
        endPage()
        return try document.finish()
    }
}
