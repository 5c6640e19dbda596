internal import Slips

/// An identity number that stands behind the label of a record's number: some hospitals' cards (就诊卡) have the number of
/// the person, and a label may be misread.
enum IdentityAsRecord {
    /// How many figures of an identity number are no other number.
    private static let least = 10

    /// Takes a record number that is an identity number, or as much of one, as that alone.
    static func settle(in fields: inout [SlipField: Reading<String>]) {
        guard let record = fields[.recordNumber], let number = record.value else { return }
        let isPart = number.count >= least && fields[.idNumber]?.value?.contains(number) == true
        guard isPart || CitizenID(number) != nil else { return }
        fields[.recordNumber] = nil
        if fields[.idNumber]?.value == nil { fields[.idNumber] = record }
    }
}
