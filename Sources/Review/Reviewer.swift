public import Catalog
public import Slips

/// Reviews slips by a catalog: entries, findings, splits and the decision.
///
/// A value without state, so that the same slip and catalog always give the same review.
public struct Reviewer: Sendable {
    private let matcher: CatalogMatcher
    private let providers: ProviderMatcher
    private let rules: RuleLibrary
    private let calibration: Calibration

    /// A reviewer that has its catalog indexed already.
    ///
    /// - Parameters:
    ///   - matcher: Finds the entries.
    ///   - rules: The rules that were loaded of the catalog.
    ///   - calibration: What the confidences of reviews are made with.
    public init(
        _ matcher: CatalogMatcher, rules: RuleLibrary = .none, calibration: Calibration = .learned
    ) {
        self.matcher = matcher
        providers = ProviderMatcher(matcher.catalog)
        self.rules = rules
        self.calibration = calibration
    }

    /// A reviewer by a catalog, which is indexed now, and by the rules that were loaded of it.
    public init(catalog: Catalog, rules: RuleLibrary = .none, calibration: Calibration = .learned) {
        self.init(CatalogMatcher(catalog), rules: rules, calibration: calibration)
    }

    public var catalog: Catalog { matcher.catalog }

    /// Reviews a slip.
    ///
    /// - Parameters:
    ///   - slip: As it was read; readings that do not ask for review are trusted.
    ///   - id: The slip's id, derived from its bytes.
    ///   - source: The input path as given.
    ///   - rulings: What persons have settled about the slip.
    /// - Returns: The review of the contract.
    public func review(
        _ slip: Slip, id: String, source: String, rulings: SlipRulings = .none
    ) -> SlipReview {
        let slipDay = ServiceDay.ofSlip(slip.fields)
        let hospital = HospitalCheck(slip.fields[.hospital], providers: providers, day: slipDay.date)
        var slip = slip
        if slip.kind != .blank { slip.fields[.hospital] = hospital.reading }
        let itemReviewer = ItemReviewer(
            matcher: matcher, slipDay: slipDay, provider: hospital.provider,
            insurance: slip.fields[.insuranceType].flatMap { $0.needsReview ? nil : $0.value })
        var verdicts = slip.items.map { itemReviewer.review($0, ruling: rulings.ruling(on: $0.line)) }
        withdrawMismatches(in: &verdicts, of: slip)
        LostSpecifications.doubt(&verdicts, of: slip, rulings: rulings)
        addDuplicates(to: &verdicts, of: slip)
        UnprovenAmounts.doubt(&verdicts, of: slip, rulings: rulings)
        let items = verdicts.map(\.item)

        let linesClose = verdicts.allSatisfy(\.closes)
        let linesAreProven =
            linesClose && verdicts.allSatisfy(\.hasCertainNumbers)
            && slip.items.allSatisfy { $0.unitPrice?.value != nil }
        let identities = SlipIdentities(slip, linesClose: linesClose, linesAreProven: linesAreProven)
        let fields = fields(of: slip, absent: rulings.absentFields)
        var flags = identities.flags + FieldChecks.flags(of: slip) + hospital.flags

        let isUnreadable = slip.kind != .blank && items.isEmpty && !fields.values.contains { $0.value != nil }
        if slip.kind == .blank {
            flags.append(Flag(code: .blank, message: "空白页。The page is blank."))
        } else if isUnreadable {
            flags.append(
                Flag(
                    code: .unreadable,
                    message: "未能读出任何内容，请人工查看。Nothing could be read: please look at the page."))
        }
        if !slip.lostPages.isEmpty {
            let pages = slip.lostPages.map(String.init)
            flags.append(
                Flag(
                    code: .unreadable,
                    message: "文件第\(pages.joined(separator: "、"))页无法读取，本单据可能缺页，见隔离区。"
                        + "Page \(pages.joined(separator: ", ")) of the file could not be read, and this slip may "
                        + "lack it: see the quarantine."))
        }
        let coverFlag = slip.coverCount.flatMap(Self.flag)
        if let coverFlag { flags.append(coverFlag) }
        if let conflict = slip.pageConflict { flags.append(Self.flag(conflict)) }
        let asksForAPerson =
            items.contains(where: \.needsReview) || fields.values.contains(where: \.needsReview)
            || !slip.lostPages.isEmpty || coverFlag != nil || (slip.kind != .blank && items.isEmpty)
            || slip.items.contains { $0.date?.needsReview ?? false }
            || !rulings.isComplete
                && (identities.needsReview || slip.hasUnreadLines || slip.pageConflict != nil
                    || slip.subtotals.contains(where: \.amount.needsReview))
        var review = SlipReview(
            id: id, source: source, kind: slip.kind,
            catalog: ReviewCatalog(
                id: catalog.identity.id, edition: catalog.identity.edition, sha256: catalog.identity.sha256),
            pages: slip.pages, fields: fields, items: items, flags: flags,
            totals: ReviewTotals(
                items: identities.sum, printed: slip.total?.value,
                isClosed: identities.isClosed && !slip.hasUnreadLines && slip.lostPages.isEmpty,
                split: items.compactMap(\.split).reduce(.zero, +)),
            decision: isUnreadable ? .unreadable : asksForAPerson ? .needsReview : .accepted,
            lostPages: slip.lostPages, coverCount: slip.coverCount)
        calibration.apply(to: &review)
        return rules.applied(to: review, catalog: catalog, rulings: rulings)
    }

