import BagIt
import Catalog
import Foundation
import Measuring
import Review
public import SlipGenerator
public import Testing

/// The samples as one session at the terminal treats them, once for all tests.
struct ShippedSamples: Sendable {
    /// What the program said and did: processed the samples, again, searched, and showed one of them.
    static let session = Task { try await ShippedSamples() }

    private static let catalog = Result {
        try Catalog(folder: SlipwayProgram.package.appending(path: "catalog").path)
    }

    /// A review beside what its sample says: codes of several makers of one pack are one entry.
    static func read(_ review: SlipReview, _ truth: SlipTruth) throws -> ReadAgainstTruth {
        ReadAgainstTruth(review, truth, catalog: try catalog.get())
    }

    let first: SlipwayProgram.Outcome
    let second: SlipwayProgram.Outcome
    let search: SlipwayProgram.Outcome
    /// What is found with persons in full, and what the log then tells of one of the slips.
    let unmasked: SlipwayProgram.Outcome
    /// One slip in national field names.
    let national: SlipwayProgram.Outcome
    let shown: SlipwayProgram.Outcome
    let unknown: SlipwayProgram.Outcome
    let export: SlipwayProgram.Outcome
    /// The same draw twice, as from the first.
    let samples: [SlipwayProgram.Outcome]
    let count: SlipwayProgram.Outcome
    /// What keeps the exported bag from being valid, and the files of its payload.
    let bagFaults: [BagError]
    let bagFiles: Set<String>
    /// The first run's reviews by the samples' names.
    let reviews: [String: SlipReview]

    private init() async throws {
        let folder = try TemporaryFolder()
        let archive = ["--archive", "\(folder.path)/archive"]
        let process = ["process", "samples", "--format", "jsonl"] + archive
        first = try await SlipwayProgram.run(process, timeLimit: .seconds(1200))
        second = try await SlipwayProgram.run(process)
        search = try await SlipwayProgram.run(["search", "--format", "jsonl"] + archive)
        let all = try first.lines.map { try SlipReview(json: Data($0.utf8)) }
        reviews = Dictionary(
            all.map { (URL(filePath: $0.source).deletingPathExtension().lastPathComponent, $0) },
            uniquingKeysWith: { one, _ in one })
        let id = try #require(all.first, "\(first.standardError)").id
        shown = try await SlipwayProgram.run(["show", String(id.prefix(16))] + archive)
        unmasked = try await SlipwayProgram.run(
            ["search", "--format", "jsonl", "--unmask", "--reason", "核对"] + archive)
        national = try await SlipwayProgram.run(["export", id, "--national", "-"] + archive)
        unknown = try await SlipwayProgram.run(["show", String(repeating: "0", count: 16)] + archive)
        export = try await SlipwayProgram.run(["export", id, "--bag", "\(folder.path)/bag"] + archive)
        count = try await SlipwayProgram.run(["search", "--count"] + archive)
        let draw = ["sample", "--seed", "7", "--strata", "hospital", "--count", "3"] + archive
        samples = [try await SlipwayProgram.run(draw), try await SlipwayProgram.run(draw)]
        bagFaults = try Bag(at: "\(folder.path)/bag").faults()
        let slipFolder = "\(folder.path)/bag/data/\(id)"
        bagFiles = Set(try FileManager.default.contentsOfDirectory(atPath: slipFolder))
    }

    /// The review of a sample.
    static func review(of sample: Sample) async throws -> SlipReview {
        let session = try await session.value
        return try #require(session.reviews[sample.name], "no review: \(session.first.standardError)")
    }
}

extension Sample {
    /// Its path from the package's folder, as reviews give it.
    var path: String { "samples/\(name)\(file.suffix)" }

    /// What is printed on it.
    var truth: SlipTruth {
        get throws {
            let golden = try #require(Bundle.module.resourceURL).appending(path: "Golden/\(name).truth.json")
            return try JSONDecoder().decode(SlipTruth.self, from: Data(contentsOf: golden))
        }
    }
}

extension Sample: CustomTestStringConvertible {
    public var testDescription: String { name }
}
