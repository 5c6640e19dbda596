internal import Imaging
internal import Layout

/// Reads print once more that says whose a slip is, where its first reading leaves any doubt: from the page as it was
/// scanned.
///
/// Evening and darkening makes most print plainer, and blurred or pale print worse than it is: of six names that were
/// misread so, one of them surely, the scan gave all six. A page has two or three such runs.
struct SecondLook {
    /// The words that hospitals' names end with, or that follow them.
    private static let providers = ["医院", "卫生院", "药房", "药店", "诊所", "门诊部", "服务中心", "保健院"]
    /// The words that stand before a patient's name.
    private static let patients = ["姓名", "患者", "病人", "交款人", "缴款人", "会员", "顾客", "就诊人"]
    /// The confidence of the least sure character from which a first reading is enough; a person's name has no other word
    /// that would tell a wrong character.
    private static let (sureOfProvider, sureOfPatient) = (0.985, 0.9885)

    /// How much of the page above and below the print is read with it, in parts of a character.
    ///
    /// A name that is misread with one margin is read with another: of six, five.
    private static let (margin, narrowMargin) = (5, 10)

    /// Height of a Chinese character, pixels.
    var em: Int

    /// Whether a text holds a word that names of hospitals and pharmacies end with.
    static func namesProvider(_ text: String) -> Bool { providers.contains { text.contains($0) } }

    /// The runs of a line with those that were read again.
    ///
    /// The surer reading stands; the other, where it differs, among its alternatives.
    ///
    /// - Parameters:
    ///   - runs: As read first.
    ///   - line: Their line.
    ///   - picture: The page as scanned, in the same frame.
    ///   - reader: The engines.
    /// - Returns: As many runs in the same order.
    func taken(
        at runs: [TextRun], of line: PrintLine, on picture: borrowing Raster,
        with reader: borrowing CellReader
    ) -> [TextRun] {
        var result = runs
        for (i, run) in runs.enumerated() {
            for margin in margins(of: i, in: runs) {
                let band = line.band(over: run.box)
                let frame = Box(left: run.box.left, top: band.top, right: run.box.right, bottom: band.bottom)
                    .grown(dx: max(2, em / 11), dy: max(4, em / margin))
                guard let crop = picture.plainPrint(in: frame) else { continue }
                let second = reader.readChinese(
                    crop, origin: (x: max(0, frame.left), y: max(0, frame.top)), frame: run.box)
                result[i] = Self.better(result[i], second)
            }
        }
        return result
    }

    /// The margins with which a run is read again; none where its first reading is enough.
    private func margins(of index: Int, in runs: [TextRun]) -> [Int] {
        let run = runs[index]
        // The second reading of a run with numbers is that of the number model.
        guard run.alternatives.isEmpty, run.text.hanCount >= 2, let least = Self.least(run) else { return [] }
        let before = index > 0 ? runs[index - 1].text : ""
        if least < Self.sureOfPatient,
            Self.patients.contains(where: { run.text.contains($0) || before.contains($0) })
        {
            return [Self.margin, Self.narrowMargin]
        }
        let next = runs.indices.contains(index + 1) ? runs[index + 1] : nil
        let goesOn = next.map { $0.box.left - run.box.right < em && Self.namesProvider($0.text) } == true
        return least < Self.sureOfProvider && (goesOn || Self.namesProvider(run.text)) ? [Self.margin] : []
    }

    /// The confidence of the least sure Chinese character.
    private static func least(_ run: TextRun) -> Double? {
        run.symbols.filter { $0.text.hanCount > 0 }.map(\.confidence).min()
    }

    private static func better(_ first: TextRun, _ second: TextRun) -> TextRun {
        guard second.text != first.text, let other = least(second), let own = least(first) else {
            return first
        }
        var (best, rest) = other > own && second.text.hanCount >= 2 ? (second, first) : (first, second)
        rest.confidence = min(rest.confidence, least(rest) ?? 0)
        let others = [Alternative(text: rest.text, confidence: rest.confidence)] + first.alternatives
        best.alternatives = others.filter { $0.text != best.text }
        return best
    }
}
