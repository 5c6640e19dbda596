internal import Slips

/// An identity number that stands behind the label of a record's number: some hospitals' cards (就诊卡) have the number of
/// the person, and a label may be misread.
enum IdentityAsRecord {
    /// How many figures of an identity number are no other number.
    private static let least = 10
    /// How many characters an identity number has.
    private static let length = 18

    /// Takes a record number that is an identity number, or as much of one, as that alone.
    static func settle(in fields: inout [SlipField: Reading<String>]) {
        guard var record = fields[.recordNumber], let read = record.value else { return }
        // A letter in it may be a figure: 5199011999I2159845.
        let number = read.count == length ? String(read.map { FieldText.digit(readAs: $0) ?? $0 }) : read
        let isPart = number.count >= least && fields[.idNumber]?.value?.contains(number) == true
        guard isPart || CitizenID(number) != nil else {
            // As long as an identity number, and none: no record's number is surely so.
            if read.count >= length - 1 { fields[.recordNumber]?.needsReview = true }
            return
        }
        fields[.recordNumber] = nil
        guard fields[.idNumber]?.value == nil else { return }
        record.value = number
        record.needsReview = record.needsReview || number != read
        fields[.idNumber] = record
    }
}
