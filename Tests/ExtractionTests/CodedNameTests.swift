import Layout
import Testing

@testable import Extraction

@Suite struct `A name behind its code` {
    @Test(arguments: [
        ("XB02BXL399B001010182988注射用罗普司亭(国产)", "XB02BXL399B001010182988", "注射用罗普司亭(国产)"),
        ("S210300001b0010X线计算机体层", "S210300001b0010", "X线计算机体层"),
        ("003311010140000肾囊肿切除术", "003311010140000", "肾囊肿切除术"),
        ("0023060000300003D打印", "002306000030000", "3D打印"),
        ("573919◆拉米夫定胶囊", "573919", "◆拉米夫定胶囊"),
    ])
    func `is parted from it`(printed: String, code: String, name: String) {
        let parts = CodedName.split(MadePrint.run(printed))
        #expect(parts.code?.text == code && parts.name.text == name)
        #expect(parts.name.symbols.count == name.count && parts.name.box.left == 20 * code.count)
    }

    @Test(arguments: ["131碘-甲状腺癌转移灶治疗", "25羟维生素D测定", "ALT", "20240921", "5-氟尿嘧啶"])
    func `is whole where its own figures are few or nothing follows them`(printed: String) {
        let parts = CodedName.split(MadePrint.run(printed))
        #expect(parts.code == nil && parts.name.text == printed)
    }

    @Test func `loses the dashes that lead to its amount, but not one`() {
        #expect(CodedName.split(MadePrint.run("挂号费-------")).name.text == "挂号费")
        #expect(CodedName.split(MadePrint.run("复方-")).name.text == "复方-")
    }
}
