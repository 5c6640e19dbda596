import Layout
import Testing

@testable import Extraction

@Suite struct `What a cell says against a number` {
    private func cost(_ text: String, _ run: TextRun?) -> Double {
        NumberChannel(run).cost(ofAnyOf: [text])
    }

    @Test(arguments: ["3", "12.50", "-7.00", "1234.56"])
    func `is nothing where the number is what was read`(text: String) {
        #expect(cost(text, MadePrint.run(text)) == 0)
    }

    @Test func `is the same as among the candidates that the cell gives by itself, or less`() {
        let run = MadePrint.run("183.60", doubts: [1: [("3", 0.9)], 4: [("8", 0.85)]], or: ["183.80"])
        for candidate in NumberCandidates.of(run) where candidate.text.count == 6 {
            #expect(cost(candidate.text, run) <= candidate.cost + 1e-9, "\(candidate)")
        }
    }

    @Test func `is less for a digit lost at the left edge than for one lost within`() {
        let edge = cost("184.87", MadePrint.run("84.87", confidence: 0.97))
        let inner = cost("184.87", MadePrint.run("14.87", confidence: 0.97))
        #expect(edge < inner)
        #expect(edge > 3 && inner < NumberCandidates.dearest)
    }

    @Test func `is less for a lost point than for a lost digit`() {
        #expect(cost("12.50", MadePrint.run("1250")) < cost("12.50", MadePrint.run("12.0")))
    }

    @Test func `is more for any other digit where the engine was sure`() {
        for printed in ["184.87", "84.37", "4.87"] {
            let doubted = cost(printed, MadePrint.run("84.87", confidence: 0.97))
            #expect(cost(printed, MadePrint.run("84.87")) > doubted, "\(printed)")
        }
    }

    @Test func `is little for marks before and behind it of which the engine was not sure`() {
        let run = MadePrint.run("-99155.159", doubts: [0: [], 1: [], 2: [], 9: []])
        #expect(cost("155.15", run) < 3)
        #expect(cost("155.159", run) < cost("155.15", run))
    }

    @Test func `is too much where nothing is alike`() {
        #expect(cost("7", MadePrint.run("1234.56")) > NumberCandidates.dearest)
        #expect(cost("99.99", MadePrint.run("12.50")) > NumberCandidates.dearest)
    }

    @Test func `is least for a one where nothing was read`() {
        #expect(cost("1", nil) < cost("3", nil))
        #expect(cost("3", nil) < cost("28", nil))
        #expect(NumberChannel(MadePrint.run("次")).cost(ofAnyOf: ["28", "1"]) == cost("1", nil))
    }

    @Test func `is that of the cheapest way to print it`() {
        let run = MadePrint.run("12.5")
        #expect(NumberChannel(run).cost(ofAnyOf: ["12.50", "12.5"]) == 0)
    }
}
