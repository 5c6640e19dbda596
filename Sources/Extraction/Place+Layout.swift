internal import Layout
internal import Slips

extension Place {
    /// A layout's box on a page of the slip.
    init(_ box: Box, page: Int) {
        self.init(page: page, x: box.x, y: box.y, width: box.width, height: box.height)
    }
}
