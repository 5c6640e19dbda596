import Catalog
import Slips

/// The ages for which an entry is meant.
struct AgePoint: KnowledgePoint {
    static let columns = [
        PointColumn("min_years", "the youngest age in whole years for which it is allowed; empty: any"),
        PointColumn("max_years", "the oldest age in whole years; empty: any"),
        PointColumn("max_days", "the oldest age in days, for the newborn; empty: no such limit"),
        PointColumn(
            "ask_above", "above this age in years a person is asked even where it is allowed; empty: never"),
    ]
    var head: PointHead
    /// The youngest age in completed years.
    var minYears: Int?
    /// The oldest age in completed years.
    var maxYears: Int?
    /// The oldest age in days, for newborns.
    var maxDays: Int?
    /// Completed years above which an age that is allowed is still asked about, since the limit names no years.
    var askAbove: Int?

    init(
        head: PointHead, minYears: Int? = nil, maxYears: Int? = nil, maxDays: Int? = nil, askAbove: Int? = nil
    ) {
        self.head = head
        self.minYears = minYears
        self.maxYears = maxYears
        self.maxDays = maxDays
        self.askAbove = askAbove
    }

    init(head: PointHead, row: CatalogRow) throws(CatalogError) {
        self.init(
            head: head, minYears: try row.optionalCount("min_years"),
            maxYears: try row.optionalCount("max_years"),
            maxDays: try row.optionalCount("max_days"), askAbove: try row.optionalCount("ask_above"))
        guard minYears != nil || maxYears != nil || maxDays != nil else {
            throw row.fault("max_years", "a limit of age needs min_years, max_years or max_days")
        }
        if let minYears, let maxYears, maxYears < minYears {
            throw row.fault("max_years", "“\(maxYears)” is below min_years, \(minYears)")
        }
    }

    var claim: PointClaim? {
        PointClaim(
            column: "max_years", says: [minYears, maxYears, maxDays, askAbove].map { $0.map(String.init) })
    }

    /// What the limit says of a patient.
    func answer(for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        guard let age = slip.age(on: line.day) else {
            return .unproved("患者年龄未能确定。", "The patient's age is not known.")
        }
        if let maxDays {
            if let days = age.days {
                return days > maxDays ? broken("\(days)天", "\(days) days") : .kept
            }
            guard age.years == 0 else { return broken(years(age), "\(age.years) years") }
            return .unproved("患者出生天数未能确定。", "The patient's age in days is not known.")
        }
        if let maxYears, age.years > maxYears { return broken(years(age), "\(age.years) years") }
        if let minYears, age.years < minYears { return broken(years(age), "\(age.years) years") }
        if let askAbove, age.years > askAbove {
            return .unproved(
                "患者\(years(age))，是否算儿童由人定。",
                "The patient is \(age.years) years old: a person must say whether that is a child.")
        }
        return .kept
    }

    private func years(_ age: PatientAge) -> String { "\(age.years)岁" }

    private func broken(_ chinese: String, _ english: String) -> LimitAnswer {
        .broken("患者\(chinese)，不在限定年龄内。", "The patient is \(english) old, outside the limit.")
    }
}

/// A class that limits entries by age.
protocol AgeLimitClass: LimitClass where Point == AgePoint {}

extension AgeLimitClass {
    static var flag: FlagCode { .wrongAge }
    static var proof: String { "身份证或出生证明 identity card or birth certificate" }

    static func answer(_ point: AgePoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        point.answer(for: line, on: slip)
    }
}
