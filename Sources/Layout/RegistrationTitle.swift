/// Tells the title of a receipt of registration (挂号收据) from those of other receipts.
public enum RegistrationTitle {
    /// Titles in use, and how many of their characters may be misread: a seal lies over most.
    private static let titles = ["门诊挂号收据", "医疗门诊挂号票据", "门诊挂号票据", "门诊挂号收费票据", "门急诊挂号收费票据"].map {
        Array($0)
    }
    private static let mostMisread = 2

    /// Whether the print of a form's heading was read together with 挂号费, which lies over it: 项目挂号, 项挂.
    ///
    /// - Parameter text: As read.
    /// - Returns: Whether it holds a character of the fee that no heading in use has.
    public static func isFee(over text: String) -> Bool { text.contains { "挂拄".contains($0) } }

    /// Whether a line says that the page is a receipt of registration; a category 挂号费 says nothing.
    ///
    /// - Parameter words: The words of a line together, as they were read.
    /// - Returns: Whether they are such a title, of which two characters may be misread.
    public static func isTitle(_ words: String) -> Bool {
        if words.contains("挂号"), ["票", "收据", "收费", "凭证", "单"].contains(where: { words.contains($0) }) {
            return true
        }
        let letters = Array(words.filter(\.isHan))
        // One of the two is what tells it from 门诊收费票据.
        guard letters.contains("挂") || letters.contains("号") else { return false }
        return titles.contains { EditDistance.between(letters, and: $0) <= mostMisread }
    }
}
