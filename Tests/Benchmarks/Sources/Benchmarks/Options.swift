/// What the command line asks for.
struct Options {
    static let help = """
        Usage: swift run -c release --package-path Tests/Benchmarks Benchmarks [FOLDER] [--catalog DIR] [--count N]

        Compares Slipway with whole-page Tesseract on the pages of FOLDER (JPEG and PNG, one page a file), or, \
        without FOLDER, on N made pages of fixed seeds (default 10, all layouts in turn), in one run. Build the \
        program first, with swift build -c release; run it while nothing else runs.

        With --entries N instead: finds misread names in a made catalog of N rows, beside RapidFuzz (pip install \
        rapidfuzz).
        """

    /// How many rows the catalog has of which names are found; nil to read pages.
    var entries: Int?

    /// The folder of pages; nil for made ones.
    var folder: String?
    var catalog = "catalog"
    /// How many pages are made.
    var count = 10
    var wantsHelp = false

    /// A command line that is not understood.
    struct Misuse: Error, CustomStringConvertible {
        var description: String
    }

    init(_ arguments: some Sequence<String>) throws {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--catalog":
                guard let value = rest.next() else { throw Misuse(description: "--catalog needs a folder") }
                catalog = value
            case "--count":
                guard let value = rest.next().flatMap(Int.init), value > 0 else {
                    throw Misuse(description: "--count needs a number from 1")
                }
                count = value
            case "--entries":
                guard let value = rest.next().flatMap(Int.init), value >= 100 else {
                    throw Misuse(description: "--entries needs a number from 100")
                }
                entries = value
            default:
                guard !argument.hasPrefix("-"), folder == nil else {
                    throw Misuse(description: "“\(argument)” is not understood")
                }
                folder = argument
            }
        }
    }
}
