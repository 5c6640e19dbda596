internal import Layout
internal import Slips

/// Makes normal values of the texts that stand behind labels; nil where a text is none.
enum FieldText {
    /// Whole years.
    static func age(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let age = Int(digits), (0...130).contains(age) else { return nil }
        return String(age)
    }

    /// The digits and X of an identity number, whatever stands between them; a sign of multiplication is its X.
    static func identity(_ text: String) -> String {
        String(
            text.uppercased().map { $0 == "×" ? "X" : $0 }.filter { $0.isASCII && ($0.isNumber || $0 == "X") }
        )
    }

    /// The valid identity number that two readings make together, each figure as one of them has it; nil where they differ in
    /// more than four, and where none or several such numbers are valid.
    static func identity(between first: String, _ second: String) -> String? {
        let (first, second) = (
            Array(first.filter { !$0.isWhitespace }), Array(second.filter { !$0.isWhitespace })
        )
        guard first.count == second.count, zip(first, second).count(where: { $0 != $1 }) <= 4 else {
            return nil
        }
        func figure(_ seen: Character) -> Character? {
            let seen = Character(seen.uppercased())
            return (seen.isASCII && seen.isNumber) || seen == "X" ? seen : digit(readAs: seen)
        }
        var numbers = [""]
        for (one, other) in zip(first, second) {
            let figures = Set([one, other].compactMap(figure))
            numbers = numbers.flatMap { number in figures.map { number + String($0) } }
        }
        let valid = numbers.filter { CitizenID($0) != nil }
        return valid.count == 1 ? valid.first : nil
    }

    /// A date, its marks lost or misread if need be: eight digits say all.
    static func date(_ text: String) -> CalendarDate? {
        let kept = text.compactMap { character -> Character? in
            if (character.isASCII && character.isNumber) || "-./年月日: ".contains(character) {
                return character
            }
            if "一—_~".contains(character) { return "-" }
            return digit(readAs: character)
        }
        var plain = ""
        for character in kept {
            if character == "-", plain.last == "-" || plain.last == "." { continue }
            plain.append(character)
        }
        if let date = CalendarDate(printed: plain) { return isPlausible(date) ? date : nil }
        let digits = plain.filter(\.isNumber)
        // Eight digits of the day, and the time's four or six.
        guard [8, 12, 14].contains(digits.count), let date = CalendarDate(printed: String(digits.prefix(8)))
        else {
            return nil
        }
        return isPlausible(date) ? date : nil
    }

    /// Whether text holds the digits of a date but for some at one end, and none that differ.
    static func isPart(_ text: String, of date: CalendarDate) -> Bool {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let whole = date.description.filter(\.isNumber)
        return digits.count >= 4 && (whole.hasSuffix(digits) || whole.hasPrefix(digits))
    }

    /// Whether a date ends with one figure of its day and a stroke that may be the other: `2024.10.1)`.
    static func endsInCutDay(_ text: String) -> Bool {
        text.firstMatch(of: /[0-9]{4}[-.\/][0-9]{1,2}[-.\/][0-9][)\]}|!lI]/) != nil
    }

    /// Whether the month and the day of a date are printed alike: of 2024.06.1 a figure was lost.
    static func hasOneForm(_ text: String) -> Bool {
        let numbers = text.split { !($0.isASCII && $0.isNumber) }
        guard numbers.count >= 3, numbers[0].count == 4, numbers[1].count <= 2, numbers[2].count <= 2 else {
            return true
        }
        return numbers[1].count == numbers[2].count
            || !(numbers[1].hasPrefix("0") || numbers[2].hasPrefix("0"))
    }

    private static func isPlausible(_ date: CalendarDate) -> Bool { (1980...2099).contains(date.year) }

    /// The digit that engines take for a letter, where only digits can stand.
    static func digit(readAs letter: Character) -> Character? {
        switch letter {
        case "O", "o", "D", "Q": "0"
        case "I", "l", "|": "1"
        case "Z", "z": "2"
        case "S", "s": "5"
        case "T": "7"
        case "B", "R": "8"
        case "g", "q": "9"
        default: nil
        }
    }

    /// Whether a number begins with one letter that resembles a figure: G2822735 may be 62822735.
    static func mayLackFigure(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter, text.dropFirst().first?.isNumber == true
        else { return false }
        return first == "G" || first == "b" || digit(readAs: first) != nil
    }

    /// A number that may have letters.
    static func digits(_ text: String, least: Int) -> String? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0.isLetter || "-_".contains($0)) }
            .filter { $0.isNumber || $0.isLetter }
        return digits.count >= least && digits.contains(where: \.isNumber) ? String(digits) : nil
    }

    static func code(_ text: String, length: Int) -> String? {
        let code = text.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
        return code.count == length ? String(code) : nil
    }

    static func words(_ text: String) -> String? {
        var words = text.prefix {
            $0.isHan || $0 == "\u{B7}" || "()".contains($0) || ($0.isASCII && $0.isLetter)
        }
        // A bracket that nothing opens is the edge of a seal.
        while words.last == ")", !words.contains("(") { words.removeLast() }
        return words.count >= 2 ? String(words) : nil
    }

    /// A total in figures: whole fen, its thousands parted by commas that may be read as points.
    static func total(_ text: String) -> Money? {
        guard let number = NumberText.first(in: text) else { return nil }
        let parts = number.split(omittingEmptySubsequences: false) { ",.".contains($0) }
        let isGrouped =
            parts.count > 2 && parts[0].count <= 3 && parts.last?.count == 2
            && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 }
        let plain = isGrouped ? parts.dropLast().joined() + "." + (parts.last ?? "") : number
        guard let money = Money(printed: plain), money.isWholeFen else { return nil }
        return money
    }

    /// Whether a total in figures shows its fen, as totals do: otherwise its last digits may not have been read.
    static func showsFen(_ text: String) -> Bool {
        guard let number = NumberText.first(in: text), let point = number.lastIndex(of: ".") else {
            return false
        }
        return number.distance(from: point, to: number.endIndex) == 3
    }

    /// A total in capitals, with the words around it.
    static func capitals(_ text: String) -> String? {
        let words = String(text.prefix { !($0.isASCII && $0.isNumber) && !"(¥".contains($0) })
        return words.contains(where: CapitalAmount.characters.contains) ? words : nil
    }
}
