public import Imaging
public import Layout

/// Everything that reading a page gives.
public struct PageReading: ~Copyable {
    public let layout: PageLayout
    /// The page as it was read and is archived: upright, level, cut to the sheet.
    public let picture: Raster
    /// Degrees clockwise by which the scan was turned: 0, 90, 180 or 270.
    public let rotation: Int
    /// Degrees clockwise by which the page was then turned to lie level.
    public let skew: Double
    /// Dots per inch of ``picture``; zero where the file says nothing.
    public let dpi: Double
}

/// Reads pages with one set of engines, on one thread.
public struct PageReader: ~Copyable {
    private let reader: CellReader

    /// Starts the engines.
    ///
    /// - Parameter dataPath: The folder of the models; nil for those that Slipway brings along.
    /// - Throws: ``RecognitionError`` when a model is missing.
    public init(dataPath: String?) throws(RecognitionError) {
        reader = try CellReader(dataPath: dataPath)
    }

    /// Reads a page, each slip on it alone where it holds several.
    ///
    /// - Parameters:
    ///   - scan: The page as decoded.
    ///   - each: Gets each slip's reading, in reading order; at least one.
    /// - Throws: ``RecognitionError`` when memory runs out or an engine refuses; what `each` throws.
    public func readSlips(
        on scan: consuming Raster, _ each: (borrowing PageReading) throws -> Void
    ) throws {
        let papers = PaperFinder.papers(in: scan)
        guard papers.count > 1 else { return try readParts(of: scan, each) }
        for box in papers {
            guard let paper = scan.clipped(to: box) else {
                throw RecognitionError.preparation("no memory for a slip")
            }
            try readParts(of: paper, each)
        }
    }

    /// Reads a picture, and where its words show several slips, each of them again alone.
    private func readParts(
        of scan: consuming Raster, isPart: Bool = false, _ each: (borrowing PageReading) throws -> Void
    ) throws {
        let whole = try read(scan)
        let parts = isPart ? [] : SlipParting.parts(of: whole.layout)
        guard parts.count > 1 else { return try each(whole) }
        for box in parts {
            guard let part = whole.picture.clipped(to: box) else {
                throw RecognitionError.preparation("no memory for a slip")
            }
            try readParts(of: part, isPart: true, each)
        }
    }

    /// Reads one page that holds one slip.
    ///
    /// - Parameter scan: The page as decoded.
    /// - Returns: What was read, and the picture that every box of it lies on.
    /// - Throws: ``RecognitionError`` when memory runs out or an engine refuses.
    public func read(_ scan: consuming Raster) throws(RecognitionError) -> PageReading {
        TextEngine.switchOffOpenMP()
        let prepared = try Self.prepared(consume scan)
        guard prepared.em > 0 else { return Self.reading(of: consume prepared, layout: nil) }
        let printed = try PrintedPage(layer: prepared.printBinary, print: prepared.print, em: prepared.em)
        let stand = try stand(of: printed)
        guard stand.isUpsideDown else {
            return try read(consume prepared, printed: printed, cells: stand.cells)
        }
        guard let turned = prepared.turnedUpsideDown() else { throw .preparation("no memory for turning") }
        let again = try PrintedPage(layer: turned.printBinary, print: turned.print, em: turned.em)
        let cells = try self.stand(of: again).cells
        return try read(consume turned, printed: again, cells: cells)
    }

    private static func prepared(_ scan: consuming Raster) throws(RecognitionError) -> PreparedPage {
        do {
            return try PagePreparation.prepare(scan)
        } catch {
            throw .preparation(error.description)
        }
    }

    private static func rulings(_ form: borrowing FormPage?) -> Rulings? {
        switch form {
        case .some(let page): page.printed.rulings
        case .none: nil
        }
    }

    private static func form(
        of page: borrowing PreparedPage, besides black: borrowing PrintedPage
    ) throws(RecognitionError) -> FormPage? {
        switch page.everyInkBinary {
        case .some(let layer):
            switch page.everyInk {
            case .some(let print):
                switch page.colouredInk {
                case .some(let coloured):
                    return FormPage(
                        try PrintedPage(layer: layer, print: print, em: page.em), coloured: coloured,
                        black: black)
                case .none: return nil
                }
            case .none: return nil
            }
        case .none: return nil
        }
    }

    private static func reading(of page: consuming PreparedPage, layout: PageLayout?) -> PageReading {
        let (rotation, skew, dpi, em) = (page.rotation, page.skew, page.dpi, page.em)
        let picture = page.takePicture()
        let found = layout ?? PageLayout(width: picture.width, height: picture.height, emHeight: em)
        return PageReading(layout: found, picture: picture, rotation: rotation, skew: skew, dpi: dpi)
    }

