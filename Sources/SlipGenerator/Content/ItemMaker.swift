import Slips

/// Makes the charged lines of a slip from a shelf of entries.
struct ItemMaker {
    let shelf: CatalogShelf
    let header: SlipTruth.Header
    let patient: MadePerson
    let admission: CalendarDate
    let discharge: CalendarDate
    /// Longest name in full-width characters; papers without wrapping would cut longer ones beyond recognition.
    let longestName: Int
    let findings: Set<PlantedFinding>
    let refunds: Bool
    /// The paper's kind, by the contract's name; pharmacies sell other things outside the catalog than hospitals.
    let kind: String

    /// Lines in the order of a fee list, by category, then by day, to which the catalog's rules have nothing to say but
    /// what was asked for.
    func lines(count: Int, random: inout SeededRandom) throws(GeneratorError) -> [SlipContent.Line] {
        let start = random
        // Told once: lines are drawn again and again until the rules are silent.
        let isFit = shelf.entries.map { isChargeable($0) && suits($0) }
        var barred: Set<String> = []
        while true {
            random = start
            var lines = try drawn(count, among: isFit, without: barred, random: &random)
            let objections = objections(to: lines)
            if objections.isEmpty {
                for finding in PlantedFinding.allCases where finding.isOfRules && findings.contains(finding) {
                    lines = try planted(finding, in: lines, random: &random)
                }
                return lines
            }
            barred.formUnion(objections)
        }
    }

    private func drawn(
        _ count: Int, among isFit: [Bool], without barred: Set<String>, random: inout SeededRandom
    ) throws(GeneratorError) -> [SlipContent.Line] {
        let entries = try chosenEntries(count: count, among: isFit, without: barred, random: &random)
        var lines: [SlipContent.Line] = []
        for entry in entries { lines.append(line(of: entry, random: &random)) }
        if findings.contains(.outOfCatalog) { replaceWithOutsiders(&lines, random: &random) }
        if findings.contains(.overCap) { try raiseOverCap(&lines, random: &random) }
        if findings.contains(.amountMismatch) { spoilAmount(&lines, random: &random) }
        if refunds { addRefund(&lines, random: &random) }
        lines = ordered(lines)
        if findings.contains(.duplicateCharge) { repeatLine(&lines, random: &random) }
        return lines
    }

    /// The codes of entries on whose lines the rules find what was not planted.
    private func objections(to lines: [SlipContent.Line]) -> Set<String> {
        guard let judge = shelf.judge else { return [] }
        return judge.findings(on: lines, header: header, kind: kind).reduce(into: []) { codes, found in
            let planted = Set(lines[found.key].flags.map(\.rawValue))
            guard let entry = lines[found.key].entry, !found.value.isSubset(of: planted) else { return }
            codes.insert(entry.code)
        }
    }

    /// The lines with one replaced by an entry on which the rules find just what is wanted.
    private func planted(
        _ finding: PlantedFinding, in lines: [SlipContent.Line], random: inout SeededRandom
    ) throws(GeneratorError) -> [SlipContent.Line] {
        let missing = GeneratorError.tooFewEntries(have: 0, need: 1)
        let clean = lines.indices.filter { lines[$0].flags.isEmpty && lines[$0].quantity > Quantity(0) }
        guard let judge = shelf.judge, let first = clean.first else { throw missing }
        let index = random.pick(clean, else: first)
        let names = Set(lines.compactMap(\.entry?.name))
        for entry in random.shuffled(shelf.entries)
        where isChargeable(entry) && !names.contains(entry.name)
            && (finding == .wrongSex || suits(entry) && entry.kind != .service)
        {
            var changed = lines
            changed[index] = line(of: entry, random: &random)
            let found = judge.findings(on: changed, header: header, kind: kind)
            guard found[index] == [finding.rawValue],
                found.allSatisfy({ $0.key == index || !lines[$0.key].flags.isEmpty })
            else { continue }
            changed[index].flags.insert(finding)
            return ordered(changed)
        }
        throw missing
    }

