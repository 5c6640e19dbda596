internal import Layout

/// A rectangle on the picture that is painted, in its units.
struct Frame: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    init(_ box: Box) {
        self.init(x: Double(box.x), y: Double(box.y), width: Double(box.width), height: Double(box.height))
    }

    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: Double { y + height / 2 }

    func grown(_ by: Double) -> Frame {
        Frame(x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by)
    }
}
