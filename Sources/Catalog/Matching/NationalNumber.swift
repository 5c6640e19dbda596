/// The nine digits that name a service in the national list, whatever a province or a hospital writes around them.
///
/// Source: the national coding rules of medical service items: two digits of the list, nine of the item, two of the
/// extension, two of the surcharge. Hospitals print `S210300001b0010` for the item `002103000010000`.
struct NationalNumber: Hashable {
    let digits: String

    /// The number in a hospital's own code: a letter, the nine digits, and what the hospital adds.
    init?(ofHospital code: String) {
        let plain = code.filter { !$0.isWhitespace }
        guard let first = plain.first, first == "S" || first == "s" || first == "5" || first == "$",
            (12...17).contains(plain.count)
        else { return nil }
        self.init(String(plain.dropFirst().prefix(9)))
    }

    /// The number in a code of the catalog; nil for anything but a service.
    init?(ofEntry code: String) {
        guard code.utf8.count == 15, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(String(code.dropFirst(2).prefix(9)))
    }

    private init?(_ digits: String) {
        guard digits.utf8.count == 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        self.digits = digits
    }
}
