/// An amount of money as Chinese capitals (大写), such as `壹仟零伍元叁角整`.
///
/// Source of the rules of writing: People's Bank of China, 《正确填写票据和结算凭证的基本规定》 (capitals, zeros and
/// 整). The amounts are whole fen below a trillion yuan; a refund has the prefix 负.
public struct CapitalAmount: Hashable, Sendable {
    /// Whole fen.
    public let money: Money

    /// The first magnitude that cannot be written: a trillion yuan, in fen.
    static let limit: Int64 = 100_000_000_000_000

    static let digits: [Character] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

    /// Every character that amounts in capitals are written with, 负 apart.
    public static let characters = Set(digits + "拾佰仟万亿元圆角分整正")

    /// An amount to write; nil when it is not whole fen, or a trillion yuan and more.
    public init?(_ money: Money) {
        guard money.isWholeFen, abs(money.micros / 10_000) < Self.limit else { return nil }
        self.money = money
    }
}

extension CapitalAmount: LosslessStringConvertible {
    /// Reads capitals that are written by the rules; nil for anything else.
    ///
    /// Accepted beside the normal form: 圆, 正, a missing 整, an initial 拾 for 壹拾, optional zeros, and the padded
    /// forms of pre-printed paper (`零佰壹拾元零角`). For text that an engine may have misread use ``init(lenient:)``.
    public init?(_ description: String) {
        let tokens = description.compactMap { character -> CapitalToken? in
            character.isWhitespace ? nil : CapitalToken(strict: character) ?? .unknown
        }
        guard let fen = CapitalGrammar.fen(of: tokens) else { return nil }
        self.init(Money(fen: fen))
    }

    /// The normal form: 元, no zero that is optional, 整 unless there are fen.
    public var description: String {
        let fen = money.micros / 10_000
        let magnitude = fen.magnitude
        let (yuan, jiao, cents) = (magnitude / 100, Int(magnitude / 10 % 10), Int(magnitude % 10))
        var text = fen < 0 ? "负" : ""
        if yuan > 0 || magnitude == 0 { text += Self.integerText(yuan) + "元" }
        if jiao > 0 { text += "\(Self.digits[jiao])角" }
        if cents > 0 {
            if jiao == 0, yuan > 0 { text += "零" }
            text += "\(Self.digits[cents])分"
        } else {
            text += "整"
        }
        return text
    }

    /// The yuan in capitals, without 元; one 零 stands for any run of inner zeros.
    private static func integerText(_ yuan: UInt64) -> String {
        guard yuan > 0 else { return "零" }
        let groupUnits = ["", "万", "亿"]
        let places = ["", "拾", "佰", "仟"]
        var text = ""
        var zeroIsDue = false
        for group in (0..<groupUnits.count).reversed() {
            var part = yuan
            for _ in 0..<group { part /= 10_000 }
            part %= 10_000
            guard part > 0 else {
                zeroIsDue = !text.isEmpty
                continue
            }
            for place in (0..<places.count).reversed() {
                var digit = part
                for _ in 0..<place { digit /= 10 }
                digit %= 10
                if digit == 0 {
                    zeroIsDue = zeroIsDue || !text.isEmpty
                } else {
                    if zeroIsDue { text += "零" }
                    zeroIsDue = false
                    text += "\(digits[Int(digit)])\(places[place])"
                }
            }
            text += groupUnits[group]
            zeroIsDue = false
        }
        return text
    }
}

extension CapitalAmount {
    /// Characters around an amount that are no part of it: labels and punctuation.
    private static let labels = Set<Character>("人民币大写合计金额总共(（)）:：,，.。、;；¥￥[]【】|_“”\"' 　")

    /// The tokens of text that an engine may have misread; labels and punctuation are left out, and what stands
    /// behind 整 or 分, which end an amount.
    private static func tokens(lenient text: String) -> [CapitalToken] {
        let tokens = text.compactMap { character -> CapitalToken? in
            if labels.contains(character) || character.isWhitespace { return nil }
            return CapitalToken(lenient: character) ?? .unknown
        }
        guard let end = tokens.firstIndex(where: { $0 == .whole || $0 == .fen }), end >= 2 else {
            return tokens
        }
        return Array(tokens[...end])
    }

