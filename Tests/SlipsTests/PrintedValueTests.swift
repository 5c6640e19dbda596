import Slips
import Testing

@Suite struct `Values as slips print them` {
    @Test(arguments: [
        "2024-03-01", "2024.03.01", "2024/3/1", "20240301", "2024年3月1日", "2024年03月01日", "2024.03.01 10:08:12",
        "20240301100812", "２０２４－０３－０１", "2024.03.0110:08:12", "2024-3-1 10:08",
    ])
    func `a date is read in every form`(text: String) {
        #expect(CalendarDate(printed: text)?.description == "2024-03-01")
    }

    @Test(arguments: ["05/15", "5月15日", "05-15", "5.15"])
    func `a date without a year takes the reference year`(text: String) {
        #expect(CalendarDate(printed: text, referenceYear: 2023)?.description == "2023-05-15")
        #expect(CalendarDate(printed: text) == nil)
    }

    @Test(arguments: [
        "", "2024", "2024-13-01", "2024-02-30", "202403", "10:08", "2024-03-01x", "9 03 2024", "123456789",
    ])
    func `what is no date is refused`(text: String) {
        #expect(CalendarDate(printed: text, referenceYear: 2024) == nil)
    }

    @Test(arguments: [.max, -.max, 1_057_899_999_109_970_000, 0] as [Int64])
    func `every amount that can be held is read from its own text`(micros: Int64) {
        let money = Money(micros: micros)
        #expect(Money(money.description) == money)
    }

    @Test(arguments: [
        ("¥1,234.50", "1234.50"), ("￥12", "12.00"), ("１２．５０元", "12.50"), ("-3", "-3.00"), ("¥-3", "-3.00"),
        ("-¥3", "-3.00"), ("(3.00)", "-3.00"), ("1,000,000", "1000000.00"), (" 7.0 ", "7.00"),
        ("0.123456", "0.123456"),
    ])
    func `money is read`(text: String, plain: String) {
        #expect(Money(printed: text)?.description == plain)
    }

    @Test(arguments: ["", "¥", "1,23", "12,34.5", "1.2.3", "12a", "--3", "(-3)", "1,0000", "元"])
    func `what is no number is refused`(text: String) {
        #expect(Money(printed: text) == nil)
        #expect(Quantity(printed: text) == nil)
    }

    @Test func `a quantity is read`() {
        #expect(Quantity(printed: "1.50") == Quantity("1.5"))
        #expect(Quantity(printed: "－２") == Quantity(-2))
    }

    @Test(arguments: [
        ("566.21", "1566.21", true), ("566.21", "566.27", true), ("566.21", "56.21", true),
        ("566.21", "665.21", false), ("566.21", "566.21", false),
    ])
    func `of money differ in one figure as a misreading does`(a: String, b: String, isOne: Bool) throws {
        #expect(try #require(Money(a)).isOneFigure(from: try #require(Money(b))) == isOne)
    }

    @Test(arguments: [
        ("2.0015", ["2", "2", "2"]), ("0.125", ["0.12", "0.1", "0"]), ("1.5", ["1"]), ("3", []),
        ("-3.0013", ["-3", "-3", "-3"]),
    ])
    func `of quantities are told with fewer decimals`(text: String, fewer: [String]) {
        #expect(Quantity(text)?.withFewerDecimals.map(\.description) == fewer)
    }
}
