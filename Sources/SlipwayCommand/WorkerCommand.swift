import ArgumentParser
import Imaging
import Processing
import Recognition

/// `slipway worker`: the inner process that decodes and reads pages for `slipway process`.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Read pages for a supervising ‘slipway process’.",
        shouldDisplay: false)

    @Option(help: "A file, or a folder with all that is in it, that may be read.")
    var reading: [String] = []

    func run() throws {
        try Worker.serve(reading: reading) {
            try PageReader(dataPath: nil)
        } read: { reader, scan in
            var readings: [Worker.Reading] = []
            try reader.readSlips(on: scan) { page in
                readings.append(
                    Worker.Reading(
                        layout: page.layout, raster: try page.picture.pngBytes(), dpi: page.dpi,
                        rotation: page.rotation, skew: page.skew))
            }
            return readings
        }
    }
}
