public import Slips

/// Finds the designated hospital, pharmacy or clinic whose name was read.
///
/// The list is a closed vocabulary: a name that was read badly is settled by it, where one provider is near and no other
/// is. A name that was read well is what is printed, whatever stands in the list.
public struct ProviderMatcher: Sendable {
    /// What a reading means among the providers.
    public enum Match: Hashable, Sendable {
        /// This one.
        case provider(Provider)
        /// One or several are near, but none is certain.
        case doubtful
        /// None has a name like it.
        case unlisted
    }

    private let providers: CatalogRows<Provider>
    private let index: NameIndex
    private let distance = NameDistance()

    /// What may speak against a provider's name when a bad reading is settled by it: one likely misreading or two.
    private static let greatestCost: Float = 0.5
    /// By how much less must speak against it than against any other provider: odds of 400 to 1.
    private static let margin: Float = 0.5
    /// A reading less like every name than this is of none of them.
    private static let leastScore: Float = 0.7
    /// Shorter names have too little by which to tell a misreading.
    private static let shortestName = 6

    /// A matcher by the providers of a catalog, which has its index already.
    public init(_ catalog: Catalog) {
        providers = catalog.providers
        index = catalog.index.providerNames
    }

    /// Indexes the names and aliases of a list of providers.
    public init(_ providers: [Provider]) {
        self.init(
            Catalog(
                identity: CatalogIdentity(id: "providers", edition: "", sha256: ""), entries: [],
                providers: providers))
    }

    /// Whether there is no list to compare with.
    public var isEmpty: Bool { providers.isEmpty }

    /// Finds the provider of a name on a slip.
    ///
    /// - Parameters:
    ///   - reading: The name as read.
    ///   - date: The day of the slip, on which the provider must be designated; nil for any.
    /// - Returns: What it means; ``Match/unlisted`` only for a reading that is certain or like no name at all.
    public func match(_ reading: Reading<String>, on date: CalendarDate?) -> Match {
        guard let text = reading.value else { return .doubtful }
        let read = ReadText(
            text,
            confidences: reading.characterConfidences.count == text.count && reading.raw == text
                ? reading.characterConfidences : [])
        let near = nearest(to: read, on: date)
        guard let best = near.first, best.name.score >= Self.leastScore else {
            return reading.needsReview ? .doubtful : .unlisted
        }
        let isExact = best.name.difference.cost == 0
        let rivals = near.dropFirst().filter {
            $0.name.difference.cost - best.name.difference.cost < Self.margin
        }
        let name = index.name(best.name.place)
        guard !isExact else {
            // Two of one name are told apart by nothing that is printed; that matters where they are paid otherwise.
            let own = providers[best.provider]
            let namesakes = rivals.prefix { $0.name.difference.cost == 0 }
            guard namesakes.allSatisfy({ providers[$0.provider].isPaid(as: own) }) else { return .doubtful }
            let isDoubtful =
                reading.needsReview
                && (rivals.count > namesakes.count || isToldByADoubtfulPart(name, among: near, read: read))
            return isDoubtful ? .doubtful : .provider(own)
        }
        guard reading.needsReview else { return .unlisted }
        guard rivals.isEmpty, read.scalars.count >= Self.shortestName, hasSameNumerals(name, as: read),
            best.name.difference.cost <= Self.greatestCost || isOneBadCharacterAway(name, from: read)
        else { return .doubtful }
        return .provider(providers[best.provider])
    }

    /// The provider whose name is most like one that the list does not have, for a person to look at.
    ///
    /// - Parameters:
    ///   - name: The name as printed.
    ///   - date: The day of the slip; providers that are designated then come first.
    /// - Returns: The provider, and whether it is designated on the day; nil where no name is like it.
    public func nearest(to name: String, on date: CalendarDate?) -> (provider: Provider, isDesignated: Bool)?
    {
        let read = ReadText(name, confidences: [])
        func best(on date: CalendarDate?) -> Provider? {
            nearest(to: read, on: date).first { $0.name.score >= Self.leastScore }.map {
                providers[$0.provider]
            }
        }
        return best(on: date).map { ($0, true) } ?? best(on: nil).map { ($0, false) }
    }

    private struct Candidate {
        var provider: Int
        var name: NearName
    }

    /// The providers of near names that are designated on the day, nearest first, each once.
    private func nearest(to read: ReadText, on date: CalendarDate?) -> [Candidate] {
        let prepared = distance.prepared(read, mayBeMarked: false)
        var best: [Int: NearName] = [:]
        for place in index.nearest(to: read.scalars, count: 20) {
            let name = index.name(place)
            let limit = Float(max(name.count, read.scalars.count)) * 0.5
            guard
                let difference = distance.difference(from: prepared, to: name, limit: limit)
            else { continue }
            let near = NearName(place: place, text: name, length: name.count, difference: difference)
            for provider in index.owners(of: place) where isDesignated(provider, on: date) {
                if difference.cost < best[provider]?.difference.cost ?? .infinity { best[provider] = near }
            }
        }
        return best.map { Candidate(provider: $0.key, name: $0.value) }.sorted {
            ($0.name.difference.cost, $0.provider) < ($1.name.difference.cost, $1.provider)
        }
    }

    private func isDesignated(_ provider: Int, on date: CalendarDate?) -> Bool {
        guard let date else { return true }
        let row = providers[provider]
        return isInPeriod(date, from: row.validFrom, to: row.validTo)
    }

    /// Whether one of the near names differs only in a part such as 第一 for 第二, which was not surely read.
    private func isToldByADoubtfulPart(
        _ name: [Unicode.Scalar], among near: [Candidate], read: ReadText
    ) -> Bool {
        let printed = PrintedName(NormalText(scalars: read.scalars).text, confidences: read.confidences)
        return near.dropFirst().contains { other in
            let part = DistinguishingPart(of: name, from: index.name(other.name.place))
            if case .doubtful = part.evidence(in: printed) { return true }
            return false
        }
    }

    /// Whether the same numerals were read as the name has: other hospitals of the town differ by 第一 and 第二 only.
    private func hasSameNumerals(_ name: [Unicode.Scalar], as read: ReadText) -> Bool {
        let numerals = Set("一二三四五六七八九十".unicodeScalars)
        return read.scalars.filter(numerals.contains) == name.filter(numerals.contains)
    }

    /// Whether one character of the reading is another than the name's, and was itself read badly.
    private func isOneBadCharacterAway(_ name: [Unicode.Scalar], from read: ReadText) -> Bool {
        guard name.count == read.scalars.count, read.confidences.count == name.count else { return false }
        let different = name.indices.filter { name[$0] != read.scalars[$0] }
        return different.count == 1 && different.allSatisfy { read.confidences[$0] < Self.badlyRead }
    }

    /// A character that was read less surely may be another.
    private static let badlyRead = 0.7
}
