import Slips

/// Something in a catalog that is allowed and yet looks like a mistake.
public struct CatalogRemark: Hashable, Sendable {
    /// What the remark is about.
    public enum Subject: String, Sendable, CaseIterable {
        /// The code has none of the national forms, and no list's number stands beside it.
        case codeForm
        /// The code's form belongs to another file.
        case wrongFile
        /// Class 丙, but the share that the insured pays is not 1.
        case classWithoutShare
        /// Class 甲, of which the insured pays nothing first, but there is a share that he does.
        case shareOfFirstClass
        /// The same name and specification as another row that is paid otherwise: only a code tells them apart.
        case indistinct
        /// A provider whose code is neither one of an institution of its kind nor a true organisation code; the remark names
        /// the provider.
        case providerCode
        /// A row of `prices.csv` or `shares.csv` for a code that no table has; the remark has no name.
        case priceWithoutEntry
        /// A region of `prices.csv` or `shares.csv` in which no provider is, so that its rows never hold; the code is the region.
        case regionWithoutProvider
        /// A provider's code that another row has on the same day: which of the two a slip means, nothing tells.
        case providerTwice
        /// A provider's name or alias that another code has on the same day with another level, kind or region: a slip that
        /// prints it tells neither, and its caps and limits are for a person.
        case providerNameTwice
    }

    public var subject: Subject
    public var code: String
    public var name: String
}

extension Catalog {
    /// What looks like a mistake among the entries, in their order.
    public func remarks() -> [CatalogRemark] {
        var verdicts: [[String]: Set<Payment>] = [:]
        for entry in entries { verdicts[Self.appearance(of: entry), default: []].insert(Payment(entry)) }
        let ofEntries = entries.flatMap { entry -> [CatalogRemark] in
            var subjects: [CatalogRemark.Subject] = []
            if let kind = MedicalCode(entry.code)?.kind {
                if EntryKind(kind) != entry.kind { subjects.append(.wrongFile) }
            } else if entry.otherColumns[CatalogEntry.listNumberColumn] == nil {
                subjects.append(.codeForm)
            }
            if entry.insuranceClass == .c, entry.selfPayRatio != .one { subjects.append(.classWithoutShare) }
            if entry.insuranceClass == .a, entry.selfPayRatio != .zero { subjects.append(.shareOfFirstClass) }
            if verdicts[Self.appearance(of: entry)]?.count ?? 0 > 1 { subjects.append(.indistinct) }
            return subjects.map { CatalogRemark(subject: $0, code: entry.code, name: entry.name) }
        }
        let priced = Set(overrides.map(\.code)).union(shares.map(\.code))
        let unknown = priced.filter { rows(code: $0).isEmpty }.sorted()
        let unfit = providers.filter { !Self.isFit($0.code, of: $0.kind) }.map {
            CatalogRemark(subject: .providerCode, code: $0.code, name: $0.name)
        }
        return ofEntries + unfit + providersTwice + providerNamesTwice + regionsWithoutProvider
            + unknown.map { CatalogRemark(subject: .priceWithoutEntry, code: $0, name: "") }
    }

    private var providersTwice: [CatalogRemark] {
        Dictionary(grouping: providers, by: \.code).values.compactMap { rows in
            let overlap = rows.indices.first { index in
                rows[..<index].contains {
                    periodsOverlap(
                        ($0.validFrom, $0.validTo), (rows[index].validFrom, rows[index].validTo))
                }
            }
            return overlap.map {
                CatalogRemark(subject: .providerTwice, code: rows[$0].code, name: rows[$0].name)
            }
        }.sorted { $0.code < $1.code }
    }

    private var providerNamesTwice: [CatalogRemark] {
        let named = providers.flatMap { provider in
            Set(([provider.name] + provider.aliases).map { NormalText($0).text }).map {
                (name: $0, provider: provider)
            }
        }
        return Dictionary(grouping: named, by: \.name).values.flatMap { rows -> [CatalogRemark] in
            let alike = rows.map(\.provider)
            return alike.indices.compactMap { index in
                let provider = alike[index]
                let isAmbiguous = alike[..<index].contains {
                    $0.code != provider.code && !$0.isPaid(as: provider)
                        && periodsOverlap(
                            ($0.validFrom, $0.validTo), (provider.validFrom, provider.validTo))
                }
                return isAmbiguous
                    ? CatalogRemark(subject: .providerNameTwice, code: provider.code, name: provider.name)
                    : nil
            }
        }.sorted { $0.code < $1.code }
    }

    private var regionsWithoutProvider: [CatalogRemark] {
        guard !providers.isEmpty else { return [] }
        let regions = Set(overrides.compactMap(\.region)).union(shares.compactMap(\.region))
        return regions.filter { region in
            !providers.contains { $0.region == nil || ServiceSetting.mayBeIn($0.region, region) }
        }.sorted().map { CatalogRemark(subject: .regionWithoutProvider, code: $0, name: "") }
    }

    /// Whether a code may be a provider's: `H` or `P` with eleven digits, as its kind is, or an organisation code that obeys
    /// its check (统一社会信用代码).
    private static func isFit(_ code: String, of kind: Provider.Kind) -> Bool {
        switch MedicalCode(code)?.kind {
        case .hospital: kind != .pharmacy
        case .pharmacy: kind == .pharmacy
        default: SocialCreditCode(code) != nil
        }
    }

    /// How an entry is paid.
    private struct Payment: Hashable {
        var insuranceClass: InsuranceClass
        var ratio: Ratio
        var cap: Money?

        init(_ entry: CatalogEntry) {
            insuranceClass = entry.insuranceClass
            ratio = entry.selfPayRatio
            cap = entry.priceCap
        }
    }

    /// What a slip may print of an entry, with its period, within which its code is one.
    private static func appearance(of entry: CatalogEntry) -> [String] {
        [
            NormalText(entry.name).text, NormalText(entry.spec).text, entry.unit,
            entry.validFrom?.description ?? "", entry.dosageForm ?? "",
        ]
    }
}
