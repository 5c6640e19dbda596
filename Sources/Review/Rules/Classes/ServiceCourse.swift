/// 医疗服务项目限支付疗程: a service that is paid for some days only.
///
/// Judged as for drugs: by the days that the lines print, else by the stay.
enum ServiceCourse: CourseClass {
    static let number = 23
    static let table: String? = "service-course.csv"
}
