import Catalog
import Slips

/// The least level of hospital in which an entry is paid.
struct LevelPoint: KnowledgePoint {
    static let columns = [
        PointColumn("min_level", "the lowest level of hospital for which it is paid, 1 to 3")
    ]
    var head: PointHead
    /// 1 to 3.
    var minLevel: Int

    init(head: PointHead, minLevel: Int) {
        self.head = head
        self.minLevel = minLevel
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(head: head, minLevel: try row.count("min_level"))
        guard minLevel <= 3 else { throw row.fault("min_level", "“\(minLevel)” is not a level, 1 to 3") }
    }

    var claim: PointClaim? { PointClaim(column: "min_level", says: ["\(minLevel)"]) }
}

/// A class that limits entries to hospitals of some level.
protocol HospitalLevelClass: LimitClass where Point == LevelPoint {}

extension HospitalLevelClass {
    static var flag: FlagCode { .wrongHospitalLevel }
    static var proof: String { "医疗机构级别证明 proof of the hospital's level" }

    static func answer(_ point: LevelPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        guard let level = slip.hospitalLevel else {
            return .unproved("医疗机构级别未知。", "The hospital's level is not known.")
        }
        guard level < point.minLevel else { return .kept }
        return .broken("该机构为\(level)级。", "The hospital is of level \(level).")
    }
}
