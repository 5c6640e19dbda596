/// A unified social credit code (统一社会信用代码) of an organisation that obeys its check.
///
/// Source: GB 32100-2015: eighteen characters of base 31 (no I, O, S, V, Z), weights 3 to the power of the place.
public struct SocialCreditCode: Hashable, Sendable {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    public let description: String

    /// Whether text is meant as such a code, true or false, and not as a person's number: of its alphabet, and not only its
    /// last character a letter.
    public static func isMeant(by text: String) -> Bool {
        let body = PrintedNumber.plainCharacters(text).filter { $0 != " " }.uppercased().dropLast()
        return body.contains(where: \.isLetter) && checkCharacter(of: String(body)) != nil
    }

    /// The check character of seventeen characters; nil when one is not of the alphabet.
    public static func checkCharacter(of body: String) -> Character? {
        guard body.count == 17 else { return nil }
        var sum = 0
        var weight = 1
        for character in body {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }
}

extension SocialCreditCode: LosslessStringConvertible {
    /// The code in text; nil when a character or the check is wrong.
    public init?(_ description: String) {
        let code = PrintedNumber.plainCharacters(description).filter { $0 != " " }.uppercased()
        guard code.count == 18, let check = Self.checkCharacter(of: String(code.prefix(17))),
            code.last == check
        else { return nil }
        self.description = code
    }
}
