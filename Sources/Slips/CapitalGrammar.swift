/// The grammar of amounts in capitals, over tokens.
enum CapitalGrammar {
    /// The amount in fen; nil when the tokens are no amount.
    static func fen(of tokens: [CapitalToken]) -> Int64? {
        var rest = tokens[...]
        let negative = rest.first == .minus
        if negative { rest.removeFirst() }
        rest = withoutStruckPlaces(rest)
        var yuan: Int64?
        if let end = rest.firstIndex(of: .yuan) {
            guard let value = integer(rest[..<end]) else { return nil }
            yuan = value
            rest = rest[(end + 1)...]
        }
        guard let (cents, isWritten) = decimals(rest), yuan != nil || isWritten else { return nil }
        let magnitude = (yuan ?? 0) * 100 + cents
        guard magnitude < CapitalAmount.limit, !(negative && magnitude == 0) else { return nil }
        return negative ? -magnitude : magnitude
    }

    /// The tokens after struck-out leading places (`⊗佰⊗拾`) of a pre-printed form.
    private static func withoutStruckPlaces(_ tokens: ArraySlice<CapitalToken>) -> ArraySlice<CapitalToken> {
        var rest = tokens
        while rest.first == .struck {
            rest.removeFirst()
            switch rest.first {
            case .place, .group: rest.removeFirst()
            default: break
            }
        }
        return rest
    }

    /// The whole yuan before 元; nil when places or groups are out of order.
    private static func integer(_ tokens: ArraySlice<CapitalToken>) -> Int64? {
        guard !tokens.isEmpty else { return nil }
        var number = CapitalInteger()
        for token in tokens {
            let isAccepted =
                switch token {
                case .digit(let digit): number.append(digit: Int64(digit))
                case .place(let place): number.append(place: place)
                case .group(let group): number.append(group: group)
                default: false
                }
            guard isAccepted else { return nil }
        }
        return number.finished()
    }

    /// The fen after 元, and whether any were written; nil when out of order.
    private static func decimals(_ tokens: ArraySlice<CapitalToken>) -> (fen: Int64, isWritten: Bool)? {
        var rest = tokens
        if rest.last == .whole { rest.removeLast() }
        var fen: Int64 = 0
        var isWritten = false
        // 元零伍角: the zero is optional when the yuan end in zero.
        if rest.first == .digit(0), case .digit? = rest.dropFirst().first { rest.removeFirst() }
        if case .digit(let jiao)? = rest.first, rest.dropFirst().first == .jiao {
            fen = Int64(jiao) * 10
            isWritten = true
            rest = rest.dropFirst(2)
            if rest.first == .digit(0), rest.count == 3, jiao == 0 { rest.removeFirst() }
        }
        if case .digit(let cents)? = rest.first, rest.dropFirst().first == .fen {
            fen += Int64(cents)
            isWritten = true
            rest = rest.dropFirst(2)
        }
        return rest.isEmpty ? (fen, isWritten) : nil
    }
}

/// The whole yuan of an amount in capitals, as its tokens come in.
private struct CapitalInteger {
    private var total: Int64 = 0
    /// The value within the present group of four places.
    private var part: Int64 = 0
    /// A digit that waits for its place.
    private var pending: Int64?
    /// The last place named in the group; 10 000 when none was.
    private var lastPlace: Int64 = 10_000
    private var lastGroup = Int64.max
    /// Whether a lone 零 stands for the places between the last one and the next.
    private var zeroStands = false
    /// Whether the ones of the last group were zero, so that a 零 after it is optional.
    private var groupEndedInZero = false
    /// Whether a lone 零 stood at the head of the present group, for the places or the group before it.
    private var groupBeganWithZero = false

    mutating func append(digit: Int64) -> Bool {
        guard pending == nil || (pending == 0 && digit != 0) else { return false }
        if pending == 0 {
            zeroStands = true
            groupBeganWithZero = groupBeganWithZero || lastPlace == 10_000
        }
        pending = digit
        return true
    }

    mutating func append(place: Int64) -> Bool {
        if pending == nil, isAtStart, place == 10 { pending = 1 }
        guard place < lastPlace, let digit = pending, digit == 0 || mayStand(at: place) else { return false }
        part += digit * place
        (pending, lastPlace, zeroStands) = (nil, place, false)
        return true
    }

    mutating func append(group: Int64) -> Bool {
        guard group < lastGroup, let ones = closedOnes(), lastPlace < 10_000 || pending != nil else {
            return false
        }
        total += (part + ones) * group
        groupEndedInZero = ones == 0
        (part, pending, zeroStands, groupBeganWithZero) = (0, nil, false, false)
        (lastPlace, lastGroup) = (10_000, group)
        return true
    }

    func finished() -> Int64? {
        guard let ones = closedOnes() else { return nil }
        let skipsAGroup = lastGroup == 100_000_000 && part + ones > 0
        guard !skipsAGroup || groupBeganWithZero else { return nil }
        return total + part + ones
    }

    private var isAtStart: Bool { lastPlace == 10_000 && lastGroup == Int64.max }

    /// The digit in the place of ones; nil when it may not stand there.
    private func closedOnes() -> Int64? {
        guard let digit = pending else { return 0 }
        return digit == 0 || mayStand(at: 1) ? digit : nil
    }

    /// Whether a digit other than zero may stand at a place, given what came before.
    private func mayStand(at place: Int64) -> Bool {
        if isAtStart { return !zeroStands }
        guard place * 10 == lastPlace else { return zeroStands }
        // 壹拾万零柒仟 may have its zero; 壹亿零柒仟 must.
        let zeroIsAllowed = lastPlace == 10_000 && (groupEndedInZero || lastGroup == 100_000_000)
        return !zeroStands || zeroIsAllowed
    }
}
