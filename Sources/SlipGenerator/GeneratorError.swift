/// Why a slip could not be made.
public enum GeneratorError: Error, Equatable, CustomStringConvertible {
    case fontMissing(family: String, package: String)
    case catalogUnreadable(path: String, reason: String)
    case catalogRow(file: String, line: Int, reason: String)
    case tooFewEntries(have: Int, need: Int)
    case drawing(String)
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .fontMissing(let family, let package):
            "the font “\(family)” is not installed; install it with: apt-get install \(package)"
        case .catalogUnreadable(let path, let reason):
            "cannot read the catalog at \(path): \(reason); give a folder with drugs.csv, services.csv or "
                + "consumables.csv"
        case .catalogRow(let file, let line, let reason):
            "\(file), line \(line): \(reason)"
        case .tooFewEntries(let have, let need):
            "the catalog offers \(have) fitting entries and the slip needs \(need); give a larger catalog or "
                + "fewer items"
        case .drawing(let reason):
            "cannot draw the page: \(reason)"
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason)"
        }
    }
}
