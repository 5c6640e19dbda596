import Catalog
import Slips

/// Judges one line: its entry, its findings, its split.
struct ItemReviewer {
    let matcher: CatalogMatcher
    /// The day of lines that print none.
    let slipDay: ServiceDay
    /// The hospital's level and region, where the catalog knows the hospital.
    let provider: Provider?
    /// The kind of insurance that the slip prints for certain.
    let insurance: String?

    /// What a line was found to be, before it is compared with the others.
    struct Verdict {
        var item: ReviewedItem
        var match: CatalogMatch
        /// Whether the numbers of the line are certain.
        var hasCertainNumbers: Bool
        /// Whether what is printed obeys quantity × price = amount, as far as it prints them.
        var closes: Bool
    }

    /// Judges a line.
    ///
    /// - Parameters:
    ///   - item: As it was read.
    ///   - ruling: What a person has settled about it.
    /// - Returns: The line as judged by itself.
    func review(_ item: Item, ruling: LineRuling?) -> Verdict {
        let day = ServiceDay.of(item, slip: slipDay)
        let match =
            ruling?.entry.flatMap { settled($0, on: day) } ?? matcher.match(printedLine(of: item, on: day))
        let isSettled = match.isCertain && isDayEnough(day, for: match.entry)
        let numbers = LineNumbers(item)
        let cells = [
            item.quantity.needsReview, item.amount.needsReview, item.unitPrice?.needsReview ?? false,
        ]
        // A doubtful day that chooses between no rows of the catalog leaves nothing of the line in doubt but itself.
        let hasDoubtfulDay =
            item.date?.needsReview ?? false && !(isSettled && hasOneRow(match.entry, on: day))
        let hasDoubtfulCell = cells.contains(true) || hasDoubtfulDay
        // A line that is in doubt while none of its cells is, is in doubt for how it was put together.
        let isDoubtfulWhole =
            item.needsReview && !hasDoubtfulCell && !item.name.needsReview
            && !(item.spec?.needsReview ?? false)
            && !(item.unit?.needsReview ?? false) && !(item.code?.needsReview ?? false)
        let isConfirmed = ruling?.isConfirmed ?? false
        let isDoubtful =
            hasDoubtfulCell || !isConfirmed && (isDoubtfulWhole || numbers.isInDoubt)
        var flags = numbers.flags
        var split: AmountSplit?
        if isSettled, let amount = item.amount.value {
            switch (match.status, match.entry) {
            case (.outOfCatalog, _):
                flags.append(outOfCatalog(item, amount: amount, isDoubtful: isDoubtful))
                split = AmountSplit(selfPaid: amount)
            case (.matched, let entry?):
                if let date = day.date, !entry.holds(on: date) {
                    flags.append(expired(entry, on: date, amount: amount))
                    split = AmountSplit(selfPaid: amount)
                } else {
                    split = self.split(of: entry, on: day, numbers: numbers, amount: amount, flags: &flags)
                }
            default: break
            }
        }
        let needsReview = isDoubtful || !isSettled || split == nil
        return Verdict(
            item: reviewed(
                item, match: match, isSettled: isSettled, split: split,
                needs: split == nil && match.isCertain ? unknowns(of: match.entry, on: day) : [],
                flags: flags, needsReview: needsReview),
            match: match, hasCertainNumbers: !cells.contains(true), closes: numbers.closes)
    }

    /// The match that a person has settled; nil for an entry that the catalog does not have any more.
    private func settled(_ ruling: EntryRuling, on day: ServiceDay) -> CatalogMatch? {
        switch ruling {
        case .outOfCatalog:
            return CatalogMatch(status: .outOfCatalog, entry: nil, score: 1, candidates: [], isCertain: true)
        case .entry(let code):
            guard let entry = matcher.catalog.nearestEntry(code: code, to: day.date) else { return nil }
            return CatalogMatch(
                status: .matched, entry: entry, score: 1,
                candidates: [.init(code: entry.code, name: entry.name, score: 1)], isCertain: true)
        }
    }

    private func printedLine(of item: Item, on day: ServiceDay) -> PrintedLine {
        PrintedLine(
            name: item.name.value ?? item.name.raw ?? "", spec: item.spec?.value, unit: item.unit?.value,
            unitPrice: LineNumbers(item).priceLevel, code: item.code?.value, date: day.date,
            confidence: item.name.needsReview ? 0 : item.name.confidence,
            nameConfidences: item.name.characterConfidences, insuranceClass: printedClass(of: item),
            hospitalLevel: provider?.level, region: provider?.region, isCutOff: item.isNameCutOff)
    }

    private func printedClass(of item: Item) -> String? {
        guard let reading = item.insuranceClass, !reading.needsReview, reading.confidence >= 0.9 else {
            return nil
        }
        return reading.value
    }

    /// Whether the day is known well enough to say which row of the entry holds.
    private func isDayEnough(_ day: ServiceDay, for entry: CatalogEntry?) -> Bool {
        guard let entry else { return true }
        guard let date = day.date else { return false }
        return day.isCertain || entry.holds(on: date) && hasOneRow(entry, on: day)
    }

    /// Whether an entry has one row, cap and share only, which hold on the line's day and on the slip's; true where none is
    /// meant.
    private func hasOneRow(_ entry: CatalogEntry?, on day: ServiceDay) -> Bool {
        guard let entry else { return true }
        let days = [day.date, slipDay.date].compactMap(\.self)
        return matcher.catalog.isUnchanged(code: entry.code, on: days)
    }

