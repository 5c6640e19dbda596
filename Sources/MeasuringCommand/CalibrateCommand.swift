import ArgumentParser
import Foundation
import Measuring
import Review

/// `slip-measure calibrate`: how often values of which evidence are right.
struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Learns the confidences of reviews: how often values of which evidence are right.",
        discussion: """
            Every folder is followed by the catalog from which its slips were made. Learn from other slips than you \
            measure with.

            Example:
              slip-measure calibrate made/a catalog --to Sources/Review/Calibration/confidences.txt
            """)

    @OptionGroup var folders: FolderOptions

    @Option(name: .customLong("to"), help: "The file to write.")
    var file: String

    func run() async throws {
        var counts = CalibrationCounts()
        try await folders.forEach(calibration: .none) { part in
            for reading in part.slips.readings {
                let review = part.reviewer.review(reading.slip, id: reading.id, source: reading.source)
                counts.add(review, reading.truth, catalog: part.reviewer.catalog)
            }
        }
        try Data(counts.calibration.text.utf8).write(to: URL(filePath: file), options: .atomic)
        print("\(counts.values) values are counted in \(file)")
    }
}
