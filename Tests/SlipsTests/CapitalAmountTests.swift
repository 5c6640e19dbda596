import Slips
import Testing

@Suite struct `Amounts in capitals` {
    @Test(arguments: [
        ("0.00", "零元整"), ("0.05", "伍分"), ("0.50", "伍角整"), ("0.55", "伍角伍分"), ("1.00", "壹元整"),
        ("10.00", "壹拾元整"), ("1409.50", "壹仟肆佰零玖元伍角整"), ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"), ("10500.00", "壹万零伍佰元整"), ("1000000500.00", "壹拾亿零伍佰元整"),
        ("-12.30", "负壹拾贰元叁角整"), ("100010001.00", "壹亿零壹万零壹元整"),
    ])
    func `are written by the bank's rules`(figures: String, capitals: String) throws {
        let money = try #require(Money(figures))
        #expect(CapitalAmount(money)?.description == capitals)
        #expect(CapitalAmount(capitals)?.money == money)
    }

    @Test func `come back as they were written, for every fen up to 2 000 yuan`() {
        for fen in Int64(0)...200_000 {
            let text = CapitalAmount(Money(fen: fen))?.description ?? ""
            guard CapitalAmount(text)?.money == Money(fen: fen) else {
                Issue.record("\(fen) fen became \(text)")
                return
            }
        }
    }

    @Test func `come back as they were written, for large amounts of every shape of zeros`() {
        // Every pattern of zero and other digits over twelve places of yuan.
        for pattern in 1..<(1 << 12) {
            var yuan: Int64 = 0
            for place in 0..<12 where pattern & (1 << place) != 0 {
                var unit: Int64 = 1
                for _ in 0..<place { unit *= 10 }
                yuan += Int64(place % 9 + 1) * unit
            }
            for fen in [0, 5, 50, 57] as [Int64] {
                let money = Money(fen: yuan * 100 + fen)
                let text = CapitalAmount(money)?.description ?? ""
                #expect(CapitalAmount(text)?.money == money, "\(text)")
                #expect(CapitalAmount(lenient: text)?.money == money, "\(text)")
            }
        }
    }

    @Test(arguments: [
        ("壹佰元", "100.00"), ("壹佰圆正", "100.00"), ("拾元整", "10.00"), ("零佰壹拾元零角零分", "10.00"),
        ("⊗佰壹拾元整", "10.00"), ("零万零仟叁佰贰拾零元伍角零分", "320.50"), ("壹拾万零柒仟元零伍角叁分", "107000.53"),
        ("壹仟陆佰捌拾元零叁角贰分", "1680.32"), ("叁佰 贰拾伍元 零肆分", "325.04"),
    ])
    func `other forms of the rules are read`(capitals: String, figures: String) {
        #expect(CapitalAmount(capitals)?.money == Money(figures))
    }

    @Test(arguments: [
        "", "元", "整", "壹", "壹佰", "壹佰伍元", "壹仟伍拾元整", "壹佰零贰拾元", "贰叁元", "壹拾佰元", "壹万亿元",
        "壹元伍分角", "壹元伍", "负零元整", "壹佰O元", "壹佰元整整", "壹元壹元", "零零元",
    ])
    func `what breaks the rules is refused`(capitals: String) {
        #expect(CapitalAmount(capitals) == nil)
    }

    @Test(arguments: [
        ("合计(大写)：壹佰〇伍园正", "105.00"), ("参佰元整", "300.00"), ("三百二十五元零四分", "325.04"),
        ("人民币 陸拾元整", "60.00"), ("玖仟柒佰壹拾伍元参角整沁喇", "9715.30"), ("壹仟贰口叁拾元整", "1230.00"),
        ("肆仟捌佰柒拾玖元贰角壹分元", "4879.21"),
    ])
    func `misread text is read when one amount is possible`(text: String, figures: String) {
        #expect(CapitalAmount(lenient: text)?.money == Money(figures))
    }

    @Test(arguments: [
        ("贰拾玖元柒角柒分", "贰拾玖元柒角柒分"), ("和计(大姑:伍佰柒拾玖元玖角伍分", "伍佰柒拾玖元玖角伍分"), ("人民币壹佰元整元", "壹佰元整"),
        ("合计人民币大写贰拾元整(小写)", "贰拾元整"),
    ])
    func `an amount is found at the end of any text`(text: String, amount: String) {
        #expect(CapitalAmount.ending(text).map(String.init) == amount)
    }

    @Test(arguments: [
        "", "元整", "锋仟壹佰元整", "驮佰柒拾贰元整", "三十元", "柒角柒分", "口佰柒拾元整", "29.77元", "壹万零陆佰零陆元零壹", "壹万零陆佰零陆元",
        "陆佰元伍角贰",
    ])
    func `what may lack its first or last character is no amount at the end of a text`(text: String) {
        #expect(CapitalAmount.ending(text) == nil)
    }

    @Test(arguments: ["壹仟口佰元整", "口佰元整", "壹口口口元整", "口", "", "壹佰", "壹佰元口角整", "壹仟伍拾元整", "壹亿贰仟元整"])
    func `misread text of several possible amounts is not guessed`(text: String) {
        #expect(CapitalAmount(lenient: text) == nil)
    }

    @Test func `illegible characters are told from contradicting ones`() throws {
        let amount = try #require(CapitalAmount(Money(fen: 123_456)))  // 壹仟贰佰叁拾肆元伍角陆分
        #expect(amount.agreement(with: amount.description).agreeing == 12)
        #expect(amount.agreement(with: amount.description).unclear == 0)
        #expect(amount.agreement(with: "壹口贰佰口拾肆元伍角陆分").contradicting == 0)
        #expect(amount.agreement(with: "壹口贰佰口拾肆元伍角陆分").unclear == 2)
        #expect(amount.agreement(with: "壹贰佰拾肆元伍角陆分").unclear == 2)
        #expect(amount.agreement(with: "锋万壹仟贰佰叁拾肆元伍角陆分").surplus == 1)
        #expect(amount.agreement(with: "金额壹仟贰佰叁拾肆元伍角陆分整").surplus == 0)
        #expect(amount.agreement(with: "壹仟贰佰叁拾伍元伍角陆分").contradicting == 1)
    }

    @Test func `parts of a fen and a trillion yuan cannot be written`() {
        #expect(CapitalAmount(Money(micros: 1)) == nil)
        #expect(CapitalAmount(Money(fen: 100_000_000_000_000)) == nil)
        #expect(CapitalAmount(Money(fen: 99_999_999_999_999))?.description.hasPrefix("玖仟玖佰") == true)
    }
}
