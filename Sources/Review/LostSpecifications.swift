import Catalog
import Slips

/// Doubts an entry that was told by its name alone on a slip that prints specifications.
///
/// Where most lines print one and a line has none, it was rather not read than not printed: a page that goes on without
/// headings loses such a column whole, or takes the column of classes for it. Among several rows of one name the specification would have told which is charged; that
/// they are paid alike makes the money right, not the code.
enum LostSpecifications {
    /// As many lines of a page must print a specification, and half of all that it has.
    private static let fewest = 3

    /// Whether a line prints a specification: one without a figure tells no row from another.
    private static func printsSpecification(_ item: Item) -> Bool {
        item.spec?.value?.contains(where: \.isNumber) ?? false
    }

    /// Lets a person look at lines whose specification was lost; their split stays, since it would be the same.
    static func doubt(
        _ verdicts: inout [ItemReviewer.Verdict], of slip: Slip, rulings: SlipRulings
    ) {
        let pages = Dictionary(grouping: slip.items) { $0.place.page }.values
        let printsThem = pages.contains { items in
            let read = items.count(where: printsSpecification)
            return read >= fewest && read * 2 >= items.count
        }
        guard printsThem else { return }
        for (index, item) in slip.items.enumerated()
        where !printsSpecification(item) && item.code?.value == nil {
            let ruling = rulings.ruling(on: item.line)
            let match = verdicts[index].match
            guard ruling?.entry == nil, !(ruling?.isConfirmed ?? false), match.status == .matched,
                let entry = match.entry,
                match.candidates.contains(where: { $0.code != entry.code && $0.name == entry.name })
            else { continue }
            // What was read there stays: a correction finds the lines again by their values.
            verdicts[index].item.spec = ReviewReading(
                value: item.spec?.value, raw: item.spec?.raw, confidence: 0, place: item.spec?.place,
                needsReview: true)
            verdicts[index].item.needsReview = true
        }
    }
}
