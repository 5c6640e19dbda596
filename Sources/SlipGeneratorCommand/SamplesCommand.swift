import ArgumentParser
import SlipGenerator

/// `slip-generator samples`: the slips that are shipped with the program.
struct SamplesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Makes the shipped samples again, byte for byte the same on one machine.",
        discussion: """
            Example:
              slip-generator samples --catalog catalog --to samples --truth Tests/EndToEndTests/Golden
            """)

    @Option(help: "The catalog folder whose entries are charged.")
    var catalog: String

    @Option(name: .customLong("to"), help: "The folder for the slips.")
    var folder = "samples"

    @Option(help: "The folder for their truth, one NAME.truth.json a slip.")
    var truth = "Tests/EndToEndTests/Golden"

    func run() throws {
        let generator = try SlipGenerator(catalog: CatalogShelf(folder: catalog))
        var items = 0
        for sample in Sample.shipped {
            let slip = try generator.slip(sample.request)
            let written = try slip.write(to: folder, name: sample.name, as: sample.file)
            try TruthText.write(try TruthText.line(written), to: "\(truth)/\(sample.name).truth.json")
            items += written.items.count
        }
        print("\(Sample.shipped.count) slips with \(items) items are in \(folder), their truth in \(truth)")
    }
}