    private func read(
        _ page: consuming PreparedPage, printed: borrowing PrintedPage, cells: PageCells
    ) throws(RecognitionError) -> PageReading {
        let form = try Self.form(of: page, besides: printed)
        var layout = PageLayout(width: page.picture.width, height: page.picture.height, emHeight: page.em)
        var used = UsedPrint()
        var heads: [Int: [TextRun]] = [:]
        let head = try headings(
            on: printed, words: printed.lines.map(\.runs), cells: cells, keeping: &heads)
        // A form's own headings are looked for only where the print has none that leave no doubt.
        let formHead = head?.isWhole == true ? nil : try formHeadings(form)
        let isForm = formHead.map { $0.trust > (head?.trust ?? 0) + 0.3 } ?? false
        let isCovered = formHead.map { HeadlessTable.hasAmounts(besides: $0.headings, in: heads) } ?? true
        let rulings = Self.rulings(form)
        let isMixed = head.map { HeadlessTable.hasAmounts(besides: $0.headings, in: heads) } ?? false
        // A receipt of registration has sums and no details: what its headings stand over is a note for the patient.
        let isRegistration = rulings != nil && Self.isTitledRegistration(heads)
        var titles: [TextLine] = []
        var fees: [TextLine] = []
        if head?.isWhole != true || isMixed || isRegistration {
            let headings = isForm ? formHead?.headings : head?.headings ?? formHead?.headings
            let data = try coveringData(
                over: headings ?? [], on: page, rulings: printed.rulings.joined(with: rulings),
                mayLieBelow: isRegistration)
            (layout.tables, titles, fees) = (data.tables, data.titles, data.fees)
            used.take(layout.tables.flatMap(\.rows).map(\.box), on: printed.lines)
        }
        let (ownRulings, em, height) = (printed.rulings, printed.em, printed.text.height)
        let isSealedList =
            head == nil && formHead == nil
            && rulings.map { FormTables.hasForm($0, besides: ownRulings, pageHeight: height, em: em) }
                == false
            && HeadlessTable(em: em, rulings: ownRulings.upright)
                .findPricedOrNot(in: printed.lines, texts: heads) != nil
        if layout.tables.isEmpty, isCovered, isForm || head == nil, !isSealedList, let rulings {
            let tables = FormTables(
                rulings: printed.rulings.joined(with: rulings), headings: formHead?.headings ?? [],
                cells: cells)
            layout.tables = try tables.tables(on: printed, with: reader, used: &used)
        }
        if !layout.tables.isEmpty || isRegistration {
            // The data tells the columns by itself, and fees are told by their names.
        } else if let formHead, isForm {
            // Data may be printed over the headings of a form.
            let headings = RepeatedHeadings(
                body: printed.lines.filter { $0.box.top > formHead.bottom }, em: page.em
            )
            .completed(formHead.headings)
            let tables = TableReader(
                groups: FormHalves.groups(of: headings, rulings: rulings?.upright, on: printed),
                top: formHead.bottom - page.em,
                headBottom: formHead.bottom, cells: cells, formRulings: rulings?.upright ?? [])
            layout.tables = try tables.tables(on: printed, with: reader, used: &used)
        } else if let head {
            let headings = RepeatedHeadings(
                body: printed.lines.filter { $0.box.top > head.bottom }, em: page.em
            )
            .completed(head.headings)
            let tables = TableReader(
                groups: FormHalves.groups(of: headings, rulings: rulings?.upright, on: printed),
                top: head.bottom,
                headBottom: head.bottom, cells: cells, formRulings: rulings?.upright ?? [])
            layout.tables = try tables.tables(on: printed, with: reader, used: &used)
            for line in head.lines { used.take(printed.lines[line].runs.flatMap(\.parts), ofLine: line) }
        } else if let found = HeadlessTable(em: page.em, rulings: printed.rulings.upright)
            .findPricedOrNot(in: printed.lines, texts: heads),
            let top = found.lines.first.map({ printed.lines[$0].box.top - page.em / 2 })
        {
            let tables = TableReader(
                groups: [HeadingGroup(headings: found.headings)], top: top, headBottom: top, cells: cells,
                knownLines: found.lines)
            layout.tables = try tables.tables(on: printed, with: reader, used: &used)
            for i in layout.tables.indices { layout.tables[i].hasHeadings = false }
        }
        for (index, line) in printed.lines.enumerated() {
            let runs = used.rest(of: line, at: index)
            guard !runs.isEmpty else { continue }
            let first = try freeRuns(runs, of: line, on: printed, cells: cells)
            let read = SecondLook(em: page.em).taken(at: first, of: line, on: page.picture, with: reader)
            if let text = Self.line(read) { layout.lines.append(text) }
            layout.unread += read.filter(\.text.isEmpty).map(\.box)
        }
        layout.formLines = try formLines(form, beside: layout)
        layout.lines += CoveringTitles.new(titles, besides: layout.lines) + fees
        layout.barcodes = BarcodeScanner.barcodes(on: page.picture)
        return Self.reading(of: consume page, layout: layout)
    }

