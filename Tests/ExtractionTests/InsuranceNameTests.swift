import Testing

@testable import Extraction

@Suite struct `The kind of insurance` {
    @Test(arguments: [
        ("城镇职工医保", ""), ("城乡居民基本医疗保险", ""), ("自费", ""), ("新农合", "科室"), ("铁路医保", ""),
    ])
    func `is what was read where nothing is lacking`(text: String, following: String) {
        #expect(InsuranceName.told(text, following: following) == .init(text: text, isSure: true))
    }

    @Test(arguments: [
        ("城镇职", "[医保", "城镇职工医保"), ("城镇职正医保", "", "城镇职工医保"), ("职工基本医疗保睑", "", "职工基本医疗保险"),
        ("城乡居民", "医保", "城乡居民医保"), ("城多居民医保", "", "城多居民医保"), ("城乡居民基本医疗保", "", "城乡居民基本医疗保"),
    ])
    func
        `is told for a person to see where a character of it was lost or misread, as far as one kind is nearest`(
            text: String, following: String, whole: String
        )
    {
        #expect(InsuranceName.told(text, following: following) == .init(text: whole, isSure: false))
    }

    @Test func `is not certain where it is but a beginning, and nothing where no words were read`() {
        #expect(InsuranceName.told("城镇", following: "") == .init(text: "城镇", isSure: false))
        #expect(InsuranceName.told("城镇职", following: "") == .init(text: "城镇职", isSure: false))
        #expect(InsuranceName.told("12", following: "") == nil)
    }

    @Test(arguments: [("城镜职工医保二", "城镇职工医保"), ("城镇呐王医保", "城镇职工医保"), ("城乡届艮医保", "城乡居民医保")])
    func `is told where several of its characters look like what was read`(read: String, kind: String) {
        #expect(InsuranceName.told(read, following: "") == .init(text: kind, isSure: false))
    }

    @Test(arguments: ["沈诊", "科室", "张文娟"])
    func `is never certain where it is like none`(text: String) {
        #expect(InsuranceName.told(text, following: "")?.isSure == false)
    }
}
