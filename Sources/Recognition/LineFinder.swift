internal import Imaging
internal import Layout

/// Finds the lines of print on a page without rulings, by geometry alone.
struct LineFinder {
    /// Height of a Chinese character, pixels.
    var em: Int

    /// The lines of print, top to bottom.
    ///
    /// Print is first joined into runs across gaps below about half a character; runs of full height are chained
    /// to lines from left to right, each next to the nearest run of its line, so that a line may fall or rise;
    /// low runs (dots, dashes, single strokes) go to the line whose band they lie in.
    func lines(on page: borrowing Raster) -> [PrintLine] {
        guard em > 0, let joined = page.morphed("c\(max(3, em * 11 / 20)).\(max(3, em / 6))") else {
            return []
        }
        let parts = TractorHoles.removed(
            from: page.components().filter { isPrint($0) && !isAtEdge($0, of: page.width) },
            width: page.width, em: em)
        let runs = runs(joined.components().filter(isRunSized), holding: parts)
        let tall = runs.filter { $0.box.height * 100 >= em * 55 }
        let low = runs.filter { $0.box.height * 100 < em * 55 }
        var chains = chain(tall.sorted { $0.box.left < $1.box.left })
        attach(low, to: &chains)
        return chains.compactMap { Self.line($0, em: em) }.sorted { $0.box.centerY < $1.box.centerY }
    }

    /// Not so small as dust, not so big as a picture.
    private func isPrint(_ part: Box) -> Bool {
        max(part.width, part.height) * 14 >= em && part.height <= em * 5 / 2 && part.width <= em * 8
    }

    /// What touches the left or right edge of the page is the edge itself, torn or on the bed.
    private func isAtEdge(_ part: Box, of width: Int) -> Bool {
        part.left < em / 8 || part.right > width - em / 8
    }

    private func isRunSized(_ run: Box) -> Bool { run.height <= em * 6 }

    /// Gives each run its parts; a run of several lines is taken apart between them.
    private func runs(_ boxes: [Box], holding parts: [Box]) -> [PrintRun] {
        let index = BoxIndex(boxes, cell: max(8, em * 2))
        var held = [[Box]](repeating: [], count: boxes.count)
        for part in parts {
            if let i = index.smallest(containing: part) { held[i].append(part) }
        }
        return zip(boxes, held).flatMap { box, parts -> [PrintRun] in
            guard !parts.isEmpty else { return [] }
            let type = typeHeight(of: parts)
            let bands = box.height * 10 > type * 17 ? bands(parts, type: type) : [parts]
            return bands.flatMap { DisplacedPrint(em: em).parted($0.sorted { $0.left < $1.left }) }
                .compactMap { group in Box.union(of: group).map { PrintRun(box: $0, parts: group) } }
        }
    }

    /// Height of the characters of a run: the page's, unless a quarter of its print is larger both ways, as titles are.
    ///
    /// Characters of two lines that touch are higher than the page's, but no wider.
    private func typeHeight(of parts: [Box]) -> Int {
        let large = parts.filter { min($0.width, $0.height) * 10 > em * 13 }
        let width = parts.reduce(0) { $0 + $1.width }
        guard large.reduce(0, { $0 + $1.width }) * 4 >= width else { return em }
        return large.map(\.height).max() ?? em
    }

    /// Parts of a run that is higher than a line of `type`, by lines: cut where the fewest parts lie.
    private func bands(_ parts: [Box], type: Int) -> [[Box]] {
        guard let box = Box.union(of: parts) else { return [] }
        let count = max(2, Int((Double(box.height) / (Double(type) * 1.25)).rounded()))
        var cover = [Int](repeating: 0, count: box.height + 1)
        for part in parts where part.height * 10 < type * 14 {
            for y in part.top..<part.bottom { cover[y - box.top] += part.width }
        }
        var cuts: [Int] = []
        for i in 1..<count {
            let ideal = box.height * i / count
            let room = type * 2 / 5
            let window = max(1, ideal - room)..<min(box.height, ideal + room + 1)
            if let cut = window.min(by: { (cover[$0], abs($0 - ideal)) < (cover[$1], abs($1 - ideal)) }) {
                cuts.append(box.top + cut)
            }
        }
        var result = [[Box]](repeating: [], count: cuts.count + 1)
        for part in parts {
            result[cuts.firstIndex { part.centerY < $0 } ?? cuts.count].append(part)
        }
        return result.filter { !$0.isEmpty }
    }

