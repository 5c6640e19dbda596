import Slips

/// What a hospital charges at registration: the visit and the doctor's time, each a category of its own.
///
/// Of the planted findings only a wrong total can stand on such a receipt.
struct RegistrationFees {
    let shelf: CatalogShelf
    let day: CalendarDate

    /// One line for each fee, none of which names a quantity or a unit price on the paper.
    func lines(count: Int, random: inout SeededRandom) -> [SlipContent.Line] {
        let known = shelf.entries.filter {
            $0.holds(from: day, to: day) && $0.kind == .service && $0.name.hasSuffix("诊查费")
                && !$0.name.contains("住院") && $0.name.count <= 8
        }
        let visit = random.pick(known.map(Optional.some), else: nil)
        var lines = [
            line("挂号费", nil, fen: random.pick([50, 100, 300, 600, 1000], else: 100)),
            line(
                visit?.name ?? "诊察费", visit,
                fen: visit?.priceCap.map { $0.micros / 10_000 }
                    ?? random.pick([1200, 2200, 4800, 19_700], else: 1200)),
        ]
        if count > 2 { lines.append(line("病历本费", nil, fen: 100)) }
        return Array(lines.prefix(max(1, count)))
    }

    private func line(_ name: String, _ entry: ShelfEntry?, fen: Int64) -> SlipContent.Line {
        SlipContent.Line(
            printedName: name, entry: entry, spec: "", unit: entry?.unit ?? "次", date: day,
            quantity: Quantity(1),
            price: Money(fen: fen), amount: Money(fen: fen), insuranceClass: entry?.insuranceClass ?? "丙",
            ratio: entry?.selfPayRatio ?? .one, category: name)
    }
}