    /// Whether a line says that the page is a receipt of registration.
    private static func isTitledRegistration(_ lines: [Int: [TextRun]]) -> Bool {
        lines.values.contains { RegistrationTitle.isTitle($0.map(\.text).joined()) }
    }

    /// What is printed over a form of dark ink; nothing where the page has no such form.
    ///
    /// The tables whose data lies over the form's headings, none where it begins below them, unless it may; the hospital's
    /// name, which may lie over the title; and the fees of a receipt of registration.
    private func coveringData(
        over headings: [Heading], on page: borrowing PreparedPage, rulings: Rulings, mayLieBelow: Bool
    ) throws(RecognitionError) -> (tables: [Table], titles: [TextLine], fees: [TextLine]) {
        switch try Self.dataPrint(of: page) {
        case .some(let data):
            let printed = try PrintedPage(layer: data.binary, print: data.grey, em: page.em)
            let cells = PageCells(layer: .grey)
            let titles = try CoveringTitles(em: page.em, rulings: rulings.level).lines(
                on: printed, cells: cells, with: reader)
            let fees = try CoveringFees(em: page.em).lines(on: printed, cells: cells, with: reader)
            if !mayLieBelow, let row = Box.union(of: headings.map(\.box)) {
                var texts: [Int: [TextRun]] = [:]
                for (i, line) in printed.lines.enumerated() where line.box.verticalOverlap(row) > 0 {
                    texts[i] = try freeRuns(line.runs, of: line, on: printed, cells: cells)
                }
                guard HeadlessTable.hasAmounts(besides: headings, in: texts) else {
                    return ([], titles, fees)
                }
            }
            var used = UsedPrint()
            let tables = FormTables(
                rulings: printed.rulings.joined(with: rulings), headings: headings, cells: cells)
            return (try tables.tables(on: printed, with: reader, used: &used), titles, fees)
        case .none: return ([], [], [])
        }
    }

    private static func dataPrint(of page: borrowing PreparedPage) throws(RecognitionError) -> DataPrint? {
        do {
            return try page.dataPrint()
        } catch {
            throw .preparation(error.description)
        }
    }

    /// The lines of all inks: what is read of the form's own print, and what was read of the black print beside it.
    private func formLines(
        _ form: borrowing FormPage?, beside layout: PageLayout
    ) throws(RecognitionError) -> [TextLine] {
        switch form {
        case .some(let form):
            let free = layout.lines.flatMap(\.runs)
            let rows = layout.tables.flatMap(\.rows)
            let held = rows.flatMap(\.cells).compactMap(\.self)
            var lines: [TextLine] = []
            for (i, line) in form.printed.lines.enumerated() {
                // What tables hold was read cell by cell.
                let recut = form.recut[i].filter { run in
                    !rows.contains {
                        $0.box.horizontal.contains(run.box.centerX)
                            && $0.box.vertical.contains(run.box.centerY)
                    }
                }
                let words = form.words[i] + recut
                let read = try freeRuns(words, of: line, on: form.printed, cells: form.cells)
                let beside = FormPage.black(
                    beside: words, of: line, among: words.isEmpty ? free : free + held)
                let runs = (read + beside).sorted { $0.box.left < $1.box.left }
                let isKnown = layout.lines.contains { runs.allSatisfy($0.runs.contains) }
                if !isKnown, let text = Self.line(runs) { lines.append(text) }
            }
            return lines
        case .none: return []
        }
    }

    private static func line(_ runs: [TextRun]) -> TextLine? {
        let seen = runs.filter { !$0.text.isEmpty }
        return Box.union(of: seen.map(\.box)).map { TextLine(box: $0, runs: seen) }
    }

    /// Reads a line's runs as free text; numbers in them are read again by the number engine.
    private func freeRuns(
        _ runs: [PrintRun], of line: PrintLine, on page: borrowing PrintedPage, cells: PageCells
    ) throws(RecognitionError) -> [TextRun] {
        var result: [TextRun] = []
        for run in runs where run.parts.count > 1 || max(run.box.width, run.box.height) * 3 >= page.em {
            result.append(try FreeTextReader.read(run, of: line, on: page, cells: cells, with: reader))
        }
        return result
    }

    /// The row of headings: where, and what.
    private struct Head {
        var lines: ClosedRange<Int>
        var headings: [Heading]
        var bottom: Int
        var trust: Double { HeadingFinder.trust(headings) }
        /// Whether the headings name all that a table of items needs, letter by letter.
        var isWhole: Bool {
            let sure = Set(headings.filter { $0.likeness > 0.99 }.map(\.kind))
            return sure.contains(.name) && sure.contains(.amount)
                && (sure.contains(.quantityAndUnit)
                    || (sure.contains(.quantity) && sure.contains(.unitPrice)))
        }
    }

