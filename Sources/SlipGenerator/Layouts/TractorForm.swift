/// A receipt form as a hospital feeds it to a tractor printer and as it lies on the scanner afterwards: cream security
/// paper with torn edges, and the two prints on it, the form's own and the data that misses it.
///
/// Source: field guide, “What real receipts look like”.
struct TractorForm {
    /// The form's own print.
    let label: TextStyle
    /// The data's print, and the same much smaller for details.
    let data: TextStyle
    let small: TextStyle
    /// How far the data is off the form, in millimetres.
    let shift: SheetPoint
    let ink: Ink
    let sheet: Sheet

    static let width = 208.0
    static let height = 127.0
    static let stampRed = Ink(red: 0.84, green: 0.14, blue: 0.2)

    init(random: inout SeededRandom) {
        let papers = [
            Ink(red: 0.96, green: 0.92, blue: 0.82), Ink(red: 0.94, green: 0.95, blue: 0.88),
            Ink(red: 0.97, green: 0.93, blue: 0.9), Ink(red: 0.95, green: 0.93, blue: 0.87),
        ]
        let inks = [
            Ink(red: 0.5, green: 0.32, blue: 0.2), Ink(red: 0.42, green: 0.27, blue: 0.2),
            Ink(red: 0.3, green: 0.42, blue: 0.34), Ink(red: 0.56, green: 0.26, blue: 0.24),
        ]
        let paper = random.pick(papers, else: .white)
        ink = random.pick(inks, else: .black)
        label = TextStyle(
            font: random.pick([.song, .kai, .serif, .ming], else: .song), size: random.number(in: 2.8...3.3),
            ink: ink)
        let black = Ink.black.lighter(random.number(in: 0.08...0.34))
        let isPinned = random.chance(0.3)
        data = TextStyle(
            font: random.pick([.zenHei, .sans, .song, .microHei], else: .sans),
            size: random.number(in: 3.2...3.8), ink: black, pen: isPinned ? .pins : .outline)
        var details = data.sized(random.number(in: 2.15...2.65))
        // Details this small are printed by finer heads.
        details.pen = .outline
        small = details
        shift = SheetPoint(x: random.number(in: -1.6...1.8), y: random.number(in: -1.2...2.2))
        sheet = Self.sheet(paper, random: &random)
    }

    private static func sheet(_ paper: Ink, random: inout SeededRandom) -> Sheet {
        var sheet = Sheet(width: width, height: height, paper: paper)
        sheet.marks.append(
            .waves(paper.darker(random.number(in: 0.04...0.1)), pitch: random.number(in: 2.1...3.2)))
        if random.chance(0.5) {
            sheet.marks.append(
                .seal(
                    Seal(
                        centre: SheetPoint(x: random.number(in: 70...140), y: random.number(in: 55...75)),
                        radius: random.number(in: 20...28), rim: random.word("云帆省财政票据", "医疗收费专用", "财政监制"),
                        bottom: random.word("水印", "云帆"), ink: Ink(red: 0.95, green: 0.8, blue: 0.25),
                        strength: random.number(in: 0.25...0.6), turn: random.number(in: -20...20),
                        grain: random.bits())))
        }
        let bed = Ink(red: 0.1, green: 0.1, blue: 0.1)
        let tears = [
            random.chance(0.8) ? random.number(in: 1.5...5) : 0,
            random.chance(0.8) ? random.number(in: 1.5...5) : 0,
        ]
        for row in 0..<10 {
            for (tear, x) in zip(tears, [5.0, width - 5]) where tear < 2 {
                sheet.marks.append(
                    .disc(
                        centre: SheetPoint(x: x, y: 6.35 + Double(row) * 12.7), radius: 1.9, bed.lighter(0.5))
                )
            }
        }
        for (tear, edge) in zip(tears, [0, width]) where tear > 0 {
            let inward = edge == 0 ? 1.0 : -1.0
            var points = [SheetPoint(x: edge, y: 0)]
            var y = 0.0
            var depth = tear
            while y < height {
                depth = min(tear + 1.4, max(tear * 0.5, depth + random.number(in: -0.6...0.6)))
                points.append(SheetPoint(x: edge + inward * depth, y: y))
                y += random.number(in: 0.5...1.6)
            }
            points += [SheetPoint(x: edge + inward * tear, y: height), SheetPoint(x: edge, y: height)]
            sheet.marks.append(.patch(points, bed))
        }
        return sheet
    }

    /// The tax office's oval over the title.
    func oval(x: Double, random: inout SeededRandom) -> Mark {
        .seal(
            Seal(
                centre: SheetPoint(x: x, y: random.number(in: 15...18)), radius: random.number(in: 13...16),
                flatness: 0.66, rim: random.word("财政票据监制章", "全国统一发票监制章"), bottom: "云帆省", ink: Self.stampRed,
                strength: random.number(in: 0.5...0.75), turn: random.number(in: -4...4), grain: random.bits()
            ))
    }

    /// The hospital's round stamp, somewhere over amounts.
    func stamp(_ hospital: String, over area: SheetBox, random: inout SeededRandom) -> Mark {
        .seal(
            Seal(
                centre: SheetPoint(
                    x: random.number(in: area.x...area.right), y: random.number(in: area.y...area.bottom)),
                radius: random.number(in: 13...18), rim: hospital,
                bottom: random.word("收费专用章", "财务专用章", "门诊收费章"),
                ink: Self.stampRed, strength: random.number(in: 0.4...0.7), turn: random.number(in: -40...40),
                grain: random.bits()))
    }
}
