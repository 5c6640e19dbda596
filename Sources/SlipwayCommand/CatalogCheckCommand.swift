import ArgumentParser
import Catalog
import Foundation
import Review
import Slips

/// `slipway catalog check`.
struct CatalogCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Load a catalog, and say what is in it or all that is wrong with it.",
        discussion: """
            A catalog that cannot be loaded is refused with every defect of its tables, rules and description, a line \
            each: file, line, column and reason (exit status 65). What loads but looks like a mistake is listed, and so is \
            whatever lies in the folder and is not read.

            Example:
              slipway catalog check ./catalog
            """)

    @Argument(help: ArgumentHelp("The catalog's folder, instead of --catalog.", valueName: "dir"))
    var folder: String?

    @OptionGroup var options: CatalogOptions

    @Option(help: "How many remarks to list of each kind.")
    var remarks = 5

    func validate() throws {
        guard remarks >= 0 else { throw ValidationError("--remarks takes 0 or more.") }
    }

    func run() async throws {
        let path = folder ?? options.path
        let catalog: Catalog
        let rules: RuleLibrary
        let check: RuleTableCheck
        do {
            switch try Catalog.loaded(folder: path) {
            case .catalog(let whole):
                check = RuleTableCheck(catalogFolder: path, catalog: whole)
                guard check.defects.isEmpty else { throw Self.refusal(check.defects, path) }
                catalog = whole
            case .defects(let defects):
                check = RuleTableCheck(catalogFolder: path, catalog: nil)
                throw Self.refusal(defects + check.defects, path)
            }
            rules = try RuleLibrary(catalog)
        } catch let error as CatalogError {
            throw error.reported()
        }
        write(catalog, rules)
        if !check.idle.isEmpty {
            print("\nknowledge points that never find anything: \(check.idle.count)")
            for remark in check.idle.prefix(remarks) { print("  \(remark)") }
            if check.idle.count > remarks { print("  …") }
        }
        writeFiles(of: path)
    }

    /// What lies in the folder and is no part of a catalog, or is missing.
    private func writeFiles(of path: String) {
        let strangers = Catalog.unreadFiles(folder: path)
        if !strangers.isEmpty {
            print("\nwhat lies in the folder and is not read: \(strangers.count)")
            for stranger in strangers { print("  \(stranger.name): \(stranger.explanation)") }
        }
        let keys = Catalog.unknownKeys(folder: path)
        if !keys.isEmpty {
            print("\nkeys of catalog.yaml that nothing reads: \(keys.joined(separator: ", "))")
        }
        if !FileManager.default.fileExists(atPath: path + "/catalog.yaml") {
            print("\nno catalog.yaml: reviews cannot name the edition by which they were made")
        }
    }

    /// Writes defects to standard error, a line each, and gives the status to end with.
    static func refusal(_ defects: [CatalogError], _ path: String) -> ExitCode {
        var text = defects.map { "\($0)\n" }.joined()
        text += "slipway: \(path) has \(defects.count == 1 ? "one defect" : "\(defects.count) defects")\n"
        FileHandle.standardError.write(Data(text.utf8))
        return ExitCode(65)
    }

    private func write(_ catalog: Catalog, _ rules: RuleLibrary) {
        let identity = catalog.identity
        print("catalog   \(identity.id), edition \(identity.edition)")
        print("sha256    \(identity.sha256)")
        for kind in EntryKind.allCases {
            let rows = catalog.entries.filter { $0.kind == kind }
            let codes = Set(rows.map(\.code)).count
            let capped = rows.count { $0.priceCap != nil }
            print("\(kind.fileName)  \(rows.count) rows, \(codes) codes, \(capped) with a price cap")
        }
        print("prices    \(catalog.overrides.count) caps of levels and regions")
        print("shares    \(catalog.shares.count) of insured persons")
        print("providers \(catalog.providers.count)")
        print("rules     \(rules.pointCount) knowledge points")
        let found = catalog.remarks()
        for subject in CatalogRemark.Subject.allCases {
            let some = found.filter { $0.subject == subject }
            guard !some.isEmpty else { continue }
            print("\n\(Self.sentence(subject)): \(some.count)")
            for remark in some.prefix(remarks) { print("  \(remark.code)  \(remark.name)") }
            if some.count > remarks { print("  …") }
        }
    }

    private static func sentence(_ subject: CatalogRemark.Subject) -> String {
        switch subject {
        case .codeForm: "codes of no national form"
        case .wrongFile: "codes whose form belongs to another file"
        case .classWithoutShare: "class 丙 with a self_pay_ratio other than 1"
        case .shareOfFirstClass: "class 甲 with a self_pay_ratio other than 0"
        case .indistinct: "rows that share name, specification and unit but are paid otherwise"
        case .providerCode:
            "providers whose code is neither of an institution of their kind nor a valid organisation code"
        case .priceWithoutEntry: "codes in prices.csv or shares.csv that no table has"
        case .regionWithoutProvider:
            "regions in prices.csv or shares.csv in which no provider is: their rows never hold"
        case .providerTwice: "provider codes that two rows have on the same day"
        case .providerNameTwice:
            "names of two providers of another level, kind or region: slips that print them are for a person"
        }
    }
}
