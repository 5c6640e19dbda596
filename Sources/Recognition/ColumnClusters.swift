internal import Layout

/// Where the print of a table's lines stands, told by the gaps that run through them.
struct ColumnClusters {
    var lines: [PrintLine]
    /// Height of a Chinese character, pixels.
    var em: Int
    /// The pixel columns of upright rulings, which part print that leaves no gap.
    var bars: [Int] = []
    /// The gap at which runs are parted into columns, pixels: in small print the columns stand close.
    var narrowGap: Int?

    /// The stretches of pixel columns that most lines print in, parted by gaps that few lines cross and by rulings.
    func spans(in span: Range<Int>) -> [Range<Int>] {
        var cover = [Int](repeating: 0, count: span.count)
        for line in lines {
            for run in line.runs where run.box.height * 2 >= em {
                for x in stretches(of: run).joined() where span.contains(x) {
                    cover[x - span.lowerBound] += 1
                }
            }
            for x in gapsAtPoints(of: line).joined() where span.contains(x) {
                cover[x - span.lowerBound] += 1
            }
        }
        let few = max(0, lines.count / 8)
        let bars = bars.filter { span.contains($0) }
        var result: [Range<Int>] = []
        var start: Int?
        for x in 0...cover.count {
            let isPrint =
                x < cover.count && cover[x] > few && !bars.contains { abs($0 - span.lowerBound - x) <= 1 }
            if isPrint {
                start = start ?? x
            } else if let from = start {
                if x - from >= em / 3 { result.append((span.lowerBound + from)..<(span.lowerBound + x)) }
                start = nil
            }
        }
        // Gaps narrower than a third of a character are inside a word.
        return result.reduce(into: [Range<Int>]()) { merged, range in
            if let last = merged.last, range.lowerBound - last.upperBound < em / 3,
                !bars.contains(where: { $0 >= last.upperBound && $0 <= range.lowerBound })
            {
                merged[merged.count - 1] = last.lowerBound..<range.upperBound
            } else {
                merged.append(range)
            }
        }
    }

    private func stretches(of run: PrintRun) -> [Range<Int>] {
        guard let narrowGap else { return [run.box.horizontal] }
        var isBehindPoint = false
        return run.parts.sorted { $0.left < $1.left }.reduce(into: [Range<Int>]()) { stretches, part in
            // Wide digits leave a gap on either side of a point, at which no number may be cut in two.
            let isPoint = isPoint(part, in: run)
            defer { isBehindPoint = isPoint }
            if let last = stretches.last, part.left - last.upperBound < narrowGap || isPoint || isBehindPoint,
                part.left - last.upperBound < em
            {
                stretches[stretches.count - 1] = last.lowerBound..<max(last.upperBound, part.right)
            } else {
                stretches.append(part.horizontal)
            }
        }
    }

    /// The gaps between runs that are no borders of columns since a decimal point stands beside them.
    private func gapsAtPoints(of line: PrintLine) -> [Range<Int>] {
        let runs = line.runs.sorted { $0.box.left < $1.box.left }
        return zip(runs, runs.dropFirst()).compactMap { left, right in
            // Figures that are spaced by their font's full width leave more than a character's height behind a point.
            let reach = isOfFigures(left) && isOfFigures(right) ? em * 3 / 2 : em
            guard left.box.right < right.box.left, right.box.left - left.box.right < reach else { return nil }
            let isAtPoint =
                left.parts.last.map { isPoint($0, in: left) } ?? false
                || right.parts.first.map { isPoint($0, in: right) } ?? false
            return isAtPoint ? left.box.right..<right.box.left : nil
        }
    }

    /// Whether all parts of a run are as narrow as figures.
    private func isOfFigures(_ run: PrintRun) -> Bool { run.parts.allSatisfy { $0.width * 4 <= em * 3 } }

    /// Whether a part of a run is as small as a decimal point and stands as low.
    private func isPoint(_ part: Box, in run: PrintRun) -> Bool {
        part.height * 3 <= run.box.height && part.width * 3 <= em && part.centerY > run.box.centerY
    }

    /// The borders between columns whose print stands one to one under its headings.
    ///
    /// - Parameters:
    ///   - headings: Left to right.
    ///   - span: The pixel columns of the whole table.
    /// - Returns: One border fewer than there are headings; nil where the print has not as many stretches as there are
    ///   headings, or where a heading's middle stands over a neighbour's print.
    func borders(under headings: [Heading], in span: Range<Int>) -> [Int]? {
        let spans = spans(in: span)
        guard lines.count >= 3, spans.count == headings.count else { return nil }
        for (i, heading) in headings.enumerated() {
            let left = i > 0 ? spans[i - 1].upperBound : span.lowerBound
            let right = i + 1 < spans.count ? spans[i + 1].lowerBound : span.upperBound
            guard (left...right).contains(heading.box.centerX) else { return nil }
        }
        return zip(spans, spans.dropFirst()).map { ($0.upperBound + $1.lowerBound) / 2 }
    }
}
