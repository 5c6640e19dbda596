public import ArgumentParser
import ModelTraining
public import SlipGenerator

/// `slip-generator lines`: lines of print with their truth, to train and to measure the models that read.
struct LinesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lines",
        abstract: "Makes lines of print with known texts, for training and measuring models.",
        discussion: """
            Pages are filled with texts, damaged, made ready by the program's own preparation, and cut into the
            crops that its reader gives the engines; both forms of each crop are written, black-and-white and grey.
            What preparation lost or joined to other print is left out. Written are TIFF files of many pages with
            box files, as tesseract's lstm.train reads them, and a list PREFIX.tsv: file, page, form, kind, damage,
            font, text.

            Each page has its own seed, the first of them --seed. Seeds from 1000000 on are kept for measuring:
            never train on them.

            Example:
              slip-generator lines --kind numbers --catalog catalog --count 2000 --seed 1 --to lines
            """)

    @Option(help: "What the lines hold: \(SpecimenKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind = SpecimenKind.numbers

    @Option(help: "A catalog folder whose names are printed; may be given several times.")
    var catalog: [String] = ["catalog"]

    @Option(help: "How many crops to write at least; each cell gives two.")
    var count = 2000

    @Option(help: "The seed of the first page.")
    var seed: UInt64 = 1

    @Option(help: "How badly the pages are treated: mix, none, light, medium or heavy.")
    var damage = "mix"

    @Option(name: .customLong("to"), help: "The folder to write to.")
    var folder: String

    @Flag(help: "Also write each page as PNG.")
    var keepPages = false

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count is \(count); give 1 or more.") }
        guard damage == "mix" || DamageLevel(rawValue: damage) != nil else {
            throw ValidationError("--damage is “\(damage)”; give mix, none, light, medium or heavy.")
        }
    }

    func run() throws {
        let maker = try SpecimenMaker(catalogs: catalog.map { try CatalogShelf(folder: $0) })
        var files = try LineFiles(folder: folder, prefix: "\(kind.rawValue)-\(seed)")
        let numbers: Set<SpecimenText> = [.quantity, .price, .percent, .date, .code, .capitals, .spec]
        var pages: UInt64 = 0
        var wanted = 0
        while files.count < count {
            let page = try maker.page(kind, seed: seed + pages, damage: DamageLevel(rawValue: damage))
            if keepPages { try page.writePNG(to: "\(folder)/page-\(seed + pages).png") }
            let done = try LineCutter.lines(
                of: page, where: { kind == .chinese || numbers.contains($0.kind) }
            ) { line throws(TrainingError) in try files.add(line, damage: page.damage) }
            wanted += done.wanted
            pages += 1
            guard pages < 200 || files.count > 0 else { throw TrainingError.page("no page gave a line") }
        }
        let written = files.count
        try files.finish()
        print(
            "\(written) crops of \(pages) pages are in \(folder); "
                + "\(written / 2) of \(wanted) cells came through. The next free seed is \(seed + pages)")
    }
}

extension SpecimenKind: ExpressibleByArgument {}
