internal import Imaging
internal import Layout

/// A page's print in all its inks, and the words of it that the black print alone does not show: labels of a form,
/// serial numbers in red.
///
/// Black print is read once, on the layer of its own, and not a second time here.
struct FormPage: ~Copyable {
    /// All inks together.
    let printed: PrintedPage
    /// What was read of it.
    let cells = PageCells(layer: .grey)
    /// The words of each line that are to be read here.
    let words: [[PrintRun]]
    /// The black runs of each line that are cut otherwise here than in the black print, where they may be broken or
    /// joined to a form's print.
    let recut: [[PrintRun]]
    /// All words of the lines that have any to be read here, among which headings are looked for.
    let wholeLines: [[PrintRun]]

    /// - Parameters:
    ///   - printed: The page in all inks.
    ///   - coloured: Its ink that has colour, 1 bit.
    ///   - black: The page in black print alone.
    init(_ printed: consuming PrintedPage, coloured: borrowing Raster, black: borrowing PrintedPage) {
        let em = printed.em
        let known = black.lines.flatMap(\.runs).map(\.box)
        var words: [[PrintRun]] = []
        var recut: [[PrintRun]] = []
        var wholeLines: [[PrintRun]] = []
        for line in printed.lines {
            let all = Self.words(of: line, em: em)
            let own = all.filter {
                Self.hasColour($0, coloured: coloured, ink: printed.text, em: em)
                    || Self.isLost($0, ink: printed.text, black: black.text)
            }
            words.append(own)
            recut.append(
                all.filter { run in
                    !own.contains(run) && !known.contains { Self.isAlike($0, run.box, em: em) }
                })
            wholeLines.append(own.isEmpty ? [] : all)
        }
        self.words = words
        self.recut = recut
        self.wholeLines = wholeLines
        self.printed = printed
    }

    /// The runs of a line that are words.
    ///
    /// Patterns of security paper make many runs that are none: those of few parts are words only where they are as large as
    /// two characters, as 数量 in bold type is, and stand in a line of words.
    static func words(of line: PrintLine, em: Int) -> [PrintRun] {
        let all = line.runs.filter { $0.box.height * 2 >= em }
        guard all.count(where: { $0.parts.count > 2 }) >= 2 else { return all.filter { $0.parts.count > 2 } }
        return all.filter { run in
            run.parts.count > 2
                || run.box.width * 2 >= em * 3 && run.box.width <= em * 4 && run.box.height * 2 <= em * 3
                    && run.parts.allSatisfy { $0.height * 3 >= em * 2 }
        }
    }

    /// Whether at least a character's width of a run is coloured.
    private static func hasColour(
        _ run: PrintRun, coloured: borrowing Raster, ink: borrowing Raster, em: Int
    ) -> Bool {
        var width = 0
        for part in run.parts
        where coloured.blackPixels(in: part) * 2 >= ink.blackPixels(in: part) { width += part.width }
        return width >= em
    }

    /// Whether half of a run or more is missing in the black print, because it is too pale.
    private static func isLost(_ run: PrintRun, ink: borrowing Raster, black: borrowing Raster) -> Bool {
        black.blackPixels(in: run.box) * 2 < ink.blackPixels(in: run.box)
    }

    /// Whether two boxes hold the same print, which is a little fatter in all inks.
    private static func isAlike(_ a: Box, _ b: Box, em: Int) -> Bool {
        max(abs(a.left - b.left), abs(a.right - b.right)) * 3 <= em
            && max(abs(a.top - b.top), abs(a.bottom - b.bottom)) * 4 <= em
    }

    /// What was read of the black print, as far as it stands in a line beside the words that were read here.
    ///
    /// - Parameters:
    ///   - words: The words of the line that were read here.
    ///   - line: The line, in all inks.
    ///   - black: The runs of the black print on the whole page.
    /// - Returns: The black runs of the line that are no part of its words.
    static func black(beside words: [PrintRun], of line: PrintLine, among black: [TextRun]) -> [TextRun] {
        let box = line.box
        return black.filter { run in
            run.box.verticalOverlap(box) * 2 > run.box.height && box.horizontal.contains(run.box.centerX)
                && abs(line.middle(at: run.box.centerX) - run.box.centerY) * 2 < line.bandHeight
                && !words.contains { $0.box.horizontal.contains(run.box.centerX) }
        }
    }
}
