/// What people put on a printed slip before it is scanned.
struct PaperMarks {
    let hospital: String

    /// The marks of the steps that concern the paper itself, for one sheet.
    func marks(for steps: [DamageStep], on sheet: Sheet, random: inout SeededRandom) -> [Mark] {
        steps.flatMap { step -> [Mark] in
            switch step {
            case .seal:
                return [seal(on: sheet, random: &random)]
            case .handwriting(let strokes):
                return (0..<strokes).map { _ in stroke(on: sheet, random: &random) }
            default:
                return []
            }
        }
    }

    private func seal(on sheet: Sheet, random: inout SeededRandom) -> Mark {
        let radius = min(19, sheet.width * 0.17)
        let used = sheet.usedHeight
        let centre = SheetPoint(
            x: random.number(in: sheet.width * 0.5...sheet.width * 0.8),
            y: random.number(in: used * 0.5...used * 0.95))
        return .seal(
            Seal(
                centre: centre, radius: radius, rim: hospital, bottom: "收费专用章",
                ink: Ink(red: 0.84, green: 0.12, blue: 0.16), strength: random.number(in: 0.4...0.7),
                turn: random.number(in: -30...30), grain: random.bits()))
    }

    /// A tick or a signature-like run of loops in blue.
    private func stroke(on sheet: Sheet, random: inout SeededRandom) -> Mark {
        let blue = Ink(red: 0.12, green: 0.18, blue: 0.62)
        var x = random.number(in: sheet.width * 0.15...sheet.width * 0.7)
        let y = random.number(in: sheet.usedHeight * 0.25...sheet.usedHeight)
        var points: [SheetPoint] = []
        if random.chance(0.3) {
            points = [
                SheetPoint(x: x, y: y), SheetPoint(x: x + 2.5, y: y + 3.5), SheetPoint(x: x + 9, y: y - 6),
            ]
        } else {
            for _ in 0..<random.integer(in: 8...16) {
                points.append(SheetPoint(x: x, y: y + random.bell() * 3))
                x += random.number(in: -0.8...3.2)
            }
        }
        return .stroke(points, thickness: random.number(in: 0.35...0.6), blue)
    }
}
