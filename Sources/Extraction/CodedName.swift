internal import Layout
internal import Slips

/// Takes apart what receipts print without a gap: a code and the name behind it, a name and the dashes that lead to its
/// amount.
enum CodedName {
    /// The shortest code in use, and the shortest of figures alone.
    private static let (leastCode, leastFigures) = (8, 5)

    /// The code before a name, where there is one, and the name by itself.
    static func split(_ run: TextRun) -> (code: TextRun?, name: TextRun) {
        let characters = Array(run.text)
        var end = characters.count
        while end > 0, "-—_=.·".contains(characters[end - 1]) { end -= 1 }
        // One dash may be a misread character; a leader has many.
        if characters.count - end < 2 { end = characters.count }
        let start = length(ofCodeIn: characters)
        guard start > 0 || end < characters.count, start < end else { return (nil, run) }
        let code = start > 0 ? run.part(0..<start) : nil
        return (code, run.part(start..<end))
    }

    private static func length(ofCodeIn characters: [Character]) -> Int {
        let head = characters.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
        let figures = head.count(where: \.isNumber)
        let isCode =
            (head.count >= leastCode && figures >= 6)
            || (figures == head.count && figures >= leastFigures)
        guard isCode, characters[head.count...].contains(where: \.isHan) else { return 0 }
        // A name may begin with figures of its own: a national code ends where its form ends.
        for length in [23, 20, 15] where length <= head.count {
            if MedicalCode(String(head.prefix(length))) != nil { return length }
        }
        // A hospital's own: a letter, the nine figures of the national list, what the hospital adds.
        if let own = String(head).prefixMatch(of: /[A-Za-z][0-9]{9}[A-Za-z][0-9]{4}/) {
            return own.output.count
        }
        return head.count
    }
}
