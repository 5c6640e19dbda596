import Imaging
import Layout
import ModelTraining
import Recognition
import SlipGenerator
import Testing

/// What the number model that Slipway ships reads on a page that no model was trained on.
@Suite(.enabled(if: SlipFont.missing == nil, "fonts are missing: run Scripts/setup.sh"))
struct NumberModelTests {
    @Test func `reads nearly every number of an undamaged page, and is sure of none that it misreads`() throws
    {
        TextEngine.switchOffOpenMP()
        let engine = try TextEngine(
            language: ModelFolder.numbers, dataPath: ModelFolder.path, alternatives: true)
        try engine.restrict(to: "0123456789.-")
        // A sheet at 150 dpi.
        let page = try SpecimenMaker(catalogs: []).page(.numbers, seed: Self.seed, damage: DamageLevel.none)
        var (count, right, surelyWrong) = (0, 0, 0)
        _ = try LineCutter.lines(
            of: page, where: { $0.text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" } }
        ) { line throws(TrainingError) in
            let read = engine.read(
                line.grey, mode: .rawLine, origin: (x: 0, y: 0),
                frame: .init(x: 0, y: 0, width: line.grey.width, height: line.grey.height))
            count += 1
            if read.text == line.text { right += 1 }
            let least = read.symbols.map(\.confidence).min() ?? 0
            if read.text != line.text, least >= 0.985 { surelyWrong += 1 }
        }
        #expect(count > 40)
        #expect(right * 100 >= count * 97)
        #expect(surelyWrong == 0)
    }

    private static let seed: UInt64 = SpecimenMaker.measuringSeeds + 11
}
