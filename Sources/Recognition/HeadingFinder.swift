internal import Layout

/// A column heading where it stands on the page.
struct Heading: Equatable {
    var kind: ColumnKind
    var text: String
    var box: Box
    /// How well the word fits, 0…1.
    var likeness: Double
}

/// The headings of one table, left to right.
struct HeadingGroup: Equatable {
    var headings: [Heading]

    var box: Box { Box.union(of: headings.map(\.box)) ?? Box(x: 0, y: 0, width: 0, height: 0) }

    func has(_ kind: ColumnKind) -> Bool { headings.contains { $0.kind == kind } }
}

/// Finds column headings in lines that were read.
enum HeadingFinder {
    /// How well a word must fit to be one of those that make a line a row of headings.
    static let sure = 0.66

    /// The headings of a line, or none when the line is not a row of headings.
    ///
    /// A row of headings names at least three different kinds of column (two where they are a name and an
    /// amount), and most of what it says is headings.
    static func headings(in runs: [TextRun]) -> [Heading] {
        let runs = SetHeadings.closed(runs)
        let found = runs.flatMap { run -> [Heading] in
            let matches = ColumnHeadings.matches(in: run.symbols.map(\.text))
            return matches.compactMap { match in
                let symbols = run.symbols[match.characters]
                guard let box = box(of: match.characters, in: run) else { return nil }
                let text = symbols.map(\.text).joined()
                return Heading(
                    kind: RegistrationTitle.isFee(over: text) ? .name : match.kind, text: text, box: box,
                    likeness: match.likeness)
            }
        }
        let sure = Set(found.filter { $0.likeness >= Self.sure }.map(\.kind))
        // What a receipt was paid with stands below its table: 医保统筹支付, 个人账户支付.
        let payments = runs.count { $0.text.contains("支付") }
        guard payments < 2 || sure.contains(.name) else { return [] }
        let numbers: Set<ColumnKind> = [.amount, .unitPrice, .quantity, .quantityAndUnit]
        let hasNumbers = found.contains { numbers.contains($0.kind) }
        let letters = runs.reduce(0) { $0 + ColumnHeadings.normalised($1.text).count }
        let covered = found.reduce(0) { $0 + ColumnHeadings.normalised($1.text).count }
        guard hasNumbers, covered * 10 >= letters * 5,
            sure.count >= 3 || (sure.contains(.name) && sure.contains(.amount))
        else { return halfRead(runs) }
        let others = runs.filter { run in
            let letters = ColumnHeadings.normalised(run.text)
            return !letters.isEmpty && letters != "元" && run.box.width * 2 >= run.box.height * 3
                && !found.contains { $0.box.horizontalOverlap(run.box) > 0 }
        }
        .map { Heading(kind: .other, text: $0.text, box: $0.box, likeness: 0) }
        return wholeAsBeside((found + others).sorted { $0.box.left < $1.box.left })
    }

    /// Headings of two words that were read as two, made one.
    ///
    /// The table beside must have the same as one (数量 and 单位 directly behind it, beside 数量/单位); 项目, read as 项次, and 名称
    /// directly behind it are one in any case.
    private static func wholeAsBeside(_ headings: [Heading]) -> [Heading] {
        let hasUnits = headings.contains { $0.kind == .quantityAndUnit }
        let hasSpecs = headings.contains {
            $0.kind == .name && ColumnHeadings.normalised($0.text).hasSuffix("规格")
        }
        func whole(_ first: Heading, _ second: Heading) -> ColumnKind? {
            let height = min(first.box.height, second.box.height)
            let gap = second.box.left - first.box.right
            guard gap <= height else { return nil }
            switch (first.kind, second.kind) {
            case (.quantity, .unit): return hasUnits ? .quantityAndUnit : nil
            case (.name, .spec): return hasSpecs ? .name : nil
            case (.serial, .name):
                let isFirstHalf = first.text.hasPrefix("项") && second.text.hasPrefix("名")
                return isFirstHalf && gap * 2 <= height ? .name : nil
            default: return nil
            }
        }
        return headings.reduce(into: []) { result, heading in
            guard let last = result.last, let kind = whole(last, heading) else {
                result.append(heading)
                return
            }
            let mark = last.kind == .serial ? "" : "/"
            result[result.count - 1] = Heading(
                kind: kind, text: last.text + mark + heading.text, box: last.box.union(heading.box),
                likeness: min(last.likeness, heading.likeness))
        }
    }

    /// The kinds of column that a row of short headings names in this order.
    private static let usualOrder: [ColumnKind] = [.name, .quantity, .unitPrice, .amount]

