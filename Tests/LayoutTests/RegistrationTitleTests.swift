import Layout
import Testing

@Suite struct `The title of a receipt of registration` {
    @Test(arguments: ["门诊挂号收据", "医疗门诊挂号票据No2411621692", "医疗伺诊挂二票据2411621692", "门珍挂号收掘", "挂号凭证", "市立医院挂号单"])
    func `is told from what was read of it`(words: String) {
        #expect(RegistrationTitle.isTitle(words))
    }

    @Test(arguments: [
        "医疗门诊收费票据", "门诊医疗收费收据", "挂号费----0.50", "票据号码:4728732000", "就诊卡号:619921201910019880", "",
    ])
    func `is no other line`(words: String) {
        #expect(!RegistrationTitle.isTitle(words))
    }
}
