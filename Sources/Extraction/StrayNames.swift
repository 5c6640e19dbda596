internal import Slips

/// Names that may stand a line too high or too low.
///
/// Where the print was bent a name may be taken for that of the line beside it. It leaves a line without one, and the
/// lines next to that one are then named for certain with what is not theirs.
enum StrayNames {
    /// Marks the lines beside one without a name for review.
    ///
    /// - Parameter slip: Its items in the order of the paper.
    static func doubt(in slip: inout Slip) {
        let nameless = slip.items.indices.filter { slip.items[$0].name.value == nil }
        for i in Set(nameless.flatMap { [$0 - 1, $0 + 1] }) where slip.items.indices.contains(i) {
            // Each of its cells may have been read right: it is the line that is in doubt.
            slip.items[i].needsReview = true
        }
    }
}
