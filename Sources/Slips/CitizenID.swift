/// A citizen identity number of eighteen characters that obeys its check.
///
/// Source: GB 11643-1999; the check character is that of ISO 7064 mod 11-2.
public struct CitizenID: Hashable, Sendable {
    /// The sexes as the number tells them.
    public enum Sex: String, Codable, Sendable {
        case male = "男"
        case female = "女"
    }

    /// Why text is no identity number.
    public enum Fault: String, Error, Sendable {
        /// Not eighteen characters.
        case length
        /// A character that is no digit (the last may be X).
        case character
        /// Characters 7 to 14 are no date of the calendar.
        case birthDate
        /// The last character does not agree with the others.
        case check
    }

    /// The number, with a capital X.
    public let description: String
    public let birthDate: CalendarDate
    public let sex: Sex

    /// The number in text; spaces around it are ignored and a small x counts as X.
    ///
    /// - Throws: The ``Fault`` of the text.
    public init(checking text: String) throws(Fault) {
        let characters = Array(PrintedNumber.plainCharacters(text).filter { $0 != " " }.uppercased())
        guard characters.count == 18 else { throw .length }
        let body = characters.prefix(17)
        guard body.allSatisfy({ $0.isASCII && $0.isNumber }),
            let last = characters.last, last == "X" || (last.isASCII && last.isNumber)
        else { throw .character }
        let digits = body.compactMap(\.wholeNumberValue)
        let date = String(characters[6..<14])
        guard
            let born = CalendarDate("\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))")
        else { throw .birthDate }
        guard Self.checkCharacter(of: digits) == last else { throw .check }
        description = String(characters)
        birthDate = born
        sex = digits[16] % 2 == 1 ? .male : .female
    }

    /// The check character of seventeen digits: weights 2 to the power of the place, mod 11, X for ten.
    public static func checkCharacter(of digits: [Int]) -> Character {
        var sum = 0
        for digit in digits { sum = (sum + digit) * 2 % 11 }
        let check = (12 - sum) % 11
        return check == 10 ? "X" : Character(String(check))
    }
}

extension CitizenID: LosslessStringConvertible {
    /// The number in text; nil when it has a ``Fault``.
    public init?(_ description: String) {
        guard let id = try? CitizenID(checking: description) else { return nil }
        self = id
    }
}
