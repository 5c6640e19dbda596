import Testing

@testable import Extraction

@Suite struct `A number in free text` {
    @Test(arguments: [
        ("¥19537.49元", "19537.49"), ("合计-12.00", "-12.00"), ("1,234.50.", "1,234.50"), ("共3项", "3"),
        ("-", nil), ("", nil), ("无", nil), ("a-b 7", "7"),
    ])
    func `is the first stretch of digits with their marks`(text: String, number: String?) {
        #expect(NumberText.first(in: text) == number)
    }
}
