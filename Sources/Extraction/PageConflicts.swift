internal import Layout
internal import Slips

/// Finds pages of one file that certainly belong to different slips.
///
/// All pages of a file are one slip; what a scanner put into one file by mistake would be added up as one bill.
enum PageConflicts {
    /// Looks for a field in which pages certainly differ.
    ///
    /// - Parameters:
    ///   - layouts: The pages of the slip.
    ///   - kind: What the slip is.
    /// - Returns: The first; nil where none does.
    static func first(in layouts: [PageLayout], kind: SlipKind) -> PageConflict? {
        guard layouts.count > 1 else { return nil }
        let pages = layouts.map { FieldExtractor(layouts: [$0], kind: kind).fields() }
        for field in [SlipField.idNumber, .patient, .hospital, .receiptNumber] {
            let values = pages.enumerated().compactMap { i, fields -> (page: Int, value: String)? in
                guard let reading = fields[field], !reading.needsReview, let value = reading.value else {
                    return nil
                }
                return (i + 1, value)
            }
            guard let first = values.first,
                let other = values.first(where: { areApart($0.value, first.value, field) })
            else { continue }
            return PageConflict(
                field: field, page: first.page, value: first.value, otherPage: other.page,
                otherValue: other.value)
        }
        return nil
    }

    /// Whether two values differ by more than an engine's slip.
    private static func areApart(_ a: String, _ b: String, _ field: SlipField) -> Bool {
        switch field {
        // The check character rules out slips.
        case .idNumber:
            return a != b && !a.contains("*") && !b.contains("*") && CitizenID(a) != nil
                && CitizenID(b) != nil
        // A title may name the hospital in full and a seal or label in short.
        case .hospital: return !a.contains(b) && !b.contains(a) && differences(a, b) >= 2
        case .patient: return differences(a, b) >= 2
        default: return differences(a, b) >= 3
        }
    }

    /// In how many characters two texts differ, counted from the end that fits better.
    private static func differences(_ a: String, _ b: String) -> Int {
        let forwards = zip(a, b).count { $0 != $1 }
        let backwards = zip(a.reversed(), b.reversed()).count { $0 != $1 }
        return min(forwards, backwards) + abs(a.count - b.count)
    }
}
