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

    @OptionGroup var folders: FolderOptions

    @Option(name: .customLong("to"), help: "The file to write.")
    var file: String

    func run() async throws {
        var counts = ReadingCounts()
        try await folders.forEach { part in
            counts.add(part.slips, with: part.reviewer)
        }
        try Data(counts.text.utf8).write(to: URL(filePath: file), options: .atomic)
        print("\(counts.printed) printed characters are counted in \(file)")
    }
}