    /// Chains runs to lines, left to right.
    func chain(_ runs: [PrintRun]) -> [[PrintRun]] {
        var chains: [[(run: PrintRun, rows: Box)]] = []
        for run in runs {
            var best: (chain: Int, score: Double)?
            let rows = rows(of: run)
            for (i, chain) in chains.enumerated() {
                guard let last = chain.last else { continue }
                let overlap = last.rows.verticalOverlap(rows)
                let share = Double(overlap) / Double(max(1, min(last.rows.height, rows.height)))
                guard share >= 0.5, last.run.box.right - run.box.left < em else { continue }
                let distance = Double(max(0, run.box.left - last.run.box.right)) / Double(em)
                let score = share - distance / 100
                if score > best?.score ?? -.infinity { best = (i, score) }
            }
            if let best { chains[best.chain].append((run, rows)) } else { chains.append([(run, rows)]) }
        }
        return chains.map { $0.map(\.run) }
    }

    /// The rows that a run's characters stand in: a stroke of handwriting in it, which reaches into the line above, would join
    /// the two.
    private func rows(of run: PrintRun) -> Box {
        guard run.box.height * 10 > em * 17 else { return run.box }
        let characters = run.parts.filter { $0.height * 10 < em * 14 }
        guard let box = Box.union(of: characters), box.width * 2 >= run.box.width else { return run.box }
        return box
    }

    private func attach(_ low: [PrintRun], to chains: inout [[PrintRun]]) {
        for run in low {
            var best: (chain: Int, distance: Int)?
            for (i, chain) in chains.enumerated() {
                guard let near = chain.min(by: { gap($0.box, run.box) < gap($1.box, run.box) }) else {
                    continue
                }
                let inBand =
                    near.box.top - em / 8 <= run.box.centerY && run.box.centerY <= near.box.bottom + em / 8
                guard inBand else { continue }
                // A lone speck far from all print is dust; marks of numbers stand beside their digits.
                if isSpeck(run), gap(near.box, run.box) * 4 > em * 3 { continue }
                let distance = gap(near.box, run.box) + abs(near.box.centerY - run.box.centerY)
                if distance < best?.distance ?? .max { best = (i, distance) }
            }
            if let best { chains[best.chain].append(run) }
        }
    }

    /// Whether a run is no larger than a decimal point.
    private func isSpeck(_ run: PrintRun) -> Bool {
        run.parts.count <= 2 && max(run.box.width, run.box.height) * 4 <= em
    }

    private func gap(_ a: Box, _ b: Box) -> Int { max(0, max(a.left - b.right, b.left - a.right)) }

    /// The line of a chain, its band laid through the runs by least squares.
    static func line(_ chain: [PrintRun], em: Int) -> PrintLine? {
        let runs = chain.sorted { $0.box.left < $1.box.left }
        let full = runs.filter { $0.box.height * 10 >= em * 6 && $0.box.height * 10 <= em * 16 }
        let measured = full.isEmpty ? runs : full
        guard !runs.isEmpty else { return nil }
        let heights = measured.map(\.box.height).sorted()
        let band = min(em * 5 / 4, max(em * 3 / 4, heights[heights.count * 3 / 4]))
        let weights = measured.map { Double(min($0.box.width, em * 6)) }
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        let meanX = zip(measured, weights).reduce(0) { $0 + Double($1.0.box.centerX) * $1.1 } / total
        let meanY = zip(measured, weights).reduce(0) { $0 + Double($1.0.box.centerY) * $1.1 } / total
        var spread = 0.0
        var tilt = 0.0
        for (run, weight) in zip(measured, weights) {
            let dx = Double(run.box.centerX) - meanX
            spread += weight * dx * dx
            tilt += weight * dx * (Double(run.box.centerY) - meanY)
        }
        // Over a short line the tilt is noise: it is taken only where it can be measured.
        let isLong = spread / total > Double(em * em * 40)
        let slope = isLong ? max(-0.03, min(0.03, tilt / spread)) : 0
        return PrintLine(runs: runs, bandHeight: band, offset: meanY - slope * meanX, slope: slope)
    }
}
