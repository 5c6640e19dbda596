import Catalog
import Slips

/// The sex for which an entry is meant.
struct SexPoint: KnowledgePoint {
    private enum Word: String, CaseIterable {
        case male
        case female
    }

    static let columns = [
        PointColumn("sex", "`male` or `female`: the sex for which it is paid")
    ]
    var head: PointHead
    var sex: CitizenID.Sex

    init(head: PointHead, sex: CitizenID.Sex) {
        self.head = head
        self.sex = sex
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(head: head, sex: try row.word("sex", as: Word.self) == .male ? .male : .female)
    }

    var claim: PointClaim? { PointClaim(column: "sex", says: [sex.rawValue]) }
}

/// A class that limits entries by sex.
protocol SexLimitClass: LimitClass where Point == SexPoint {}

extension SexLimitClass {
    static var flag: FlagCode { .wrongSex }
    static var proof: String { "身份证核对性别，或病历说明 identity card, or the record that explains it" }

    static func answer(_ point: SexPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        guard let sex = slip.sex else {
            return .unproved("患者性别未能确定。", "The patient's sex is not known.")
        }
        guard sex != point.sex else { return .kept }
        let english =
            point.sex == .male
            ? "It is for men; the patient is a woman." : "It is for women; the patient is a man."
        return .broken("仅用于\(point.sex.rawValue)性，患者为\(sex.rawValue)性。", english)
    }
}
