/// 医疗服务项目限定频次: a service that is paid so many times a day, or a stay.
///
/// Definite, and the excess self-paid, where the days of a whole stay cannot hold what was charged, or where
/// several lines of one printed day exceed the limit. One line of one day with a larger quantity may sum
/// several days: it asks. Where a limit is for a stay and the slip proves none, more than the limit asks too,
/// but on outpatient slips; a limit of days says nothing without printed days and without a stay. Points name
/// the units for which they are meant; lines in other units are not counted.
enum ServiceFrequency: FrequencyClass {
    static let number = 27
    static let table: String? = "service-frequency.csv"
}
