/// Which values of events may name a person, or be typed freely and so hold anything.
///
/// They enter the log as commitments alone. All others stay as they are: IDs, digests, times, counts, codes, states, and
/// the names of those who act, who answer for what they did as long as the log is kept. A failed login is not known to be
/// anybody's: what was typed is its detail. What was drawn, destroyed or exported is named by IDs alone.
enum PersonalValues {
    /// A member of an event's body.
    struct Field {
        var name: String
        /// Whether it is a list of texts.
        var isList = false
    }

    /// Names of files, and what is typed: in whatever event a member has such a name.
    private static let everywhere = [
        Field(name: "source"), Field(name: "claim"), Field(name: "reason"), Field(name: "note"),
        Field(name: "detail"), Field(name: "paths", isList: true),
    ]

    /// Members that name a person in one type of event alone.
    private static let further: [String: [Field]] = [
        // A receipt has one owner.
        "receipt": [Field(name: "number"), Field(name: "code")]
    ]

    /// The members of a type of event that may name a person.
    static func fields(of type: String) -> [Field] { everywhere + (further[type] ?? []) }
}
