internal import Slips

/// What the QR code of a printed e-receipt says.
///
/// Source: 财政部《财政票据电子化改革规范》: version, kind, receipt code, receipt number, total, issue date, check code,
/// parted by commas.
struct ElectronicReceiptCode {
    var receiptCode: String
    var receiptNumber: String
    var total: Money
    var issueDate: CalendarDate
    var checkCode: String

    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 7, parts[2].count == 8, parts[2].allSatisfy(\.isNumber), parts[3].count == 10,
            parts[3].allSatisfy(\.isNumber), let total = Money(parts[4]),
            let date = CalendarDate(printed: parts[5]), parts[6].count == 6
        else { return nil }
        receiptCode = parts[2]
        receiptNumber = parts[3]
        self.total = total
        issueDate = date
        checkCode = parts[6]
    }
}
