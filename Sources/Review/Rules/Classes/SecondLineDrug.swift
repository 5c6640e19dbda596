/// 药品限二线使用: a drug that is paid only when a first one failed or was not borne.
///
/// A slip cannot show that: a question, self-paid until a record or a person proves it.
enum SecondLineDrug: LimitClass {
    typealias Point = EntryPoint
    static let number = 5
    static let table: String? = "drug-second-line.csv"
    static let flag = FlagCode.limitUnproved
    static let proof = "一线药品无效或不能耐受的病历 the record that a first drug failed or was not borne"

    static func answer(_ point: EntryPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        .unproved("需有一线药品无效或不能耐受的证据。", "That a first drug failed must be shown.")
    }
}
