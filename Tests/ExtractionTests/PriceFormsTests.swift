import Layout
import Slips
import Testing

@testable import Extraction

@Suite struct `The prices of a table` {
    private func forms(_ prices: [String]) -> PriceForms {
        PriceForms(MadePrint.table([.name, .unitPrice], prices.map { ["甲片", $0] }))
    }

    @Test func `admit none with more decimals than the others`() {
        let forms = forms([
            "1.500", "12.250", "9.100", "119.3301", "3.450", "8.000", "7.125", "2.500", "6.000",
        ])
        #expect(forms.admit(Money("12.25")))
        #expect(!forms.admit(Money("119.3301")))
    }

    @Test func `admit whatever is common, and anything where there are few`() {
        #expect(forms(["1.5000", "2.2525", "3.1000", "4.0001"]).admit(Money("4.0001")))
        #expect(forms(["1.50", "4.0001"]).admit(Money("4.0001")))
        #expect(forms([]).admit(nil))
    }

    @Test func `are none where no column is headed so`() {
        #expect(!PriceForms(MadePrint.table([.name, .amount], [])).arePrinted)
        #expect(forms([]).arePrinted)
    }
}
