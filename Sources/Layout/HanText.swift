extension Unicode.Scalar {
    /// Whether it is a Chinese character of the basic block (CJK Unified Ideographs), as slips are printed with.
    package var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}

extension Character {
    /// Whether it is a Chinese character of the basic block.
    package var isHan: Bool { unicodeScalars.first?.isHan ?? false }
}

extension StringProtocol {
    /// How many Chinese characters of the basic block it holds.
    package var hanCount: Int { unicodeScalars.count(where: \.isHan) }
}
