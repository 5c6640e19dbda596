import Slips
import Testing

@Suite struct `Codes and their checks` {
    @Test func `an identity number tells birth date and sex`() throws {
        // The example of GB 11643-1999.
        let id = try CitizenID(checking: "11010519491231002x")
        #expect(id.description == "11010519491231002X")
        #expect(id.birthDate.description == "1949-12-31")
        #expect(id.sex == .female)
        #expect(CitizenID("440524188001010014") == nil)
    }

    @Test(arguments: [
        ("11010519491231002", CitizenID.Fault.length), ("1101051949123100a1", .character),
        ("110105194913310021", .birthDate), ("110105194912310021", .check),
    ])
    func `a fault of an identity number is named`(text: String, fault: CitizenID.Fault) {
        #expect(throws: fault) { try CitizenID(checking: text) }
    }

    @Test func `every single wrong digit and every swap of neighbours breaks the check`() {
        let right = Array("11010519491231002X")
        for index in 0..<17 {
            for digit in "0123456789" where digit != right[index] {
                var wrong = right
                wrong[index] = digit
                #expect(CitizenID(String(wrong)) == nil)
            }
            guard index < 16, right[index] != right[index + 1] else { continue }
            var wrong = right
            wrong.swapAt(index, index + 1)
            #expect(CitizenID(String(wrong)) == nil)
        }
    }

    @Test func `an organisation's code is checked`() {
        // The published code of the Bank of China.
        #expect(SocialCreditCode("911000001000013428") != nil)
        #expect(SocialCreditCode("911000001000013429") == nil)
        #expect(SocialCreditCode("91100000100001342I") == nil)
        #expect(SocialCreditCode.checkCharacter(of: "short") == nil)
    }

    @Test func `a receipt code names region, kind and year`() {
        let code = ReceiptCode("33060224")
        #expect(code?.region == "33")
        #expect(code?.kind == .inpatient)
        #expect(code?.year == 2024)
        #expect(ReceiptCode("33070224") == nil)
        #expect(ReceiptCode("33060324") == nil)
        #expect(ReceiptCode("3306022") == nil)
    }

    @Test(arguments: [
        ("XA02AXX095A001010103357", MedicalCode.Kind.westernDrug), ("ZA01AAJ0001010100001", .patentMedicine),
        ("T000100001", .herbalSlice), ("001102000030000", .service), ("C6582593554170865958", .consumable),
        ("C65825935541708659581234567", .consumable), ("H33010500001", .hospital),
        ("p33010500001", .pharmacy),
    ])
    func `a national code is told by its form`(text: String, kind: MedicalCode.Kind) {
        #expect(MedicalCode(text)?.kind == kind)
        #expect(MedicalCode(text + "1") == nil)
        #expect(MedicalCode(String(text.dropLast())) == nil)
    }
}
