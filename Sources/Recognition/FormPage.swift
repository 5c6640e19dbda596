internal import Imaging
internal import Layout

/// A page's print in all its inks, and the words of it that the black print alone does not show: labels of a form,
/// serial numbers in red.
///
/// Black print is read once, on the layer of its own, and not a second time here.
struct FormPage: ~Copyable {
    /// All inks together.
    let printed: PrintedPage
    /// The words of each line that are to be read here.
    let words: [[PrintRun]]
    /// All words of the lines that have any to be read here, among which headings are looked for.
    let wholeLines: [[PrintRun]]

    /// - Parameters:
    ///   - printed: The page in all inks.
    ///   - coloured: Its ink that has colour, 1 bit.
    ///   - black: The page in black print alone.
    init(_ printed: consuming PrintedPage, coloured: borrowing Raster, black: borrowing PrintedPage) {
        let em = printed.em
        var words: [[PrintRun]] = []
        var wholeLines: [[PrintRun]] = []
        for line in printed.lines {
            // Patterns of security paper make many runs that are no words.
            let all = line.runs.filter { $0.parts.count > 2 && $0.box.height * 2 >= em }
            let own = all.filter {
                Self.hasColour($0, coloured: coloured, ink: printed.text, em: em)
                    || Self.isLost($0, ink: printed.text, black: black.text)
            }
            words.append(own)
            wholeLines.append(own.isEmpty ? [] : all)
        }
        self.words = words
        self.wholeLines = wholeLines
        self.printed = printed
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

    /// What was read of the black print, as far as it stands in a line beside the words that were read here.
    ///
    /// - Parameters:
    ///   - line: The line, in all inks.
    ///   - words: Its words that were read here.
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
