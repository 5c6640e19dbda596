internal import Imaging
internal import Layout

/// The two halves of a receipt form: category sums in one, details in much smaller print in the other.
enum FormHalves {
    /// The groups of a form's headings, parted by its lone inner ruling: categories and their sums on one side, details
    /// on the other.
    ///
    /// - Parameters:
    ///   - headings: Left to right.
    ///   - rulings: The form's upright rulings; nil on a page without a form.
    ///   - page: The page's print.
    /// - Returns: The groups, left to right.
    static func groups(
        of headings: [Heading], rulings: [Box]?, on page: borrowing PrintedPage
    ) -> [HeadingGroup] {
        guard let rulings else { return HeadingFinder.groups(headings) }
        let bars = page.rulings.upright + rulings
        let size = (width: page.text.width, height: page.text.height)
        return groups(of: headings, in: spans(rulings: bars, page: size, em: page.em))
    }

    /// The groups of headings that stand over the halves of a form.
    static func groups(of headings: [Heading], in spans: [Range<Int>]) -> [HeadingGroup] {
        guard spans.count == 2, let border = spans.last?.lowerBound else {
            return HeadingFinder.groups(headings)
        }
        let left = headings.filter { $0.box.centerX < border }
        let right = headings.filter { $0.box.centerX >= border }
        // Sums stand at the end of their half; a half of days and codes alone belongs to the names beside it.
        guard right.count >= 2, let last = left.last?.kind, last == .amount || last == .other else {
            return HeadingFinder.groups(headings)
        }
        return HeadingFinder.groups(left) + HeadingFinder.groups(right)
    }

    /// Where the halves of a form lie.
    ///
    /// - Parameters:
    ///   - rulings: Upright rulings of form and print.
    ///   - page: The page's size, pixels.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The pixel columns of the halves, left to right; one stretch where no lone ruling parts the form.
    static func spans(rulings: [Box], page: (width: Int, height: Int), em: Int) -> [Range<Int>] {
        let width = page.width
        // Edges of seals are short.
        var bars = bars(of: rulings, em: em)
            .filter { !isFold($0, pageHeight: page.height) && covered($0) >= em * 8 }
        if bars.count > 1 { bars = withoutFolds(bars) }
        let inner = bars.map { $0[$0.count / 2].centerX }.filter { $0 > width / 5 && $0 < width * 4 / 5 }
        guard inner.count == 1, let border = inner.first else { return [0..<max(1, width)] }
        return [0..<border, border..<max(border + 1, width)]
    }

    /// Rulings by the lines that they lie on: one is found in pieces, and in form and print.
    private static func bars(of rulings: [Box], em: Int) -> [[Box]] {
        rulings.sorted { $0.centerX < $1.centerX }.reduce(into: [[Box]]()) { groups, ruling in
            if let last = groups.last?.last, ruling.centerX - last.centerX < em / 2 {
                groups[groups.count - 1].append(ruling)
            } else {
                groups.append([ruling])
            }
        }
    }

    /// Whether the pieces on one line run from the page's top to its bottom.
    private static func isFold(_ pieces: [Box], pageHeight: Int) -> Bool {
        let (top, bottom) = (pieces.map(\.top).min() ?? 0, pieces.map(\.bottom).max() ?? 0)
        return (bottom - top) * 10 >= pageHeight * 9 && covered(pieces) * 10 >= pageHeight * 7
    }

    /// Upright rulings without those that run from the page's top to its bottom: folds do, and no ruling of a form, though
    /// scraps of seals and of the paper's edge may stand above and below it.
    static func withoutFolds(_ rulings: [Box], pageHeight: Int, em: Int) -> [Box] {
        bars(of: rulings, em: em).filter { !isFold($0, pageHeight: pageHeight) }.flatMap(\.self)
    }

    /// The rulings without folds, which go on above and below the frame that the others make.
    private static func withoutFolds(_ bars: [[Box]]) -> [[Box]] {
        func span(_ bar: [Box]) -> (top: Int, bottom: Int) {
            (bar.map(\.top).min() ?? 0, bar.map(\.bottom).max() ?? 0)
        }
        // The frame's own sides are the outermost two.
        guard bars.count > 2, let left = bars.first.map(span), let right = bars.last.map(span) else {
            return bars
        }
        let (top, bottom) = (min(left.top, right.top), max(left.bottom, right.bottom))
        let margin = (bottom - top) / 8
        return bars.filter { span($0).top >= top - margin && span($0).bottom <= bottom + margin }
    }

    /// How many pixel rows the pieces of a ruling cover, those counted once that were found in form and print: a seal's
    /// edge or a stroke of handwriting is no ruling for being found several times.
    private static func covered(_ pieces: [Box]) -> Int {
        var (rows, bottom) = (0, Int.min)
        for piece in pieces.sorted(by: { $0.top < $1.top }) {
            rows += max(0, piece.bottom - max(piece.top, bottom))
            bottom = max(bottom, piece.bottom)
        }
        return rows
    }
}
