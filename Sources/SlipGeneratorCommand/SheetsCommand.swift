import ArgumentParser
import Foundation
import SlipGenerator

/// `slip-generator sheets`: pictures that hold several slips each, and their truth.
struct SheetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets",
        abstract: "Makes pictures of several slips each and writes truth.jsonl, a line for every slip.",
        discussion: """
            The file of the second slip on a picture is named FILE#2, as reviews name it.

            Example:
              slip-generator sheets --catalog catalog --count 6 --seed 1 --to made
            """)

    @Option(help: "The catalog folder whose entries are charged.")
    var catalog: String

    @Option(help: "How many pictures.")
    var count = 6

    @Option(help: "The seed; the same seed gives the same pictures.")
    var seed: UInt64 = 1

    @Option(help: "Ways in turn, separated by commas: \(Words.all(SharedSheet.Way.self)).")
    var ways = Words.all(SharedSheet.Way.self)

    @Option(help: "Dots per inch.")
    var dpi = 200

    @Option(name: .customLong("to"), help: "The folder to write to.")
    var folder: String

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count is \(count); give 1 or more.") }
        guard (60...600).contains(dpi) else { throw ValidationError("--dpi is \(dpi); give 60 to 600.") }
        _ = try Words.list(ways, of: SharedSheet.Way.self, option: "--ways")
    }

    func run() throws {
        let generator = try SlipGenerator(catalog: CatalogShelf(folder: catalog))
        let ways = try Words.list(ways, of: SharedSheet.Way.self, option: "--ways")
        var lines: [String] = []
        var slips = 0
        for index in 0..<count {
            let sheetSeed = seed &* 1_000_003 &+ UInt64(index) &* 8
            let (layouts, sideBySide) = Self.company[index / ways.count % Self.company.count]
            let requests = layouts.enumerated().map { place, layout in
                SlipRequest(
                    layout: layout, seed: sheetSeed &+ UInt64(place), dpi: dpi,
                    items: layout == .ruled ? 5 : nil, damage: .none,
                    steps: place == 0 ? [.faintInk(0.15)] : [])
            }
            let sheet = try generator.sharedSheet(
                requests, way: ways[index % ways.count], sideBySide: sideBySide, seed: sheetSeed)
            let name = NumberedName.text("sheet", index)
            let truths = try sheet.write(to: folder, name: name, quality: 85)
            for truth in truths { lines.append(try TruthText.line(truth)) }
            slips += truths.count
        }
        try TruthText.write(lines.joined(), to: folder + "/truth.jsonl")
        print("\(count) pictures of \(slips) slips and truth.jsonl are in \(folder)")
    }

    /// Slips that are handed in together, and whether they stand side by side.
    private static let company: [([SlipLayout], Bool)] = [
        ([.preprinted, .preprinted], false), ([.pharmacy, .pharmacy], true),
        ([.electronic, .electronic], false),
        ([.pharmacy, .pharmacy, .pharmacy], true), ([.electronic, .preprinted], false),
        ([.preprinted, .preprinted, .electronic], false),
    ]
}
