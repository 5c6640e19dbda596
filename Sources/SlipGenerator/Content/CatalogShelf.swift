import Catalog
import Foundation
import Review
import Slips

/// The entries of a catalog folder from which made slips are charged.
///
/// It reads the contract's `drugs.csv`, `services.csv` and `consumables.csv` in file order, so that the same folder and
/// seed give the same slip; the rules of periods, prices by region and matching belong to the module Catalog.
public struct CatalogShelf: Sendable {
    public let entries: [ShelfEntry]
    /// Judges lines by the catalog's rules; nil where it has none.
    let judge: RuleJudge?

    public init(entries: [ShelfEntry], judge: RuleJudge? = nil) {
        self.entries = entries
        self.judge = judge
    }

    /// Reads a catalog folder.
    ///
    /// - Parameters:
    ///   - folder: The folder's path.
    ///   - withRules: Whether lines must suit the catalog's rules, if it has any; false for slips that show every
    ///     entry, whoever is charged for it.
    /// - Throws: ``GeneratorError/catalogUnreadable(path:reason:)`` when no list is there, and
    ///   ``GeneratorError/catalogRow(file:line:reason:)`` for a row that is not as the contract says.
    public init(folder: String, withRules: Bool = true) throws(GeneratorError) {
        var entries: [ShelfEntry] = []
        var found = false
        for name in ["drugs.csv", "services.csv", "consumables.csv"] {
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path) else { continue }
            found = true
            guard let data = FileManager.default.contents(atPath: path) else {
                throw .catalogUnreadable(path: path, reason: "it cannot be opened")
            }
            try entries.append(contentsOf: Self.read(Self.records(of: data, file: path), file: path))
        }
        guard found else {
            throw .catalogUnreadable(path: folder, reason: "it holds none of the three lists")
        }
        self.init(entries: entries, judge: withRules ? try Self.judge(folder: folder) : nil)
    }

    private static func judge(folder: String) throws(GeneratorError) -> RuleJudge? {
        guard FileManager.default.fileExists(atPath: folder + "/rules") else { return nil }
        do throws(CatalogError) {
            let catalog = try Catalog(folder: folder)
            return RuleJudge(catalog: catalog, rules: try RuleLibrary(catalog))
        } catch {
            throw .catalogRow(file: error.file, line: error.line ?? 1, reason: error.reason)
        }
    }

    private static func records(
        of data: Data, file: String
    ) throws(GeneratorError) -> [DelimitedText.Record] {
        var text = DelimitedText([UInt8](data), file: file)
        var records: [DelimitedText.Record] = []
        do throws(CatalogError) {
            while let record = try text.next() { records.append(record) }
        } catch {
            throw .catalogRow(file: file, line: error.line ?? 1, reason: error.reason)
        }
        return records
    }

    private static func read(
        _ records: [DelimitedText.Record], file: String
    ) throws(GeneratorError) -> [ShelfEntry] {
        guard let header = records.first else {
            throw .catalogRow(file: file, line: 1, reason: "there is no header row")
        }
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() { columns[name] = index }
        for needed in ["code", "name", "spec", "unit", "class"] where columns[needed] == nil {
            throw .catalogRow(file: file, line: header.line, reason: "the column “\(needed)” is missing")
        }
        var entries: [ShelfEntry] = []
        for record in records.dropFirst() {
            guard record.fields.count == header.fields.count else {
                throw .catalogRow(
                    file: file, line: record.line,
                    reason: "\(record.fields.count) fields where the header has \(header.fields.count)")
            }
            func field(_ name: String) -> String {
                columns[name].map { record.fields[$0] } ?? ""
            }
            func value<Value: LosslessStringConvertible>(
                _ name: String, _ type: Value.Type
            ) throws(GeneratorError) -> Value? {
                let text = field(name)
                guard !text.isEmpty else { return nil }
                guard let value = Value(text) else {
                    throw .catalogRow(
                        file: file, line: record.line, reason: "“\(text)” in “\(name)” is not a \(Value.self)"
                    )
                }
                return value
            }
            // What stands for the products of a list's drug is no name that a slip prints.
            guard field("list_number").isEmpty else { continue }
            try entries.append(
                ShelfEntry(
                    code: field("code"), name: field("name"), spec: field("spec"), unit: field("unit"),
                    insuranceClass: field("class"),
                    selfPayRatio: value("self_pay_ratio", Ratio.self) ?? .zero,
                    priceCap: value("price_cap", Money.self),
                    validFrom: value("valid_from", CalendarDate.self),
                    validTo: value("valid_to", CalendarDate.self)))
        }
        return entries
    }

    /// The first day on which nine of ten entries hold; 1 January 2024 for a catalog without dates.
    var firstUsualDay: CalendarDate? {
        let beginnings = entries.compactMap(\.validFrom).sorted()
        guard !beginnings.isEmpty else { return CalendarDate("2024-01-01") }
        return beginnings[min(beginnings.count - 1, beginnings.count * 9 / 10)]
    }
}
