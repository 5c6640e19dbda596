import Catalog
import Foundation
import Slips
import Testing

/// Real names under misreadings that are made here: what is certain must be right.
@Suite(.enabled(if: SharedSlips.truth != nil, "the shared slips are not beside the package"))
struct `Misread names of the shared slips` {
    @Test func `names as printed are found, and none is certain and wrong`() throws {
        let result = try measure(damage: 0)
        #expect(result.certainAndWrong == 0)
        #expect(result.unlistedMissed == 0)
        #expect(Double(result.nameFound) >= 0.99 * Double(result.listed))
        #expect(Double(result.certain) >= 0.8 * Double(result.listed))
    }

    @Test(arguments: [0.05, 0.15])
    func `damaged names are mostly found, and hardly ever certain and wrong`(damage: Double) throws {
        let result = try measure(damage: damage)
        #expect(Double(result.certainAndWrong) <= 0.006 * Double(result.listed))
        #expect(Double(result.nameFound) >= (damage < 0.1 ? 0.95 : 0.85) * Double(result.listed))
    }

    private struct Result {
        var listed = 0
        var nameFound = 0
        var certain = 0
        var certainAndWrong = 0
        var unlistedMissed = 0
    }

    private func measure(damage: Double) throws -> Result {
        let catalog = try Catalog(folder: #require(SharedSlips.folder) + "/catalog")
        let matcher = CatalogMatcher(catalog)
        var random = Dice(state: 7)
        var result = Result()
        let confidence = damage == 0 ? 1 : damage < 0.1 ? 0.9 : 0.7
        for item in try #require(SharedSlips.truth) {
            let match = matcher.match(
                PrintedLine(
                    name: random.damaged(item.name, damage), spec: item.spec, unit: item.unit,
                    unitPrice: item.unitPrice, date: CalendarDate("2024-05-01"), confidence: confidence))
            guard !item.catalogName.isEmpty else {
                result.unlistedMissed += match.status == .outOfCatalog ? 0 : 1
                result.certainAndWrong += match.status == .matched && match.isCertain ? 1 : 0
                continue
            }
            result.listed += 1
            let isRight = match.entry?.name == item.catalogName
            result.nameFound += isRight ? 1 : 0
            result.certain += match.isCertain ? 1 : 0
            result.certainAndWrong += match.isCertain && !isRight ? 1 : 0
        }
        return result
    }
}

/// The slips that are shared with the project's makers; absent elsewhere.
enum SharedSlips {
    struct PrintedItem {
        var name: String
        var catalogName: String
        var spec: String?
        var unit: String?
        var unitPrice: Money?
    }

    /// Beside the package, or one folder up for a second working tree.
    static let folder: String? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            .standardizedFileURL
        return ["../shared/slips", "../../shared/slips"]
            .map { package.appending(path: $0).standardizedFileURL.path(percentEncoded: false) }
            .first { FileManager.default.fileExists(atPath: $0 + "/dev/truth.jsonl") }
    }()

    static let truth: [PrintedItem]? = {
        let text = folder.flatMap { try? String(contentsOfFile: $0 + "/dev/truth.jsonl", encoding: .utf8) }
        return text.map { text in
            text.split(separator: "\n").flatMap { line -> [PrintedItem] in
                guard let slip = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                    let layout = slip["layout"] as? String, let items = slip["items"] as? [[String: Any]]
                else { return [] }
                let hasSpecs = ["ruled", "hlines"].contains(layout)
                return items.map { item in
                    PrintedItem(
                        name: item["name"] as? String ?? "",
                        catalogName: item["catalog_name"] as? String ?? "",
                        spec: hasSpecs ? item["spec"] as? String : nil, unit: item["unit"] as? String,
                        unitPrice: (item["unit_price"] as? String).flatMap { Money($0) })
                }
            }
        }
    }()
}

/// A source of chance that is the same in every run (SplitMix64).
private struct Dice {
    var state: UInt64

    private static let strangers = Array("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主")

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double(next() >> 11) < probability * 9_007_199_254_740_992
    }

    /// Text with characters dropped, replaced, or followed by dirt.
    mutating func damaged(_ text: String, _ probability: Double) -> String {
        var damaged = ""
        for character in text {
            guard chance(probability) else {
                damaged.append(character)
                continue
            }
            switch next() % 4 {
            case 0: continue
            case 1: damaged += "\(character)."
            default: damaged.append(Self.strangers[Int(next() % UInt64(Self.strangers.count))])
            }
        }
        return damaged
    }
}