    /// The finding on a claim of which other than the announced pages were scanned.
    private static func flag(_ count: CoverCount) -> Flag? {
        guard count.announced != count.found else { return nil }
        return Flag(
            code: .pageCountMismatch,
            message: "封面注明\(count.announced)页，实际扫描\(count.found)页，请核对纸质材料。"
                + "The cover sheet announces \(count.announced) pages, \(count.found) were scanned: look at the paper."
        )
    }

    /// The finding on pages of one file that certainly name different patients, hospitals or receipts.
    ///
    /// It names no values: a message is not masked.
    private static func flag(_ conflict: PageConflict) -> Flag {
        Flag(
            code: .pagesDisagree, severity: .suspect,
            message: "第\(conflict.page)页与第\(conflict.otherPage)页的\(conflict.field.chineseName)不同：文件中可能有几张单据，"
                + "请分开扫描或加分隔页。"
                + "Pages \(conflict.page) and \(conflict.otherPage) differ in \(conflict.field.englishName): the file may "
                + "hold several slips; scan them apart or with separator sheets between.")
    }

    /// How many lines must close for each that is suspected to be printed wrong.
    private static let closingLines = 3

    /// Takes back the suspicion that lines are printed wrong where many do not close: then a column was mistaken.
    private func withdrawMismatches(in verdicts: inout [ItemReviewer.Verdict], of slip: Slip) {
        let priced = zip(slip.items, verdicts).filter { $0.0.unitPrice != nil }.map(\.1)
        let closing = priced.count(where: \.closes)
        guard (priced.count - closing) * Self.closingLines > max(closing, Self.closingLines) else { return }
        for i in verdicts.indices {
            verdicts[i].item.flags.removeAll { $0.code == .amountMismatch && $0.severity == .suspect }
        }
    }

    /// What a line charges, to be compared with other lines: its entry; of an unlisted item its name; and where several entries
    /// have the name, all that is printed of it.
    private static func subject(of item: Item, match: CatalogMatch) -> String? {
        if match.isCertain { return match.entry?.code ?? item.name.value }
        guard match.status == .ambiguous, !item.name.needsReview, let name = item.name.value else {
            return nil
        }
        return [name, item.spec?.value, item.unit?.value].map { $0 ?? "" }.joined(separator: "\n")
    }

    private func addDuplicates(to verdicts: inout [ItemReviewer.Verdict], of slip: Slip) {
        let lines = zip(slip.items, verdicts).compactMap { item, verdict -> DuplicateCharges.Line? in
            guard verdict.hasCertainNumbers || (verdict.closes && !item.amount.needsReview),
                !(item.date?.needsReview ?? false),
                let quantity = item.quantity.value, let amount = item.amount.value,
                let subject = Self.subject(of: item, match: verdict.match)
            else { return nil }
            return DuplicateCharges.Line(
                number: item.line, subject: subject, date: item.date?.value, quantity: quantity,
                amount: amount, unitPrice: item.unitPrice?.value, isCertain: verdict.hasCertainNumbers)
        }
        let duplicates = DuplicateCharges.find(in: lines)
        for index in verdicts.indices {
            guard let others = duplicates[verdicts[index].item.line] else { continue }
            let amount = slip.items[index].amount.value
            let list = others.map(String.init).joined(separator: "、")
            verdicts[index].item.flags.append(
                Flag(
                    code: .duplicateCharge,
                    severity: verdicts[index].match.isCertain ? .definite : .suspect,
                    message: "与第\(list)行重复收费：项目、数量、金额相同。"
                        + "Charged again: the same item, quantity and amount as on line \(others.map(String.init).joined(separator: ", ")).",
                    amount: amount, related: others))
        }
    }

    /// The fields of the review.
    ///
    /// What the kind of slip always prints and was not found stands there without a value, for a person, unless one has
    /// looked for it in vain.
    private func fields(of slip: Slip, absent: [SlipField]) -> [String: ReviewReading] {
        var fields: [String: ReviewReading] = [:]
        // A paper of no known kind that charges nothing may be a letter.
        let printed = slip.kind == .other && slip.items.isEmpty ? [] : slip.kind.printedFields
        for field in printed where !absent.contains(field) {
            fields[field.rawValue] = ReviewReading(
                value: nil, raw: nil, confidence: 0, place: nil, needsReview: true)
        }
        for (field, reading) in slip.fields { fields[field.rawValue] = ReviewReading(reading) }
        if let total = slip.total { fields[SlipField.total.rawValue] = ReviewReading(total) }
        if let capitals = slip.totalInCapitals {
            var reading = ReviewReading(capitals)
            reading.value =
                capitals.value.map { CapitalAmount($0)?.description ?? $0.description } ?? capitals.raw
            fields[SlipField.totalCapitals.rawValue] = reading
        }
        return fields
    }
}
