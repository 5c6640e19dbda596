/// An upright rectangle in pixels, origin at the top left of the page, y downwards.
public struct Box: Hashable, Codable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The box between two corners; empty when they are out of order.
    public init(left: Int, top: Int, right: Int, bottom: Int) {
        self.init(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
    }

    public var left: Int { x }
    public var top: Int { y }
    /// One past the last column.
    public var right: Int { x + width }
    /// One past the last row.
    public var bottom: Int { y + height }
    public var centerX: Int { x + width / 2 }
    public var centerY: Int { y + height / 2 }
    public var area: Int { width * height }
    public var isEmpty: Bool { width <= 0 || height <= 0 }
    public var horizontal: Range<Int> { x..<max(x, right) }
    public var vertical: Range<Int> { y..<max(y, bottom) }

    /// The smallest box that holds both.
    public func union(_ other: Box) -> Box {
        Box(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    /// What both have in common; empty when they do not touch.
    public func intersection(_ other: Box) -> Box {
        Box(
            left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
    }

    /// The box grown by `dx` to both sides and by `dy` up and down.
    public func grown(dx: Int, dy: Int) -> Box {
        Box(left: left - dx, top: top - dy, right: right + dx, bottom: bottom + dy)
    }

    /// How many pixel columns both share.
    public func horizontalOverlap(_ other: Box) -> Int {
        max(0, min(right, other.right) - max(left, other.left))
    }

    /// How many pixel rows both share.
    public func verticalOverlap(_ other: Box) -> Int {
        max(0, min(bottom, other.bottom) - max(top, other.top))
    }

    /// The smallest box that holds all of them; nil for none.
    public static func union(of boxes: some Sequence<Box>) -> Box? {
        var result: Box?
        for box in boxes { result = result?.union(box) ?? box }
        return result
    }
}
