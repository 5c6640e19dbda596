internal import Layout

/// The two halves of a receipt form: category sums in one, details in much smaller print in the other.
enum FormHalves {
    /// Where the halves of a form lie.
    ///
    /// - Parameters:
    ///   - rulings: Upright rulings of form and print.
    ///   - width: Of the page, pixels.
    ///   - em: Height of a Chinese character, pixels.
    /// - Returns: The pixel columns of the halves, left to right; one stretch where no lone ruling parts the form.
    static func spans(rulings: [Box], width: Int, em: Int) -> [Range<Int>] {
        // A ruling is found in pieces, and in form and print; edges of seals are short.
        let groups = rulings.sorted { $0.centerX < $1.centerX }.reduce(into: [[Box]]()) { groups, ruling in
            if let last = groups.last?.last, ruling.centerX - last.centerX < em / 2 {
                groups[groups.count - 1].append(ruling)
            } else {
                groups.append([ruling])
            }
        }
        let inner = groups.filter { $0.reduce(0) { $0 + $1.height } >= em * 8 }
            .map { $0[$0.count / 2].centerX }.filter { $0 > width / 5 && $0 < width * 4 / 5 }
        guard inner.count == 1, let border = inner.first else { return [0..<max(1, width)] }
        return [0..<border, border..<max(border + 1, width)]
    }
}