    private func isChargeable(_ entry: ShelfEntry) -> Bool {
        entry.holds(from: admission, to: discharge) && !entry.name.isEmpty
            && entry.name.count <= longestName
    }

    private func chosenEntries(
        count: Int, among isFit: [Bool], without barred: Set<String>, random: inout SeededRandom
    ) throws(GeneratorError) -> [ShelfEntry] {
        var names: Set<String> = []
        var byKind: [ShelfEntry.Kind: [ShelfEntry]] = [:]
        for index in random.shuffled(Array(shelf.entries.indices)) where isFit[index] {
            let entry = shelf.entries[index]
            guard !barred.contains(entry.code), names.insert(entry.name).inserted else { continue }
            byKind[entry.kind, default: []].append(entry)
        }
        if findings.contains(.overCap) {
            for (kind, entries) in byKind {
                byKind[kind] =
                    entries.filter { $0.priceCap != nil } + entries.filter { $0.priceCap == nil }
            }
        }
        let weights: [(ShelfEntry.Kind, Int)] = [
            (.westernDrug, 35), (.patentMedicine, 15), (.herb, 4), (.service, 36), (.consumable, 10),
        ]
        let offered = byKind.values.reduce(0) { $0 + $1.count }
        guard offered >= count else { throw .tooFewEntries(have: offered, need: count) }
        var chosen: [ShelfEntry] = []
        while chosen.count < count {
            var ticket = random.integer(in: 0...99)
            let drawn = weights.first { _, weight in
                ticket -= weight
                return ticket < 0
            }
            let kinds = [drawn?.0].compactMap(\.self) + weights.map(\.0)
            guard let kind = kinds.first(where: { byKind[$0]?.isEmpty == false }),
                let entry = byKind[kind]?.removeFirst()
            else { throw .tooFewEntries(have: chosen.count, need: count) }
            chosen.append(entry)
            byKind[entry.kind]?.removeAll { !Self.goTogether(entry, $0) }
        }
        return chosen
    }

    private static let operations = "手术费"

    /// Whether one patient is likely to be charged for both: nobody is operated on for several things at once, or gets
    /// several drugs of one group.
    ///
    /// Source: the field guide's forms of codes: the first six characters of a western drug's name its group (ATC), the
    /// first five of a patent medicine's.
    private static func goTogether(_ a: ShelfEntry, _ b: ShelfEntry) -> Bool {
        switch a.kind {
        case .westernDrug: a.code.prefix(6) != b.code.prefix(6) || a.code.count < 23
        case .patentMedicine: a.code.prefix(5) != b.code.prefix(5) || a.code.count < 20
        case .service: a.category != operations || b.category != operations
        case .herb, .consumable: true
        }
    }

    /// Whether the patient's sex and age allow the entry, as far as its name tells.
    private func suits(_ entry: ShelfEntry) -> Bool {
        let age = patient.age(on: discharge)
        var foreign = Self.wordsOfNoPatient + (patient.isMale ? Self.wordsOfWomen : Self.wordsOfMen)
        if age >= 14 { foreign += Self.wordsOfChildren }
        if !(16...50).contains(age) { foreign += Self.wordsOfMothers }
        return !foreign.contains { entry.name.contains($0) }
    }

    private static let wordsOfNoPatient = ["尸", "司法", "出国"]
    private static let wordsOfWomen = [
        "子宫", "宫颈", "宫腔", "卵巢", "卵管", "阴道", "外阴", "妊娠", "产后", "产前", "产程", "助产", "剖宫", "胎", "孕", "妇", "女",
        "月经", "调经",
        "痛经", "带下", "白带", "绒毛",
    ]
    private static let wordsOfMothers = [
        "缩宫素", "炔雌醇", "孕", "妊娠", "胎", "产", "输卵管", "痛经", "月经", "调经", "经血",
    ]
    private static let wordsOfMen = ["前列腺", "阴茎", "睾", "精囊", "精索", "精液", "精子", "输精", "射精", "阴囊", "包皮", "男"]
    private static let wordsOfChildren = ["小儿", "儿童", "新生儿", "婴", "幼", "宝宝", "替牙", "先天", "养儿"]

