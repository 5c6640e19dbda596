public import Catalog
import Slips

/// The rule classes with the knowledge points of one catalog.
///
/// Points are indexed by the codes that they name: judging a slip takes time by its lines, not by the points.
public struct RuleLibrary: Sendable {
    /// A class with its points.
    struct Loaded: Sendable {
        var rule: any RuleClass.Type
        var pointCount: Int
        var findings: @Sendable (JudgedSlip) -> [RuleFinding]
    }

    let loaded: [Loaded]

    /// No rules at all.
    public static let none = RuleLibrary(loaded: [])

    public var isEmpty: Bool { loaded.isEmpty }

    /// How many knowledge points there are in all.
    public var pointCount: Int { loaded.reduce(0) { $0 + $1.pointCount } }

    /// How many knowledge points there are of each class, by its code.
    public var pointCounts: [String: Int] {
        Dictionary(uniqueKeysWithValues: loaded.map { ($0.rule.entry.code, $0.pointCount) })
    }

    /// Every class that Slipway decides, in the order of the national list.
    static let classes: [any RuleClass.Type] = [
        DrugForWorkInjury.self, DrugForMaternity.self, UnpaidSlice.self, SliceNotPaidAlone.self,
        SecondLineDrug.self, DrugForNewborns.self, DrugForChildren.self, DrugForIndications.self,
        DrugSupplyLimit.self, DrugCourse.self, DrugHospitalLevel.self, DrugCareType.self, ServicePrice.self,
        SecondOperation.self, ServiceForWorkInjury.self, ServiceForMaternity.self, ServiceForNewborns.self,
        ServiceForChildren.self, ServiceForIndications.self, ServiceCareType.self, ServiceCourse.self,
        ServiceHospitalLevel.self, ContainedService.self, DecomposedService.self, ServiceFrequency.self,
        ServiceTotal.self, ServiceAge.self, ServiceWithConsumable.self, ServiceCycle.self,
        ConsumableForNewborns.self, ConsumableForChildren.self, ConsumableTotal.self, ItemRecord.self,
        ChargeOutsideStay.self, DrugKinds.self, InternetHospitalDrug.self, DrugNeedsService.self,
        ChildrensDrug.self, DrugNotForChildren.self, DrugBySex.self, DrugDosage.self, DuplicateDrugs.self,
        DrugForTheOld.self, DrugInteraction.self, IncompatibleSlices.self, SliceKinds.self,
        SliceQuantity.self,
        ChildrensService.self, ServiceBySex.self, ConsumableNeedsService.self, ConsumableQuantity.self,
        ConsumableBySex.self, SurchargeAlone.self,
    ]

    private init(loaded: [Loaded]) {
        self.loaded = loaded
    }

    /// The rules of a catalog; where it has no `rules/`, the classes that need no points.
    ///
    /// - Throws: `CatalogError` that names file, line, column and reason.
    public init(_ catalog: Catalog) throws(CatalogError) {
        try self.init(tables: catalog.ruleTables, place: "rules/")
    }

    /// The rules of a folder that is no part of a catalog.
    ///
    /// - Throws: `CatalogError` that names file, line, column and reason; also where the folder holds no table at all.
    public init(folder: String) throws(CatalogError) {
        let tables = try Catalog.ruleTables(folder: folder)
        guard !tables.isEmpty else {
            throw CatalogError(
                kind: .unavailable, file: folder,
                reason: "the folder has no table of rules; `slipway rules list` names them")
        }
        try self.init(tables: tables, place: "")
    }

    init(tables: [String: [UInt8]], place: String) throws(CatalogError) {
        loaded = try Self.load(tables, place: place)
    }

    static func stranger(_ file: String) -> CatalogError {
        CatalogError(
            kind: .malformed, file: file,
            reason: "no rule class reads a table of this name; `slipway rules list` names them")
    }

    private static func load(_ tables: [String: [UInt8]], place: String) throws(CatalogError) -> [Loaded] {
        let known = Set(classes.compactMap { $0.table })
        if let stranger = tables.keys.sorted().first(where: { !known.contains($0) }) {
            throw Self.stranger(place + stranger)
        }
        var loaded: [Loaded] = []
        for rule in classes where !tables.isEmpty || rule.table == nil {
            loaded.append(try rule.loading(tables, place: place))
        }
        return loaded
    }

    /// What the rules find on a slip, in the order of its lines and of the national list.
    func findings(on slip: JudgedSlip) -> [RuleFinding] {
        loaded.flatMap { $0.findings(slip) }.enumerated().sorted { a, b in
            (a.element.line ?? .max, a.element.flag.rule ?? "", a.offset) < (
                b.element.line ?? .max, b.element.flag.rule ?? "", b.offset
            )
        }.map(\.element)
    }
}

extension RuleClass {
    /// The class with its points out of the tables of a catalog.
    fileprivate static func loading(
        _ tables: [String: [UInt8]], place: String
    ) throws(CatalogError) -> RuleLibrary.Loaded {
        var points = PointIndex<Point>()
        if let table, let bytes = tables[table] {
            points = try PointIndex<Point>(table: bytes, file: place + table)
        }
        let index = points
        return RuleLibrary.Loaded(
            rule: self, pointCount: index.points.count
        ) { findings(on: $0, by: index) }
    }
}
