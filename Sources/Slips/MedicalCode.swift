/// A national code of the medical insurance: of a drug, service, consumable or institution.
///
/// Source: National Healthcare Security Administration, rules of coding of drugs, service items, consumables and
/// designated institutions.
public struct MedicalCode: Hashable, Sendable {
    /// What a code names.
    public enum Kind: String, Sendable, CaseIterable {
        case westernDrug
        case patentMedicine
        case herbalSlice
        case service
        case consumable
        case hospital
        case pharmacy
    }

    public let description: String
    public let kind: Kind

    /// The forms of the codes: `A` a capital letter, `9` a digit, anything else itself.
    private static let forms: [(kind: Kind, form: String)] = [
        (.westernDrug, "XA99AAA999A999999999999"),
        (.patentMedicine, "ZA99AAA9999999999999"),
        (.herbalSlice, "T999999999"),
        (.service, "999999999999999"),
        (.consumable, "C9999999999999999999"),
        (.consumable, "C99999999999999999999999999"),
        (.hospital, "H99999999999"),
        (.pharmacy, "P99999999999"),
    ]

    private static func matches(_ text: String, _ form: String) -> Bool {
        guard text.utf8.count == form.utf8.count else { return false }
        return zip(text, form).allSatisfy { character, wanted in
            switch wanted {
            case "9": character.isASCII && character.isNumber
            case "A": ("A"..."Z").contains(character)
            default: character == wanted
            }
        }
    }
}

extension MedicalCode: LosslessStringConvertible {
    /// The code in text, with small letters as capitals; nil when it has none of the national forms.
    public init?(_ description: String) {
        let code = PrintedNumber.plainCharacters(description).filter { $0 != " " }.uppercased()
        guard let form = Self.forms.first(where: { Self.matches(code, $0.form) }) else { return nil }
        self.description = code
        kind = form.kind
    }
}
