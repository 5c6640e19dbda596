import QRCodes

/// A colour of ink or paper; each part 0…1.
struct Ink: Hashable {
    var red: Double
    var green: Double
    var blue: Double

    static let black = Ink(red: 0.07, green: 0.07, blue: 0.07)
    static let white = Ink(red: 1, green: 1, blue: 1)

    func lighter(_ part: Double) -> Ink {
        Ink(red: red + (1 - red) * part, green: green + (1 - green) * part, blue: blue + (1 - blue) * part)
    }

    func darker(_ part: Double) -> Ink {
        Ink(red: red * (1 - part), green: green * (1 - part), blue: blue * (1 - part))
    }
}

/// A point on a sheet in millimetres, from the top left corner.
struct SheetPoint: Hashable {
    var x: Double
    var y: Double
}

/// A rectangle on a sheet in millimetres.
struct SheetBox: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
}

/// How the ink of a text came onto the paper.
enum Pen: Hashable {
    /// Smooth outlines, as a laser printer or a printing press makes them.
    case outline
    /// Pins of a dot-matrix printer; every character sits in a cell of one em, or half an em for ASCII.
    case pins
    /// Square dots of a thermal printer's head, in the same cells.
    case pixels

    /// Whether every character sits in a cell of its own.
    var isMonospaced: Bool { self != .outline }
}

/// How a text is set.
struct TextStyle: Hashable {
    var font: SlipFont
    /// Height of the em in millimetres.
    var size: Double
    var ink: Ink = .black
    var pen: Pen = .outline
    var bold = false
    /// Space between characters in ems.
    var spacing: Double = 0
    /// Dots an em, for pens that print dots.
    var grid = 24
    /// Width of a pin's dot in millimetres; a pin of a 24-pin head is 0.2 mm wide, and its dot spreads a little.
    var dot = 0.21

    func sized(_ size: Double) -> TextStyle {
        var style = self
        style.size = size
        return style
    }

    func inked(_ ink: Ink) -> TextStyle {
        var style = self
        style.ink = ink
        return style
    }
}

/// What a text is, for the truth.
struct CellRole: Hashable {
    /// `label`, `heading`, `title`, a field's contract name, or `item.name` and the like.
    var name: String
    /// The item's number from 1; nil outside the items.
    var line: Int?

    init(_ name: String, line: Int? = nil) {
        self.name = name
        self.line = line
    }
}

/// Something drawn on a sheet.
enum Mark {
    /// A text whose baseline starts at a point.
    case text(String, at: SheetPoint, TextStyle, CellRole)
    /// A ruling.
    case line(from: SheetPoint, to: SheetPoint, thickness: Double, Ink, Pen)
    /// A filled rectangle.
    case fill(SheetBox, Ink)
    /// A filled outline, such as what shows beyond a torn edge.
    case patch([SheetPoint], Ink)
    /// A filled disc, such as a tractor hole.
    case disc(centre: SheetPoint, radius: Double, Ink)
    /// Interlaced waves over the whole sheet, as on security paper.
    case waves(Ink, pitch: Double)
    /// A stamp.
    case seal(Seal)
    /// A stroke of a pen through points, smoothed.
    case stroke([SheetPoint], thickness: Double, Ink)
    /// The dark modules of a QR code.
    case code(QRCode, SheetBox)
}

/// A page to print: its size in millimetres and what is on it, from back to front.
struct Sheet {
    var width: Double
    var height: Double
    var paper: Ink = .white
    var marks: [Mark] = []

    /// The y of the lowest line of text above the foot's last tenth, in millimetres; page numbers stand below it.
    var usedHeight: Double {
        let baselines = marks.compactMap { mark in
            if case .text(_, let point, _, _) = mark, point.y < height * 0.9 { point.y } else { nil }
        }
        return baselines.max() ?? height
    }
}