    /// Reads capitals from text that an engine may have misread, and only when one amount is possible.
    ///
    /// Other forms of the characters count as the right ones (〇, 参, 陸, 五, 百, 園). Up to two characters that
    /// are none of them are replaced by every character that an amount may hold, or left out: the amount is
    /// taken when all readings that obey the grammar agree. Nil otherwise.
    public init?(lenient text: String) {
        let tokens = Self.tokens(lenient: text)
        let unclear = tokens.indices.filter { tokens[$0] == .unknown }
        guard unclear.count <= 2 else { return nil }
        var amounts = Set<Int64>()
        func search(_ candidate: [CapitalToken], _ open: ArraySlice<Int>) {
            guard let index = open.last else {
                if let fen = CapitalGrammar.fen(of: candidate) { amounts.insert(fen) }
                return
            }
            var next = candidate
            for token in CapitalToken.legible {
                next[index] = token
                search(next, open.dropLast())
            }
            next.remove(at: index)
            search(next, open.dropLast())
        }
        search(tokens, unclear[...])
        guard amounts.count == 1, let fen = amounts.first else { return nil }
        self.init(Money(fen: fen))
    }

    /// The least characters of an amount that is known without its label: `伍元整`.
    private static let leastCharacters = 3

    /// The amount in capitals that some text ends with, whatever stands before it; nil where it ends with none.
    ///
    /// Taken letter by letter, so that it is found where its label was not read. Simple numerals (`三十元`) are no capitals,
    /// and a character before it that is no mark and ends no label may be its first, misread. An amount that ends with 元
    /// lacks 整, or what is printed in its place: of 零陆元零壹分 the last character may be lost.
    public static func ending(_ text: some StringProtocol) -> Substring? {
        let text = Substring(text)
        guard let end = text.lastIndex(where: { "元圆角分整正".contains($0) }),
            !text[end...].dropFirst().contains(where: { CapitalToken(strict: $0) != nil })
        else { return nil }
        let head = text[...end]
        let start = head.indices.reversed().prefix { CapitalToken(strict: head[$0]) != nil }.last
        guard let start else { return nil }
        let before = start > text.startIndex ? text[text.index(before: start)] : ":"
        let isFirst = !before.isLetter || "写币额计".contains(before)
        var found = head[start...]
        if let last = found.firstIndex(where: { "分整正".contains($0) }) { found = found[...last] }
        let isWhole =
            found.count >= leastCharacters && found.contains { "元圆".contains($0) }
            && found.last.map { !"元圆".contains($0) } ?? false
        return isWhole && isFirst && CapitalAmount(lenient: String(found)) != nil ? found : nil
    }

    /// How far text that an engine may have misread agrees with this amount.
    public struct Agreement: Hashable, Sendable {
        /// Characters that say what the amount says.
        public var agreeing: Int
        /// Characters that are illegible or missing.
        public var unclear: Int
        /// Legible characters that the amount has no place for.
        public var surplus = 0
        /// Legible characters that say something else.
        public var contradicting: Int
    }

    /// Compares text that an engine may have misread with this amount, character by character.
    ///
    /// The engine cannot write 叁, 柒, 捌 and 仟, so that a right amount often stands there with holes: it agrees
    /// when nothing contradicts and few characters are unclear. Zeros and 整, being partly optional, do not count.
    public func agreement(with text: String) -> Agreement {
        let seen = Self.significant(Self.tokens(lenient: text))
        let meant = Self.significant(description.compactMap(CapitalToken.init(strict:)))
        var row = (0...meant.count).map { Agreement(agreeing: 0, unclear: $0, contradicting: 0) }
        for token in seen {
            // An illegible character may be dirt; a legible one was printed.
            func left(_ agreement: Agreement) -> Agreement {
                token == .unknown ? agreement.adding(unclear: 1) : agreement.adding(surplus: 1)
            }
            var next = [left(row[0])]
            for (column, wanted) in meant.enumerated() {
                let diagonal =
                    token == wanted
                    ? row[column].adding(agreeing: 1)
                    : token == .unknown
                        ? row[column].adding(unclear: 1) : row[column].adding(contradicting: 1)
                let best = [diagonal, left(row[column + 1]), next[column].adding(unclear: 1)]
                    .min { $0.cost < $1.cost }
                next.append(best ?? diagonal)
            }
            row = next
        }
        return row[meant.count]
    }

    private static func significant(_ tokens: [CapitalToken]) -> [CapitalToken] {
        tokens.filter { $0 != .digit(0) && $0 != .whole && $0 != .struck }
    }
}

extension CapitalAmount.Agreement {
    /// A contradiction weighs more than a hole, and less than a hole beside a superfluous character.
    fileprivate var cost: Int { (unclear + surplus) * 2 + contradicting * 3 }

    fileprivate func adding(
        agreeing: Int = 0, unclear: Int = 0, surplus: Int = 0, contradicting: Int = 0
    ) -> Self {
        Self(
            agreeing: self.agreeing + agreeing, unclear: self.unclear + unclear,
            surplus: self.surplus + surplus, contradicting: self.contradicting + contradicting)
    }
}