    private func formHeadings(_ form: borrowing FormPage?) throws(RecognitionError) -> Head? {
        switch form {
        case .some(let form):
            var ignored: [Int: [TextRun]] = [:]
            return try headings(
                on: form.printed, words: form.wholeLines, cells: form.cells, keeping: &ignored)
        case .none: return nil
        }
    }

    /// Reads words of lines from the top until one is a row of headings; what was read is kept for a table without them.
    private func headings(
        on page: borrowing PrintedPage, words: [[PrintRun]], cells: PageCells,
        keeping read: inout [Int: [TextRun]]
    ) throws(RecognitionError) -> Head? {
        var best: Head?
        let middles = page.lines.map(\.box.centerY)
        // Headings that are set on several lines stand closer than the rows of any table.
        let near = page.em * 3 / 2
        func isNear(_ a: Int, _ b: Int) -> Bool { abs(middles[a] - middles[b]) <= near }
        for (index, line) in page.lines.enumerated() {
            if let best, best.isWhole || index > best.lines.upperBound + 3,
                !isNear(best.lines.upperBound, index)
            {
                break
            }
            let words = words[index]
            let hasNeighbour = [index - 1, index + 1].contains {
                page.lines.indices.contains($0) && page.lines[$0].runs.count >= 3 && isNear($0, index)
            }
            guard !words.isEmpty, words.count >= 2 || line.box.width > page.em * 6 || hasNeighbour else {
                continue
            }
            let runs = try freeRuns(words, of: line, on: page, cells: cells)
            read[index] = runs
            let first = middles.indices.first { isNear($0, index) } ?? index
            for from in first...index {
                let lines = (from...index).map { read[$0] ?? [] }
                guard from == index || !lines[0].isEmpty else { continue }
                let headings = HeadingFinder.headings(in: from == index ? runs : SetHeadings.stacked(lines))
                // A name below a heading holds pieces that resemble another: they tell nothing.
                let telling = from == index ? headings : headings.filter { $0.likeness >= HeadingFinder.sure }
                guard HeadingFinder.worth(telling) > best.map({ HeadingFinder.worth($0.headings) }) ?? 0,
                    let box = Box.union(of: headings.map(\.box))
                else { continue }
                best = Head(lines: from...index, headings: headings, bottom: box.bottom)
            }
        }
        return best
    }

    /// How a page stands, and its cells in the form of print that reads best.
    private struct Stand {
        var isUpsideDown: Bool
        var cells: PageCells
    }

    /// The confidence, over a few long runs, that print standing on its head never reaches.
    ///
    /// Measured on made pages: upright ones reach 0.95 and more but for faint or broken print, turned ones at most 0.87.
    private static let plainlyUpright = 0.93
    /// How many runs of Chinese characters are enough, and how many runs are looked at for them.
    private static let (enoughRuns, mostRuns) = (4, 12)

    /// Reads a few long runs, and where that leaves doubt reads them both ways up and in both forms: the engine's own
    /// confidence tells which is right.
    private func stand(of page: borrowing PrintedPage) throws(RecognitionError) -> Stand {
        let (binaryCells, greyCells) = (PageCells(layer: .binary), PageCells(layer: .grey))
        var runs: [(run: PrintRun, line: PrintLine, grey: TextRun)] = []
        // Digits and codes look alike both ways up: what is read as Chinese characters tells.
        for (run, line) in page.longestRuns(Self.mostRuns) {
            let text = try greyCells.read(run.box, of: line, on: page, as: .chinese, with: reader)
            if text.isMostlyHan { runs.append((run, line, text)) }
            if runs.count == Self.enoughRuns { break }
        }
        let grey = runs.reduce(0) { $0 + $1.grey.confidence }
        if runs.count > 2, grey >= Self.plainlyUpright * Double(runs.count) {
            return Stand(isUpsideDown: false, cells: greyCells)
        }
        var binary = 0.0
        var (upright, turned) = (0.0, 0.0)
        for (run, line, text) in runs {
            let other = try binaryCells.read(run.box, of: line, on: page, as: .chinese, with: reader)
            binary += other.confidence
            let onHead = reader.readTurned(line.band(over: run.box), on: page)
            guard onHead.isMostlyHan else { continue }
            upright += max(text.confidence, other.confidence)
            turned += onHead.confidence
        }
        return Stand(
            isUpsideDown: turned > upright, cells: grey >= binary ? greyCells : binaryCells)
    }
}

extension TextRun {
    /// Whether at least half of what was read are Chinese characters.
    fileprivate var isMostlyHan: Bool { text.hanCount * 2 >= text.count && !text.isEmpty }
}
