/// 药品限支付疗程: a drug that is paid for some days only.
///
/// Definite where the lines print more days than the course has; the lines after it are self-paid. Where they
/// print none, a longer stay is a slight suspicion that a dated list clears, and a shorter one keeps the
/// limit.
enum DrugCourse: CourseClass {
    static let number = 10
    static let table: String? = "drug-course.csv"
}
