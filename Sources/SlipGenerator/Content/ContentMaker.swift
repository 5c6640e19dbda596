import Slips

/// Makes up what a slip says.
struct ContentMaker {
    let shelf: CatalogShelf

    /// - Throws: ``GeneratorError/tooFewEntries(have:need:)`` when the catalog does not offer enough lines.
    func content(
        for request: SlipRequest, random: inout SeededRandom
    ) throws(GeneratorError) -> SlipContent {
        guard let first = shelf.firstUsualDay else { throw .tooFewEntries(have: 0, need: 1) }
        let isStay = request.layout.kind == "fee_list"
        let count = request.items ?? random.integer(in: request.layout.usualItems)
        let length = isStay ? random.integer(in: 3...14) : 0
        let admission = first.advanced(byDays: random.integer(in: 20...330))
        let discharge = admission.advanced(byDays: length)
        let provider = MadeProvider(isPharmacy: request.layout.kind == "pharmacy", random: &random)
        let person = MadePerson(on: admission, random: &random)
        let header = header(
            provider, person, from: admission, to: discharge, isStay: isStay, random: &random)
        let maker = ItemMaker(
            shelf: request.layout.kind == "pharmacy" ? shelf.ofPharmacies : shelf, header: header,
            patient: person, admission: admission, discharge: discharge,
            longestName: request.layout.longestName, findings: request.findings,
            refunds: request.refund, kind: request.layout.kind)
        var lines =
            request.layout == .registration
            ? RegistrationFees(shelf: shelf, day: discharge)
                .lines(count: min(count, request.layout.mostItems), random: &random)
            : try maker.lines(count: min(count, request.layout.mostItems), random: &random)
        if request.layout == .daily { lines = lines.inOrderOfDays }
        let sum = lines.reduce(Money.zero) { $0 + $1.amount }
        let wrong = request.findings.contains(.totalMismatch)
        let error = Money(fen: Int64(random.pick([1000, 2000, 5000, 10_000], else: 5000)))
        return SlipContent(
            header: header, admission: admission, discharge: discharge, lines: lines,
            total: wrong ? sum + error : sum, flags: wrong ? [.totalMismatch] : [])
    }

    private func header(
        _ provider: MadeProvider, _ person: MadePerson, from admission: CalendarDate,
        to discharge: CalendarDate,
        isStay: Bool, random: inout SeededRandom
    ) -> SlipTruth.Header {
        let year = String(discharge.year % 100)
        // The insured's region; 06 is the medical class; 01 outpatient, 02 inpatient.
        let receiptCode = person.idNumber.prefix(2) + "06" + (isStay ? "02" : "01") + year
        let hexadecimal = Array("0123456789abcdef")
        let check = (0..<6).map { _ in hexadecimal[random.integer(in: 0...15)] }
        return SlipTruth.Header(
            hospital: provider.name, patient: person.name, sex: person.isMale ? "男" : "女",
            age: String(person.age(on: discharge)), idNumber: person.idNumber,
            recordNumber: random.digits(random.integer(in: 6...8)), receiptCode: receiptCode,
            receiptNumber: random.digits(10), checkCode: String(check),
            insuranceType: random.word("城镇职工医保", "城乡居民医保", "职工基本医疗保险"),
            department: random.pick(provider.departments, else: "内科"),
            admissionDate: admission.description, dischargeDate: discharge.description,
            issueDate: discharge.description)
    }
}

extension [SlipContent.Line] {
    /// By day, those of one day as they were.
    fileprivate var inOrderOfDays: [SlipContent.Line] {
        enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
    }
}

extension CatalogShelf {
    /// What a pharmacy sells.
    fileprivate var ofPharmacies: CatalogShelf {
        CatalogShelf(
            entries: entries.filter { $0.kind == .westernDrug || $0.kind == .patentMedicine }, judge: judge)
    }
}
