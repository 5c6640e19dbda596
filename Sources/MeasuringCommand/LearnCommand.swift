import ArgumentParser
import Catalog
import Foundation
import Measuring
import Review

/// `slip-measure learn`: how often which character is read as which.
struct LearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Counts what printed characters are read as, for the costs of misreadings.",
        discussion: """
            Every folder is followed by the catalog from which its slips were made.

            Example:
              slip-measure learn made/a catalog made/b other-catalog --to Sources/Catalog/Matching/readings.txt
            """)

    @Argument(help: "Folders and their catalogs in turn.")
    var foldersAndCatalogs: [String]

    @Option(name: .customLong("to"), help: "The file to write.")
    var file: String

    func validate() throws {
        guard foldersAndCatalogs.count.isMultiple(of: 2), !foldersAndCatalogs.isEmpty else {
            throw ValidationError("Give a folder and its catalog, or several such pairs.")
        }
    }

    func run() async throws {
        var counts = ReadingCounts()
        for index in stride(from: 0, to: foldersAndCatalogs.count, by: 2) {
            let reviewer = Reviewer(catalog: try Catalog(folder: foldersAndCatalogs[index + 1]))
            counts.add(try await MadeSlips(folder: foldersAndCatalogs[index]), with: reviewer)
        }
        try Data(counts.text.utf8).write(to: URL(filePath: file), options: .atomic)
        print("\(counts.printed) printed characters are counted in \(file)")
    }
}
