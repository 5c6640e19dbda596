/// A stamp: a ring with a star, words along the rim and a line below.
struct Seal: Hashable {
    var centre: SheetPoint
    /// Half the width in millimetres; 19 for a hospital's round seal.
    var radius: Double
    /// Height ÷ width: 1 for a round seal, about 0.7 for the oval of the treasury.
    var flatness: Double = 1
    var rim: String
    var bottom: String
    var ink: Ink
    /// 0…1; how much of the paper's print shows through is 1 less this.
    var strength: Double
    /// Degrees clockwise.
    var turn: Double
    /// Seeds the unevenness of the ink.
    var grain: UInt64
}
