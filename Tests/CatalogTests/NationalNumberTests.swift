import Testing

@testable import Catalog

@Suite struct `The national number of a service` {
    @Test(arguments: ["S210300001b0010", "s210300001a0020", "$210300001b0010"])
    func `is in the code of a hospital`(code: String) {
        #expect(NationalNumber(ofHospital: code) == NationalNumber(ofEntry: "002103000010000"))
        #expect(NationalNumber(ofHospital: code) == NationalNumber(ofEntry: "332103000010000"))
    }

    @Test(arguments: ["XL04AAA385E001010179518", "S21030", "S21030000Xb0010", "", "S210300001b00100000"])
    func `is in no other code`(code: String) {
        #expect(NationalNumber(ofHospital: code) == nil)
        #expect(NationalNumber(ofEntry: code) == nil)
    }
}
