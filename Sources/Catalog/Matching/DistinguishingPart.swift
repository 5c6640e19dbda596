/// What tells two names apart that are otherwise the same: a numeral, a side, a size, a letter.
///
/// Source: field guide, “Roman numerals in a name matter”. Such a part is short and has no neighbours that would give a
/// misreading away, so that it counts only as far as it was read itself.
struct DistinguishingPart {
    /// The part with a character on either side, as it must stand in a reading; nil when the names differ otherwise.
    private let context: [Unicode.Scalar]?
    /// Whether the names differ only by how many strokes a Roman numeral has, as Ⅱ and Ⅲ do.
    ///
    /// The strokes run together: the engine takes one such numeral for the other and is sure of it.
    private let isOfStrokes: Bool

    /// Words that tell entries apart and are each other's misreadings or losses.
    private static let words: Set<[Unicode.Scalar]> = Set(
        [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "单", "双", "左", "右", "上", "下", "前", "后", "大",
            "中", "小", "特",
            "初", "次", "甲", "乙", "丙", "内", "外", "全", "半", "液", "用", "注射液", "注射用", "首", "续", "加收",
        ].map { Array($0.unicodeScalars) })

    /// - Parameters:
    ///   - name: The name taken to be printed, in normal form.
    ///   - other: Another name.
    init(of name: [Unicode.Scalar], from other: [Unicode.Scalar]) {
        let prefix = zip(name, other).prefix { $0 == $1 }.count
        let suffix = zip(name.dropFirst(prefix).reversed(), other.dropFirst(prefix).reversed()).prefix {
            $0 == $1
        }
        .count
        let own = name[prefix..<(name.count - suffix)]
        let others = other[prefix..<(other.count - suffix)]
        guard Self.isDistinguishing(own), Self.isDistinguishing(others), prefix + suffix > 0 else {
            context = nil
            isOfStrokes = false
            return
        }
        isOfStrokes = own.allSatisfy { $0 == "i" } && others.allSatisfy { $0 == "i" }
        let start = max(0, own.startIndex - 1)
        let end = min(name.count, own.endIndex + 1)
        context = Array(name[start..<end])
    }

    private static func isDistinguishing(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        part.count <= 4
            && (words.contains(Array(part)) || part.allSatisfy { !$0.isHan })
    }

    /// What a reading says of the part that tells two names apart.
    enum Evidence {
        /// The names differ in more than such a part.
        case none
        /// The part was read, and surely.
        case read
        /// It was not read, or not surely, or is such that no reading of it is sure.
        case doubtful
    }

    /// What the forms of a reading say of the part.
    func evidence(in printed: PrintedName) -> Evidence {
        guard let context else { return .none }
        guard !isOfStrokes else { return .doubtful }
        let isRead = printed.forms.contains { form in
            guard form.scalars.count >= context.count else { return false }
            return (0...(form.scalars.count - context.count)).contains { start in
                let range = start..<(start + context.count)
                return form.scalars[range].elementsEqual(context, by: Self.isSame)
                    && (form.confidences.isEmpty || form.confidences[range].allSatisfy { $0 >= Self.sure })
            }
        }
        return isRead ? .read : .doubtful
    }

    /// Whether a character stands for another as surely as the engine can write it: it has no Greek letters.
    private static func isSame(_ seen: Unicode.Scalar, _ wanted: Unicode.Scalar) -> Bool {
        seen == wanted || !wanted.isHan && !wanted.isASCII && ShapeConfusions.areAlike(seen, wanted)
    }

    /// Measured: of characters read less surely, one in ten and more is wrong.
    private static let sure = 0.9
}
