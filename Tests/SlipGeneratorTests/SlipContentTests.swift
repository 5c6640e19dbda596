import Foundation
import Slips
import Testing

@testable import SlipGenerator

@Suite struct `The content of a slip` {
    private func content(
        _ layout: SlipLayout, seed: UInt64, _ findings: Set<PlantedFinding> = [], refund: Bool = false
    ) throws -> SlipContent {
        var random = SeededRandom(seed: seed)
        let request = SlipRequest(layout: layout, seed: seed, items: 9, findings: findings, refund: refund)
        return try ContentMaker(shelf: MadeShelf.shelf).content(for: request, random: &random)
    }

    @Test(arguments: SlipLayout.allCases)
    func `closes when nothing was planted`(layout: SlipLayout) throws {
        for seed in 1...20 {
            let content = try content(layout, seed: UInt64(seed), refund: seed.isMultiple(of: 2))
            for line in content.lines {
                #expect(Money.amount(quantity: line.quantity, unitPrice: line.price) == line.amount)
                #expect(line.price > .zero)
                #expect((content.admission...content.discharge).contains(line.date))
                if let cap = line.entry?.priceCap { #expect(line.price <= cap) }
            }
            #expect(content.lines.reduce(Money.zero) { $0 + $1.amount } == content.total)
            #expect(content.categories.reduce(Money.zero) { $0 + $1.amount } == content.total)
            #expect(content.lines.allSatisfy { $0.flags.isEmpty } && content.flags.isEmpty)
            let isRefunded = seed.isMultiple(of: 2) && layout != .registration
            #expect(content.lines.contains { $0.amount < .zero } == isRefunded)
        }
    }

    @Test(arguments: PlantedFinding.allCases.filter { !$0.isOfRules })
    func `shows the finding asked for and no other`(finding: PlantedFinding) throws {
        for seed in 1...20 {
            let content = try content(.ruled, seed: UInt64(seed), [finding])
            let planted = content.lines.reduce(content.flags) { $0.union($1.flags) }
            #expect(planted == [finding])
            let sum = content.lines.reduce(Money.zero) { $0 + $1.amount }
            #expect((sum == content.total) == (finding != .totalMismatch))
            for line in content.lines {
                let closes = Money.amount(quantity: line.quantity, unitPrice: line.price) == line.amount
                #expect(closes == !line.flags.contains(.amountMismatch))
                #expect((line.entry == nil) == line.flags.contains(.outOfCatalog))
                let over = line.entry?.priceCap.map { line.price > $0 } ?? false
                #expect(over == line.flags.contains(.overCap))
                let twins = content.lines.filter {
                    $0.entry == line.entry && $0.date == line.date && $0.quantity == line.quantity
                        && $0.amount == line.amount && $0.printedName == line.printedName
                }
                #expect((twins.count > 1) == line.flags.contains(.duplicateCharge))
            }
        }
    }

    @Test func `names a person whose number is well formed and fits`() throws {
        for seed in 1...200 {
            var random = SeededRandom(seed: UInt64(seed))
            let day = try #require(CalendarDate("2025-06-30"))
            let person = MadePerson(on: day, random: &random)
            let number = try #require(CitizenID(person.idNumber), "\(person.idNumber)")
            #expect(number.birthDate == person.birth)
            #expect(person.age(on: day) >= 0)
            #expect(person.idNumber.dropFirst(2).hasPrefix("99"))
        }
    }

    @Test func `is refused when the catalog is too small`() {
        #expect(throws: GeneratorError.tooFewEntries(have: 18, need: 21)) {
            var random = SeededRandom(seed: 1)
            let shelf = CatalogShelf(entries: Array(MadeShelf.shelf.entries.prefix(18)))
            let request = SlipRequest(layout: .ruled, seed: 1, items: 21)
            _ = try ContentMaker(shelf: shelf).content(for: request, random: &random)
        }
    }

    @Test(arguments: [
        ("2024-02-28", 1, "2024-02-29"), ("2024-12-31", 1, "2025-01-01"), ("2025-01-31", 29, "2025-03-01"),
        ("2025-05-05", 0, "2025-05-05"),
    ])
    func `advances dates over months and years`(start: String, days: Int, end: String) throws {
        #expect(try #require(CalendarDate(start)).advanced(byDays: days) == CalendarDate(end))
    }

    /// The package's own catalog, with its rules.
    private static let starter = Result {
        try CatalogShelf(
            folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "catalog").path)
    }

    /// A slip of the starter catalog, and what the rules find on its lines.
    private func judged(
        _ layout: SlipLayout, seed: UInt64, _ findings: Set<PlantedFinding> = []
    ) throws -> (content: SlipContent, found: [Int: Set<String>]) {
        let shelf = try Self.starter.get()
        var random = SeededRandom(seed: seed)
        let request = SlipRequest(
            layout: layout, seed: seed, findings: findings, refund: seed.isMultiple(of: 2))
        let content = try ContentMaker(shelf: shelf).content(for: request, random: &random)
        let judge = try #require(shelf.judge)
        return (content, judge.findings(on: content.lines, header: content.header, kind: layout.kind))
    }

    @Test(arguments: [SlipLayout.ruled, .multipage, .electronic, .pharmacy])
    func `suits the patient by the rules of the catalog`(layout: SlipLayout) throws {
        for seed in 1...4 {
            let (content, found) = try judged(layout, seed: UInt64(seed))
            #expect(found.isEmpty, "\(found) on \(content.lines.map(\.printedName))")
            #expect(content.lines.count { $0.category == "手术费" && $0.amount > .zero } <= 1)
        }
    }

    @Test(arguments: PlantedFinding.allCases.filter(\.isOfRules))
    func `shows the finding of a rule where that was asked for`(finding: PlantedFinding) throws {
        for seed in 1...3 {
            let (content, found) = try judged(.ruled, seed: UInt64(seed), [finding])
            let planted = content.lines.indices.filter { content.lines[$0].flags == [finding] }
            #expect(planted.count == 1 && Array(found.keys) == planted)
            #expect(found.values.allSatisfy { $0 == [finding.rawValue] })
        }
        // Without rules there is nothing to break.
        #expect(throws: GeneratorError.tooFewEntries(have: 0, need: 1)) {
            try content(.ruled, seed: 1, [finding])
        }
    }

    @Test func `has a receipt code of a region that exists`() throws {
        for seed in 1...20 {
            let header = try content(.electronic, seed: UInt64(seed)).header
            let code = try #require(ReceiptCode(header.receiptCode))
            #expect(code.region == header.idNumber.prefix(2) && code.kind == .outpatient)
        }
    }
}
