/// What a character of an amount in capitals stands for.
enum CapitalToken: Hashable {
    case digit(Int)
    /// 拾, 佰 or 仟 as a power of ten.
    case place(Int64)
    /// 万 or 亿 as a power of ten.
    case group(Int64)
    case yuan
    case jiao
    case fen
    /// 整 or 正.
    case whole
    /// 负.
    case minus
    /// A struck-out place of a pre-printed form, ⊗.
    case struck
    /// A character that has no place in an amount.
    case unknown

    /// Every token that a misread character of an amount may have been.
    static let legible: [CapitalToken] =
        (0...9).map(CapitalToken.digit) + [
            .place(10), .place(100), .place(1000), .group(10_000), .group(100_000_000), .yuan, .jiao, .fen,
            .whole,
        ]

    /// A character of the rules of writing; nil for anything else.
    init?(strict character: Character) {
        switch character {
        case "零": self = .digit(0)
        case "壹": self = .digit(1)
        case "贰": self = .digit(2)
        case "叁": self = .digit(3)
        case "肆": self = .digit(4)
        case "伍": self = .digit(5)
        case "陆": self = .digit(6)
        case "柒": self = .digit(7)
        case "捌": self = .digit(8)
        case "玖": self = .digit(9)
        case "拾": self = .place(10)
        case "佰": self = .place(100)
        case "仟": self = .place(1000)
        case "万": self = .group(10_000)
        case "亿": self = .group(100_000_000)
        case "元", "圆": self = .yuan
        case "角": self = .jiao
        case "分": self = .fen
        case "整", "正": self = .whole
        case "负": self = .minus
        case "⊗": self = .struck
        default: return nil
        }
    }

    /// A character written or read in place of one of the rules: simple and traditional forms, ○ and O.
    init?(lenient character: Character) {
        if let token = CapitalToken(strict: character) {
            self = token
            return
        }
        switch character {
        case "〇", "○", "O", "o", "0", "Ｏ", "０": self = .digit(0)
        case "一", "弌": self = .digit(1)
        case "二", "貳", "弍", "贝": self = .digit(2)
        case "三", "参", "叄", "參", "弎": self = .digit(3)
        case "四": self = .digit(4)
        case "五": self = .digit(5)
        case "六", "陸": self = .digit(6)
        case "七": self = .digit(7)
        case "八": self = .digit(8)
        case "九": self = .digit(9)
        case "十", "抬", "捨": self = .place(10)
        case "百", "伯": self = .place(100)
        case "千": self = .place(1000)
        case "萬": self = .group(10_000)
        case "億": self = .group(100_000_000)
        case "園", "园", "圓": self = .yuan
        case "負", "-", "－", "−": self = .minus
        case "⊕", "×", "X", "⊠": self = .struck
        default: return nil
        }
    }
}
