/// Names of files that are made in a row, so that they sort as they are numbered.
public enum NumberedName {
    /// A prefix and a number of four digits or more: `slip-0007`.
    public static func text(_ prefix: String, _ number: Int) -> String {
        let digits = String(number)
        return "\(prefix)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
