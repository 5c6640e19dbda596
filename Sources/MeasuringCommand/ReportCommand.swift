import ArgumentParser
import Foundation
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
              slip-measure report made/a catalog made/b other-catalog --diagram reliability.svg
            """)

    @OptionGroup var folders: FolderOptions

    @ArgumentParser.Flag(help: "Write all counts as one JSON object instead of tables.")
    var json = false

    @ArgumentParser.Flag(
        help:
            "Also list the items that are marked certain and wrong, what is wrong on accepted slips, and the wrong fields."
    )
    var list = false

    @Option(help: ArgumentHelp("Draw confidences against what was measured.", valueName: "svg"))
    var diagram: String?

    func run() async throws {
        var accuracy = Accuracy()
        try await folders.forEach { part in
            for reading in part.slips.readings {
                let review = part.reviewer.review(reading.slip, id: reading.id, source: reading.source)
                accuracy.add(review, reading.truth, catalog: part.reviewer.catalog)
            }
        }
        print(json ? try accuracy.json() + "\n" : accuracy.markdown, terminator: "")
        if list, !json {
            print("\n### Marked certain and wrong\n\n" + accuracy.silent.joined(separator: "\n"))
            print("\n### Wrong on accepted slips\n\n" + accuracy.acceptedErrors.joined(separator: "\n"))
            print("\n### Fields that are not as printed\n\n" + accuracy.wrongFields.joined(separator: "\n"))
        }
        if let diagram {
            try Data(accuracy.diagram.utf8).write(to: URL(filePath: diagram), options: .atomic)
        }
    }
}
