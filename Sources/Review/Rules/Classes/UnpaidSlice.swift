/// 中药饮片单复方均不予支付: a herbal slice that is never paid, alone or with others.
///
/// Definite: the line is self-paid.
enum UnpaidSlice: LimitClass {
    typealias Point = EntryPoint
    static let number = 3
    static let table: String? = "slice-never-paid.csv"
    static let flag = FlagCode.outOfScope
    static let proof = "无 nothing"

    static func answer(_ point: EntryPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        .broken("该饮片不在支付范围。", "This slice is not paid for.")
    }
}