    private func split(
        of entry: CatalogEntry, on day: ServiceDay, numbers: LineNumbers, amount: Money, flags: inout [Flag]
    ) -> AmountSplit? {
        if entry.insuranceClass == .c {
            // A price over its cap is a finding even where the patient pays all.
            if case .capped(let cap)? = cap(of: entry, on: day), numbers.isCertainForCap,
                let excess = numbers.excess(over: cap)
            {
                flags.append(overCap(entry, cap: cap, excess: excess, numbers: numbers))
            }
            return AmountSplit(selfPaid: amount)
        }
        guard let ratio = ratio(of: entry, on: day) else { return nil }
        switch cap(of: entry, on: day) {
        case .uncapped?: return AmountSplit(amount: amount, excess: .zero, ratio: ratio)
        case .capped(let cap)?:
            guard numbers.canBeCapped else { return nil }
            guard let excess = numbers.excess(over: cap) else {
                return AmountSplit(amount: amount, excess: .zero, ratio: ratio)
            }
            if numbers.isCertainForCap {
                flags.append(overCap(entry, cap: cap, excess: excess, numbers: numbers))
            }
            return AmountSplit(amount: amount, excess: excess, ratio: ratio)
        case .dependsOnHospital?, nil: return nil
        }
    }

    /// What the patient pays first of what is in scope; nil where that depends on what the slip does not tell.
    private func ratio(of entry: CatalogEntry, on day: ServiceDay) -> Ratio? {
        day.date.flatMap {
            matcher.catalog.selfPayRatio(of: entry, on: $0, in: setting)
        }
    }

    /// The hospital and the insurance, as far as they are known.
    private var setting: ServiceSetting {
        ServiceSetting(hospitalLevel: provider?.level, region: provider?.region, insurance: insurance)
    }

    /// What is not known of a settled entry's cap or share; of an entry that is class 丙 neither counts.
    private func unknowns(of entry: CatalogEntry?, on day: ServiceDay) -> [SettingUnknown] {
        guard let entry else { return [] }
        guard isDayEnough(day, for: entry) else { return [.date] }
        return entry.insuranceClass == .c
            ? [] : matcher.catalog.unknowns(of: entry, on: day.date, in: setting)
    }

    private func cap(of entry: CatalogEntry, on day: ServiceDay) -> PriceCap? {
        day.date.map {
            matcher.catalog.priceCap(
                of: entry, on: $0, hospitalLevel: provider?.level, region: provider?.region)
        }
    }

    private func reviewed(
        _ item: Item, match: CatalogMatch, isSettled: Bool, split: AmountSplit?, needs: [SettingUnknown],
        flags: [Flag], needsReview: Bool
    ) -> ReviewedItem {
        // An entry that is settled proves the texts by which it was found.
        func proven(_ reading: Reading<String>) -> ReviewReading {
            var reading = reading
            if isSettled, match.status == .matched { reading.needsReview = false }
            return ReviewReading(reading)
        }
        return ReviewedItem(
            line: item.line, place: item.place, date: item.date.map { ReviewReading($0) },
            code: item.code.map(proven), name: proven(item.name), spec: item.spec.map(proven),
            unit: item.unit.map(proven), quantity: ReviewReading(item.quantity),
            unitPrice: item.unitPrice.map { ReviewReading($0) }, amount: ReviewReading(item.amount),
            insuranceClass: item.insuranceClass.map(proven),
            match: ReviewMatch(
                status: match.status, code: match.entry?.code, name: match.entry?.name, score: match.score,
                candidates: match.candidates),
            split: split, splitNeeds: needs, flags: flags, needsReview: needsReview)
    }

    /// The finding on a charge that no catalog lists; certain only where all of its line is.
    private func outOfCatalog(_ item: Item, amount: Money, isDoubtful: Bool) -> Flag {
        let name = item.name.value ?? ""
        return Flag(
            code: .outOfCatalog, severity: isDoubtful ? .suspect : .definite,
            message: "“\(name)”不在目录内，\(amount)元全部自费。Not in the catalog: all of \(amount) yuan is self-paid.",
            basis: edition, amount: amount, clearedBy: "该项目的目录编码 the item's code in the catalog")
    }

    private func expired(_ entry: CatalogEntry, on date: CalendarDate, amount: Money) -> Flag {
        let period = "\(entry.validFrom?.description ?? "…") – \(entry.validTo?.description ?? "…")"
        return Flag(
            code: .expiredEntry,
            message: "“\(entry.name)”（\(entry.code)）的目录有效期为\(period)，\(date)不在其内。"
                + "The catalog entry holds \(period), not on \(date).",
            basis: "\(edition)，编码 code \(entry.code)", amount: amount,
            clearedBy: "服务日期证明 proof of the day of service")
    }

    private func overCap(_ entry: CatalogEntry, cap: Money, excess: Money, numbers: LineNumbers) -> Flag {
        let price = numbers.unitPrice.map { "单价\($0)元" } ?? "金额\(numbers.amount ?? .zero)元"
        let priceInEnglish =
            numbers.unitPrice.map { "The price \($0)" } ?? "The amount \(numbers.amount ?? .zero)"
        return Flag(
            code: .overCap,
            message: "“\(entry.name)”\(price)高于限价\(cap)元，超出\(excess)元。"
                + "\(priceInEnglish) is over the cap of \(cap) yuan a unit, by \(excess) in all.",
            basis: "\(edition)，编码 code \(entry.code)"
                + (entry.kind == .service ? "；\(ServicePrice.entry.name) \(ServicePrice.entry.code)" : ""),
            amount: excess, clearedBy: "物价部门批准的价格 an approved price")
    }

    /// The catalog that a verdict rests on.
    private var edition: String {
        let identity = matcher.catalog.identity
        return "目录 catalog \(identity.id) \(identity.edition)"
    }
}
