/// The papers that the generator can make; raw values are the words of the truth and of the command line.
public enum SlipLayout: String, CaseIterable, Hashable, Sendable {
    /// A fee list with all its rulings.
    case ruled
    /// A fee list with horizontal rulings only.
    case hlines
    /// An unruled laser list in category groups with their sums and the page's sum.
    case grouped
    /// An unruled dot-matrix list on tractor paper.
    case dotmatrix
    /// A fee list that runs over two pages; the second page repeats no headings.
    case multipage
    /// A pre-printed outpatient receipt with the data printed over it.
    case preprinted
    /// An outpatient receipt of a tractor printer, scanned flat: the data lies over headings, title and rulings, the
    /// details in much smaller print beside the category sums.
    case overprint
    /// A registration receipt (挂号收据) on such a form: category lines only, and large free text beside them.
    case registration
    /// A printed e-receipt with two columns of items and a QR code.
    case electronic
    /// A narrow pharmacy slip with two printed lines an item.
    case pharmacy
    /// A fee list as any hospital's program may print it: columns in any order, any subset, any headings and forms.
    case varied
    /// The same across the paper's long side, with more columns.
    case landscape
    /// The same by days (一日清单): each day under its date, with its sum.
    case daily
    /// Two fee lists side by side on landscape paper.
    case sidebyside
    /// A fee list in any form that runs over several pages, mostly without headings after the first.
    case continued
    /// A printed e-receipt with two or three columns of items, with or without quantities and units.
    case eform
    /// A till slip of any pharmacy: figures before, behind or below the name, makers and batches between.
    case till

    /// The kind of the review's contract.
    var kind: String {
        switch self {
        case .ruled, .hlines, .grouped, .dotmatrix, .multipage, .varied, .landscape, .daily, .sidebyside,
            .continued:
            "fee_list"
        case .preprinted, .overprint, .registration: "receipt"
        case .electronic, .eform: "e_receipt"
        case .pharmacy, .till: "pharmacy"
        }
    }

    /// How many items fit the paper well.
    var usualItems: ClosedRange<Int> {
        switch self {
        case .ruled, .hlines: 12...22
        case .grouped: 12...20
        case .dotmatrix: 12...24
        case .multipage: 32...42
        case .preprinted, .overprint: 3...7
        case .registration: 2...2
        case .electronic: 6...13
        case .pharmacy: 3...6
        case .varied: 9...22
        case .landscape: 9...18
        case .daily: 10...22
        case .sidebyside: 18...30
        case .continued: 32...50
        case .eform: 5...18
        case .till: 3...8
        }
    }

    /// How many items a paper of fixed size can hold.
    var mostItems: Int {
        switch self {
        case .preprinted: 9
        case .overprint: 8
        case .registration: 3
        case .electronic: 16
        case .pharmacy, .till: 20
        case .grouped: 24
        case .ruled, .hlines, .dotmatrix: 28
        case .eform: 30
        case .varied, .landscape, .daily, .sidebyside, .multipage, .continued: 60
        }
    }

    /// The longest name that the paper shows without cutting it beyond recognition, in characters.
    var longestName: Int {
        switch self {
        case .preprinted, .electronic, .eform: 14
        case .overprint, .registration: 24
        case .pharmacy, .till: 18
        case .dotmatrix, .sidebyside: 20
        case .ruled, .hlines, .grouped, .multipage: 26
        case .varied, .landscape, .daily, .continued: 34
        }
    }
}
