import Slips
import Testing

@testable import SlipGenerator

@Suite struct `The forms of any program's numbers` {
    @Test func `say the number that they print`() throws {
        let money = [Money(fen: 5), Money(fen: 123_450), Money(fen: -1_234_567), Money(micros: 1_234_500)]
        let quantities = [Quantity(1), Quantity(-12), Quantity(micros: 500_000)]
        var texts: Set<String> = []
        for seed in 1...200 {
            var random = SeededRandom(seed: UInt64(seed))
            let forms = PrintedForms.any(random: &random)
            for amount in money {
                #expect(Money(printed: forms.amount(amount)) == amount, "\(forms.amount(amount))")
                #expect(Money(printed: forms.price(amount)) == amount, "\(forms.price(amount))")
                #expect(Money(printed: forms.total(amount)) == amount, "\(forms.total(amount))")
                texts.insert(forms.price(amount))
            }
            for quantity in quantities {
                #expect(Quantity(printed: forms.quantity(quantity)) == quantity)
                texts.insert(forms.quantity(quantity))
            }
        }
        for expected in ["1.00", "1.0000", "1234.5000", "1,234.50", "¥1234.50", "１"] {
            #expect(texts.contains(expected), "\(expected)")
        }
    }
}
