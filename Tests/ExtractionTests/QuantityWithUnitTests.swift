import Layout
import Testing

@testable import Extraction

@Suite struct `A cell with a quantity and a unit` {
    @Test(arguments: [
        ("2/支", "2", "支"), ("3次", "3", "次"), ("1.5/盒", "1.5", "盒"), ("-1／盒", "-1", "盒"), ("10丨袋", "10", "袋"),
        ("12|片", "12", "片"), ("2 / 支", "2", "支"), ("7", "7", nil), ("2/", "2", nil), ("日", "", "日"),
        ("1次/日", "1", "次/日"),
    ])
    func `is taken apart`(text: String, quantity: String, unit: String?) {
        let run = MadePrint.run(text, x: 500, y: 40)
        let parts = QuantityWithUnit.split(run)
        #expect(parts.quantity.text == quantity)
        #expect(parts.unit?.text == unit)
        if let unit = parts.unit, !quantity.isEmpty {
            #expect(parts.quantity.box.left == 500 && unit.box.right == run.box.right)
            #expect(parts.quantity.box.intersection(unit.box).isEmpty)
        }
    }

    @Test func `keeps the other readings of its quantity`() {
        let parts = QuantityWithUnit.split(MadePrint.run("2/支", or: ["7/支", "x"]))
        #expect(parts.quantity.alternatives.map(\.text) == ["7"])
    }

    @Test func `is contradicted by another reading without figures where the engine was not sure of its own`()
    {
        var run = MadePrint.run("1区", or: ["元g"])
        #expect(QuantityWithUnit.split(run).quantity.alternatives.isEmpty)
        run.symbols[0].confidence = 0.95
        #expect(QuantityWithUnit.split(run).quantity.alternatives.map(\.text) == [""])
        // The unit alone says nothing of the number.
        run.alternatives[0].text = "区"
        #expect(QuantityWithUnit.split(run).quantity.alternatives.isEmpty)
    }

    @Test func `is taken apart by its text where its characters have no places`() {
        var run = MadePrint.run("0.5盒")
        run.symbols = []
        let parts = QuantityWithUnit.split(run)
        #expect(parts.quantity.text == "0.5" && parts.unit?.text == "盒")
    }
}
