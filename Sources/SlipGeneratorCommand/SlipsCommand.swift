public import ArgumentParser
import Foundation
public import SlipGenerator

/// `slip-generator slips`: any number of slips of chosen layouts, and their truth.
struct SlipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slips",
        abstract: "Makes slips and writes truth.jsonl beside them.",
        discussion: """
            Examples:
              slip-generator slips --catalog catalog --count 10 --seed 1 --to made
              slip-generator slips --catalog catalog --count 8 --seed 3 --layouts ruled,dotmatrix --damage heavy \\
                --findings over_cap,duplicate_charge --to made
            """)

    @Option(help: "The catalog folder whose entries are charged.")
    var catalog: String

    @Option(help: "How many slips.")
    var count = 10

    @Option(help: "The seed; the same seed gives the same slips.")
    var seed: UInt64 = 1

    @Option(help: "Layouts in turn, separated by commas: \(Words.all(SlipLayout.self)).")
    var layouts = Words.all(SlipLayout.self)

    @Option(help: "How badly the slips are treated: \(Words.all(DamageLevel.self)).")
    var damage = DamageLevel.light

    @Option(help: "Another seed for the damage alone: the same slips, scanned another time.")
    var damageSeed: UInt64?

    @Option(help: "Findings on every slip, separated by commas: \(Words.all(PlantedFinding.self)).")
    var findings = ""

    @Flag(help: "Charge any entry of the catalog, also what its rules forbid the patient or question.")
    var anyEntry = false

    @Option(help: "Dots per inch.")
    var dpi = 300

    @Option(
        help:
            "The file format of the slips: png, jpeg, tiff, g4, pdf. Slips of several pages are always TIFF or PDF."
    )
    var format = ImageFormat.jpeg

    @Option(name: .customLong("to"), help: "The folder to write to.")
    var folder: String

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count is \(count); give 1 or more.") }
        guard (60...600).contains(dpi) else { throw ValidationError("--dpi is \(dpi); give 60 to 600.") }
        _ = try Words.list(layouts, of: SlipLayout.self, option: "--layouts")
        _ = try Words.list(findings, of: PlantedFinding.self, option: "--findings")
    }

    func run() throws {
        let generator = try SlipGenerator(
            catalog: CatalogShelf(folder: catalog, withRules: !anyEntry))
        let layouts = try Words.list(layouts, of: SlipLayout.self, option: "--layouts")
        let findings = try Set(Words.list(findings, of: PlantedFinding.self, option: "--findings"))
        var lines: [String] = []
        for index in 0..<count {
            let request = SlipRequest(
                layout: layouts[index % layouts.count], seed: seed &* 1_000_003 &+ UInt64(index), dpi: dpi,
                findings: findings, refund: index % 5 == 4, damage: damage,
                damageSeed: damageSeed)
            let slip = try generator.slip(request)
            let name = NumberedName.text("slip", index)
            let truth = try slip.write(to: folder, name: name, as: format.file(pages: slip.pages.count))
            lines.append(try TruthText.line(truth))
        }
        try TruthText.write(lines.joined(), to: folder + "/truth.jsonl")
        print("\(count) slips and truth.jsonl are in \(folder)")
    }
}

/// The words of `--format`.
enum ImageFormat: String, ExpressibleByArgument {
    case png, jpeg, tiff, g4, pdf

    /// The file format for a slip; TIFF where the wanted one holds one page only and the slip has more.
    func file(pages: Int) -> SlipFile {
        switch self {
        case .png: pages == 1 ? .png : .tiffLZW
        case .jpeg: pages == 1 ? .jpeg(quality: 88) : .tiffLZW
        case .tiff: .tiffLZW
        case .g4: .tiffG4(threshold: 165)
        case .pdf: .scannedPDF(quality: 80)
        }
    }
}

extension DamageLevel: ExpressibleByArgument {}
