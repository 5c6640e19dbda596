import ArgumentParser
import Catalog
import Measuring
import Review

/// `slip-measure report`: how many of the items marked certain are wrong.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Says how well slips were read and how far the marks of certainty can be trusted.",
        discussion: """
            Every folder is followed by the catalog from which its slips were made. The layouts in the archives are \
            judged again by this program; nothing is read again.

            Example:
              slip-measure report made/a catalog made/b other-catalog
            """)

    @Argument(help: "Folders and their catalogs in turn.")
    var foldersAndCatalogs: [String]

    @ArgumentParser.Flag(help: "Also list the items that are marked certain and wrong.")
    var list = false

    func validate() throws {
        guard foldersAndCatalogs.count.isMultiple(of: 2), !foldersAndCatalogs.isEmpty else {
            throw ValidationError("Give a folder and its catalog, or several such pairs.")
        }
    }

    func run() async throws {
        var accuracy = Accuracy()
        for index in stride(from: 0, to: foldersAndCatalogs.count, by: 2) {
            let reviewer = Reviewer(catalog: try Catalog(folder: foldersAndCatalogs[index + 1]))
            for reading in try await MadeSlips(folder: foldersAndCatalogs[index]).readings {
                let review = reviewer.review(reading.slip, id: reading.id, source: reading.source)
                accuracy.add(review, reading.truth)
            }
        }
        print(accuracy.markdown, terminator: "")
        if list {
            print("\n" + accuracy.silent.joined(separator: "\n"))
        }
    }
}
