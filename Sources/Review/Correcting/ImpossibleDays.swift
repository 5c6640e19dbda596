public import Slips

/// Days that no paper can mean together: a discharge before the admission, a day that is still to come.
public struct ImpossibleDays: Hashable, Sendable {
    /// What is impossible: Chinese, then English.
    public let chinese: String
    public let english: String
}

extension CorrectedSlip {
    /// What is impossible of the days that some changes, which were made already, have typed in.
    ///
    /// Days that no person typed are judged by the review, which may doubt them; days that are in doubt themselves refute
    /// nothing.
    ///
    /// - Parameters:
    ///   - changes: The changes, in their order.
    ///   - today: The last day that has begun anywhere; nil where no clock tells it.
    /// - Returns: The last change that has to do with the first impossibility; nil where there is none.
    public func impossibleDays(
        typedBy changes: [SlipChange], today: CalendarDate?
    ) -> (index: Int, days: ImpossibleDays)? {
        let typed = sources(of: changes)
        for (sources, days) in impossibilities(today: today) {
            if let last = typed.indices.last(where: { typed[$0].map(sources.contains) ?? false }) {
                return (last, days)
            }
        }
        return nil
    }

    /// Where a day of the slip stands, or the birth.
    private enum Source: Hashable {
        case field(SlipField)
        case line(Int)
    }

    /// What each of the changes set, where it may be a day.
    private func sources(of changes: [SlipChange]) -> [Source?] {
        func isAddition(_ change: SlipChange) -> Bool {
            if case .add = change { return true }
            return false
        }
        // Lines that were added stand last, in their order.
        var added = slip.items.suffix(changes.count(where: isAddition)).map(\.line)[...]
        return changes.map { change in
            switch change {
            case .field(let field, _): return .field(field)
            case .column(let line, .date, _), .confirm(let line): return .line(line)
            case .add: return added.popFirst().map { .line($0) }
            default: return nil
            }
        }
    }

    private typealias Day = (source: Source, name: (chinese: String, english: String), date: CalendarDate)

    private func day(_ field: SlipField) -> Day? {
        guard let reading = slip.fields[field], !reading.needsReview,
            let date = reading.value.flatMap({ CalendarDate($0) })
        else { return nil }
        return (.field(field), (field.chineseName, field.englishName.lowercased()), date)
    }

    private var lineDays: [Day] {
        slip.items.compactMap { item in
            guard let reading = item.date, !reading.needsReview, let date = reading.value else { return nil }
            return (.line(item.line), ("第\(item.line)行日期", "day of line \(item.line)"), date)
        }
    }

    /// What cannot be, with the places that say so together.
    private func impossibilities(today: CalendarDate?) -> [(sources: Set<Source>, days: ImpossibleDays)] {
        let fields = [SlipField.admissionDate, .dischargeDate, .issueDate].compactMap(day)
        let all = fields + lineDays
        let future = all.filter { day in today.map { day.date > $0 } ?? false }.map { day in
            (
                sources: Set([day.source]),
                days: ImpossibleDays(
                    chinese: "\(day.name.chinese)\(day.date)尚未到来",
                    english: "the \(day.name.english) \(day.date) is still to come")
            )
        }
        // A stay is begun before it ends, and before anything is issued for it.
        let admission = day(.admissionDate)
        let order = [day(.dischargeDate), day(.issueDate)].compactMap { later in
            admission.flatMap { admission in later.map { (admission, $0) } }
        }.filter { $0.date > $1.date }.map { earlier, later in Self.before(later, earlier) }
        let born = birth.map { birth in
            all.filter { $0.date < birth.date }.map { Self.before($0, birth) }
        }
        return future + order + (born ?? [])
    }

    /// The birth that the identity number tells.
    private var birth: Day? {
        guard let reading = slip.fields[.idNumber], !reading.needsReview,
            let birth = reading.value.flatMap({ CitizenID($0) })?.birthDate
        else { return nil }
        return (.field(.idNumber), ("证件号码所示出生日期", "birth that the identity number tells"), birth)
    }

    private static func before(_ day: Day, _ other: Day) -> (sources: Set<Source>, days: ImpossibleDays) {
        (
            [day.source, other.source],
            ImpossibleDays(
                chinese: "\(day.name.chinese)\(day.date)早于\(other.name.chinese)\(other.date)",
                english:
                    "the \(day.name.english) \(day.date) is before the \(other.name.english) \(other.date)")
        )
    }
}
