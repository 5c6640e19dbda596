/// 中药饮片超大处方: more kinds of herbal slices on one day than a prescription should hold.
///
/// Slices of one outpatient day are counted. Slight: several prescriptions may have been written.
enum SliceKinds: KindsClass {
    static let number = 76
    static let table: String? = "slice-kinds.csv"
}
