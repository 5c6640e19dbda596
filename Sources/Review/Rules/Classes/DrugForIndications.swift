/// 药品限适应症: a drug that is paid only for some diseases.
///
/// A fee list prints no diagnosis: a question, self-paid until a diagnosis or a person proves it.
enum DrugForIndications: LimitClass {
    typealias Point = EntryPoint
    static let number = 8
    static let table: String? = "drug-indications.csv"
    static let flag = FlagCode.limitUnproved
    static let proof = "符合限定的诊断证明或病历 a diagnosis within the limit"

    static func answer(_ point: EntryPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        .unproved("需诊断证明。", "A diagnosis must show that the limit holds.")
    }
}
