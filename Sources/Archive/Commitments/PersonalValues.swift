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

    /// The members, by the types of the events.
    private static let fields: [String: [Field]] = [
        "submission": [Field(name: "source"), Field(name: "claim")],
        "quarantine": [Field(name: "source"), Field(name: "claim"), Field(name: "reason")],
        "batch": [Field(name: "paths", isList: true)],
        "input": [Field(name: "source")],
        "correction": [Field(name: "reason")],
        "opinion": [Field(name: "note")],
        "access": [Field(name: "detail")],
        "receipt": [Field(name: "number"), Field(name: "code"), Field(name: "reason")],
        "repetition-cleared": [Field(name: "reason")],
        "retention": [Field(name: "reason")],
        "destruction-proposed": [Field(name: "reason")],
        "destruction-decided": [Field(name: "note")],
        "encryption": [Field(name: "reason")],
        "key": [Field(name: "reason")],
        "export": [Field(name: "reason")],
        "second-person": [Field(name: "reason")],
        // Only in events of formats before 5, where it stands as it is.
        "release": [Field(name: "source"), Field(name: "claim")],
    ]

    /// The members of a type of event that may name a person.
    static func fields(of type: String) -> [Field] { fields[type] ?? [] }
}