    /// The headings of a row of short words of which half was misread: names first, then numbers in their usual order,
    /// one of them read letter by letter.
    private static func halfRead(_ runs: [TextRun]) -> [Heading] {
        let runs = runs.filter { !ColumnHeadings.normalised($0.text).isEmpty }
        guard (3...6).contains(runs.count), runs.allSatisfy({ (2...4).contains($0.text.hanCount) }) else {
            return []
        }
        let headings = runs.map { run -> Heading in
            let kinds = ColumnHeadings.kinds(like: run.text)
            let exact = ColumnHeadings.kind(of: run.text)
            return Heading(
                kind: exact ?? (kinds.count == 1 ? kinds.first : nil) ?? .other, text: run.text, box: run.box,
                likeness: exact != nil ? 1 : kinds.count == 1 ? 0.5 : 0)
        }
        let order = headings.compactMap { usualOrder.firstIndex(of: $0.kind) }
        let isOrdered = zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
        let hasNumber = headings.contains { $0.likeness == 1 && $0.kind.isFactorOrProduct }
        return order.count >= 3 && order.first == 0 && isOrdered && hasNumber ? headings : []
    }

    /// How well a row of headings was read: more kinds, and better fits, are more.
    static func score(_ headings: [Heading]) -> Double {
        headings.reduce(0) { $0 + ($1.kind == .other ? -0.2 : $1.likeness) }
    }

    /// How far a row of headings can be trusted beside another reading of it: what hardly fits speaks against it.
    static func trust(_ headings: [Heading]) -> Double {
        score(headings) - 0.7 * Double(headings.count { $0.kind != .other && $0.likeness < sure })
    }

    /// What a row of headings is worth beside other ways to read it: of two that were read as well the one that names more
    /// kinds, since the halves of headings that are set on two lines (费用 over 分类) are headings, too.
    static func worth(_ headings: [Heading]) -> Double {
        score(headings) + Double(Set(headings.map(\.kind)).subtracting([.other]).count) / 2
    }

    /// The place of some of a run's characters; the whole run where they are all of it.
    private static func box(of characters: Range<Int>, in run: TextRun) -> Box? {
        if characters == run.symbols.indices { return run.box }
        guard let box = Box.union(of: run.symbols[characters].map(\.box)) else { return nil }
        // The engine's character boxes are rough; an even share of the run is a check on them.
        let share = Double(run.box.width) / Double(max(1, run.symbols.count))
        let left = run.box.left + Int(share * Double(characters.lowerBound))
        let right = run.box.left + Int(share * Double(characters.upperBound))
        let even = Box(left: left, top: run.box.top, right: right, bottom: run.box.bottom)
        let trusted = box.horizontalOverlap(even) * 2 >= even.width ? box : even
        return Box(left: trusted.left, top: run.box.top, right: trusted.right, bottom: run.box.bottom)
    }

    /// Parts the headings of tables that stand side by side.
    ///
    /// A table has one column of names: a further name heading that does not stand beside the first begins the
    /// next table, together with what stands directly before it (number, date, code). Of two headings of one kind
    /// in a table the one that fits worse is taken as unknown.
    static func groups(_ headings: [Heading]) -> [HeadingGroup] {
        if let repeated = repeated(headings) { return repeated.map(withoutDoubles) }
        var groups: [HeadingGroup] = []
        var current = HeadingGroup(headings: [])
        for (i, heading) in headings.enumerated() {
            let begins: Set<ColumnKind> = [.serial, .date, .code, .name]
            let nameFollows = headings[i...].prefix(3).contains { $0.kind == .name }
            let hasMore = current.headings.contains { !begins.contains($0.kind) }
            // 收费项目/药品名称 are two names of one column.
            let goesOn = heading.kind == .name && current.headings.last?.kind == .name
            if begins.contains(heading.kind), nameFollows, current.has(.name), hasMore, !goesOn {
                groups.append(current)
                current = HeadingGroup(headings: [])
            }
            current.headings.append(heading)
        }
        groups.append(current)
        return groups.filter { !$0.headings.isEmpty }.map(withoutDoubles)
    }

    /// The groups of headings that come again and again, each with a name and an amount; a misread one may differ.
    private static func repeated(_ headings: [Heading]) -> [HeadingGroup]? {
        guard let first = headings.first?.kind, first != .other else { return nil }
        let starts = headings.indices.filter { headings[$0].kind == first }
        guard starts.count >= 2 else { return nil }
        let groups = zip(starts, starts.dropFirst() + [headings.count]).map {
            HeadingGroup(headings: Array(headings[$0..<$1]))
        }
        let kinds = groups.map { $0.headings.map(\.kind) }
        let isSame = kinds.dropFirst().allSatisfy { other in
            other.count == kinds[0].count
                && zip(other, kinds[0]).allSatisfy { $0 == $1 || $0 == .other || $1 == .other }
        }
        return isSame && groups.allSatisfy { $0.has(.name) && $0.has(.amount) } ? groups : nil
    }

    private static func withoutDoubles(_ group: HeadingGroup) -> HeadingGroup {
        var group = group
        for i in group.headings.indices where group.headings[i].kind != .other {
            let heading = group.headings[i]
            let isBeaten = group.headings.enumerated().contains { j, other in
                abs(i - j) > 1 && other.kind == heading.kind
                    && (other.likeness, i) > (heading.likeness, j)
            }
            if isBeaten { group.headings[i].kind = .other }
        }
        return group
    }
}
