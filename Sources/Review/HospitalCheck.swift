import Catalog
import Slips

/// What the list of designated providers says of a slip's hospital.
struct HospitalCheck {
    /// The field as it stands after the list was asked: a bad reading that only one provider explains is settled.
    let reading: Reading<String>?
    /// The provider, where it is certain.
    let provider: Provider?
    let flags: [Flag]

    /// - Parameters:
    ///   - reading: The hospital as read.
    ///   - providers: The catalog's list; an empty one says nothing.
    ///   - day: The day of the slip.
    init(_ reading: Reading<String>?, providers: ProviderMatcher, day: CalendarDate?) {
        guard !providers.isEmpty else {
            self.init(reading: reading)
            return
        }
        // Where the list counts, a hospital that was not read is a question.
        guard let reading, let name = reading.value else {
            var unread = reading ?? Reading(value: nil, confidence: 0, needsReview: true)
            unread.needsReview = true
            self.init(reading: unread)
            return
        }
        switch providers.match(reading, on: day) {
        case .provider(let provider):
            var settled = reading
            if reading.needsReview {
                settled.raw = reading.raw ?? name
                settled.value = provider.name
                settled.confidence = max(reading.confidence, Self.settledConfidence)
                settled.needsReview = false
                settled.characterConfidences = []
            }
            self.init(reading: settled, provider: provider)
        case .doubtful:
            self.init(reading: reading)
        case .unlisted:
            // One that is on the list for other days is known not to be designated; one that is not there is a question.
            let isEnded =
                !reading.needsReview
                && providers.nearest(to: name, on: day).map { $0.provider.name == name && !$0.isDesignated }
                    ?? false
            let flag = Flag(
                code: .providerNotDesignated, severity: isEnded ? .definite : .suspect,
                message: "“\(name)”不在定点医药机构名单内。"
                    + "The list of designated providers has no provider of this name on the day."
                    + Self.nearest(to: name, among: providers, day: day),
                basis: "定点医药机构名单 providers.csv",
                clearedBy: "急诊证明或异地就医备案 proof of an emergency or of registered care elsewhere")
            self.init(reading: reading, flags: [flag])
        }
    }

    /// Which provider of the list has a name like one that is not on it: Chinese, then English; empty where none has.
    private static func nearest(to name: String, among providers: ProviderMatcher, day: CalendarDate?)
        -> String
    {
        guard let (provider, isDesignated) = providers.nearest(to: name, on: day) else { return "" }
        let period = [provider.validFrom, provider.validTo].map { $0?.description ?? "…" }.joined(
            separator: "–")
        return isDesignated
            ? "名单中最相近的是“\(provider.name)”。The nearest name on the list is “\(provider.name)”."
            : "名单中的“\(provider.name)”于\(period)定点。“\(provider.name)” is on the list for \(period)."
    }

    private init(reading: Reading<String>?, provider: Provider? = nil, flags: [Flag] = []) {
        self.reading = reading
        self.provider = provider
        self.flags = flags
    }

    /// A name that one provider of the list explains and no other: 400 to 1 (``ProviderMatcher``).
    private static let settledConfidence = 0.99
}
