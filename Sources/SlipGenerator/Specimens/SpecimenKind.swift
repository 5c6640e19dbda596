/// What the cells of a specimen sheet hold, mostly.
public enum SpecimenKind: String, CaseIterable, Hashable, Sendable {
    /// Digits with their marks, codes, specs, amounts in capitals.
    case numbers
    /// Names, headings, labels and rare characters.
    case chinese
}

/// What a cell of a specimen sheet holds, for measuring by kind.
public enum SpecimenText: String, CaseIterable, Hashable, Sendable {
    case quantity, price, percent, date, code, capitals, spec
    case name, label, person, unit, characters
}