    /// What is done once or twice, however long the stay.
    private static let wordsOfTests = ["检查", "测查", "测定", "镜", "植入", "置换", "置管"]

    private func line(of entry: ShelfEntry, random: inout SeededRandom) -> SlipContent.Line {
        let quantity = quantity(of: entry, random: &random)
        let price = price(of: entry, random: &random)
        return SlipContent.Line(
            printedName: decorated(entry, random: &random), entry: entry, spec: entry.spec, unit: entry.unit,
            date: day(random: &random), quantity: quantity, price: price,
            amount: Money.amount(quantity: quantity, unitPrice: price) ?? .zero,
            insuranceClass: entry.insuranceClass, ratio: entry.selfPayRatio, category: entry.category)
    }

    private func day(random: inout SeededRandom) -> CalendarDate {
        let length = max(0, discharge.dayNumber - admission.dayNumber)
        return admission.advanced(byDays: random.integer(in: 0...length))
    }

    private func quantity(of entry: ShelfEntry, random: inout SeededRandom) -> Quantity {
        switch entry.kind {
        case .herb:
            return Quantity(random.pick([6, 9, 10, 12, 15, 30, 60], else: 10))
        case .service:
            if entry.category == Self.operations { return Quantity(1) }
            let isTest = ["检查费", "化验费"].contains(entry.category)
            if isTest || Self.wordsOfTests.contains(where: entry.name.contains) {
                return Quantity(random.chance(0.9) ? 1 : 2)
            }
            // What is charged by the day or the time is charged no oftener than there are days.
            let days = discharge.dayNumber - admission.dayNumber + 1
            return Quantity(random.chance(0.5) ? 1 : random.integer(in: 1...max(1, days)))
        case .westernDrug, .patentMedicine, .consumable:
            if random.chance(0.06) { return Quantity(micros: 500_000) }
            return Quantity(random.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 10, 14], else: 1))
        }
    }

    /// A price within the cap: mostly whole fen, sometimes with four decimals as bulk-bought drugs have.
    private func price(of entry: ShelfEntry, random: inout SeededRandom) -> Money {
        if let cap = entry.priceCap, cap > .zero {
            if random.chance(0.35), cap.isWholeFen { return cap }
            let fen = max(1, Int(Double(cap.micros) / 10_000 * random.number(in: 0.55...0.99)))
            return Money(fen: Int64(fen))
        }
        let most: Double =
            switch entry.kind {
            case .herb: 1.5
            case .westernDrug, .patentMedicine: 160
            case .consumable: 280
            case .service: entry.category == Self.operations ? 2800 : 240
            }
        // The square makes cheap lines more common than dear ones.
        let draw = random.unit()
        let fen = max(3, most * 100 * (0.01 + 0.99 * draw * draw))
        if entry.kind == .westernDrug, random.chance(0.08) { return Money(micros: Int64(fen * 100) * 100) }
        return Money(fen: Int64(fen))
    }

    private func decorated(_ entry: ShelfEntry, random: inout SeededRandom) -> String {
        var name = entry.name
        if random.chance(0.3) {
            let brackets = random.pick([("(", ")"), ("[", "]"), ("【", "】")], else: ("(", ")"))
            name =
                random.chance(0.6)
                ? brackets.0 + entry.insuranceClass + brackets.1 + name
                : random.word("★", "▲", "△", "◆", "*") + name
        }
        if entry.kind != .service, entry.kind != .herb, random.chance(0.18) {
            name += random.word("(国产)", "(进口)", "[集采]", "(国产)")
        }
        return name
    }

    private func replaceWithOutsiders(_ lines: inout [SlipContent.Line], random: inout SeededRandom) {
        let known = Set(shelf.entries.map(\.name))
        let outsiders = random.shuffled(
            (kind == "pharmacy" ? Self.goods : Self.services).filter { !known.contains($0.name) })
        let count = min(outsiders.count, max(1, lines.count / 12))
        for (index, outsider) in outsiders.prefix(count).enumerated() where index < lines.count {
            let quantity = Quantity(random.pick([1, 1, 2, 3, 5], else: 1))
            let price = Money(fen: Int64(random.integer(in: 500...26_000)))
            lines[index] = SlipContent.Line(
                printedName: outsider.name + (random.chance(0.3) ? "(自费)" : ""), entry: nil, spec: "",
                unit: outsider.unit, date: lines[index].date, quantity: quantity, price: price,
                amount: Money.amount(quantity: quantity, unitPrice: price) ?? .zero, insuranceClass: "丙",
                ratio: .one, category: "其他费", flags: [.outOfCatalog])
        }
    }

    private func raiseOverCap(
        _ lines: inout [SlipContent.Line], random: inout SeededRandom
    ) throws(GeneratorError) {
        let capped = lines.indices.filter { lines[$0].entry?.priceCap.map { $0 > .zero } ?? false }
        guard !capped.isEmpty else { throw .tooFewEntries(have: 0, need: 1) }
        for index in random.shuffled(capped).prefix(max(1, capped.count / 4)) {
            guard let cap = lines[index].entry?.priceCap else { continue }
            let raised = Double(cap.micros) / 10_000 * random.number(in: 1.08...1.7) + 2
            lines[index].price = Money(fen: Int64(raised))
            lines[index].amount =
                Money.amount(quantity: lines[index].quantity, unitPrice: lines[index].price) ?? .zero
            lines[index].flags.insert(.overCap)
        }
    }

    private func spoilAmount(_ lines: inout [SlipContent.Line], random: inout SeededRandom) {
        let clean = lines.indices.filter { lines[$0].flags.isEmpty }
        guard let index = clean.isEmpty ? nil : random.pick(clean, else: clean[0]) else { return }
        let error = random.pick([90, 100, 180, 1000, 900], else: 100)
        lines[index].amount = lines[index].amount + Money(fen: Int64(error))
        lines[index].flags.insert(.amountMismatch)
    }

    private func addRefund(_ lines: inout [SlipContent.Line], random: inout SeededRandom) {
        let returnable = lines.filter {
            $0.flags.isEmpty && $0.quantity > Quantity(1) && $0.entry?.kind != .service
        }
        guard var refund = returnable.isEmpty ? lines.first : random.pick(returnable, else: returnable[0])
        else { return }
        refund.quantity = Quantity(-1)
        refund.amount = Money.amount(quantity: refund.quantity, unitPrice: refund.price) ?? .zero
        refund.date = discharge
        refund.flags = []
        lines.append(refund)
    }

    private func ordered(_ lines: [SlipContent.Line]) -> [SlipContent.Line] {
        var rank: [String: Int] = [:]
        for line in lines where rank[line.category] == nil { rank[line.category] = rank.count }
        return lines.enumerated().sorted { a, b in
            (rank[a.element.category] ?? 0, a.element.date, a.offset)
                < (rank[b.element.category] ?? 0, b.element.date, b.offset)
        }.map(\.element)
    }

    private func repeatLine(_ lines: inout [SlipContent.Line], random: inout SeededRandom) {
        let clean = lines.indices.filter { lines[$0].flags.isEmpty && lines[$0].quantity > Quantity(0) }
        guard let index = clean.isEmpty ? nil : random.pick(clean, else: clean[0]) else { return }
        lines[index].flags.insert(.duplicateCharge)
        lines.insert(lines[index], at: index + 1)
    }

    /// What hospitals charge outside every catalog.
    private static let services: [(name: String, unit: String)] = [
        ("陪护费", "日"), ("空调费", "日"), ("特需服务费", "次"), ("病历复印费", "份"), ("快递邮寄费", "次"),
        ("营养餐费", "餐"), ("美容护理套餐", "次"), ("健康体检套餐(自选)", "项"), ("陪客床租用费", "日"), ("停车费", "次"),
    ]

    /// What pharmacies sell beside medicines.
    private static let goods: [(name: String, unit: String)] = [
        ("蜂蜜柚子茶", "瓶"), ("保湿护手霜", "支"), ("电子体重秤", "台"), ("红糖姜茶", "盒"), ("儿童驱蚊手环", "个"), ("暖宝宝发热贴", "包"),
    ]
}
